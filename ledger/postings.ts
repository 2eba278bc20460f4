import { unreachable } from "../contract/assert.ts";
import { basisPointsOf } from "../contract/tax-rate.ts";
import { accounts } from "./chart.ts";
import type {
  CreditToppedUp,
  EntryOf,
  LedgerEntry,
  PaymentVoided,
  RefundAccepted,
  RefundFailed,
  RefundPaid,
  SaleCompleted,
  TaxShare,
  Tender,
  TenderReturned,
  TenderTaken,
} from "./ledger-entry.ts";
import { derivePostings, type Post, type Posters, type Posting } from "./posting.ts";

export { accounts } from "./chart.ts";
export type { Posting } from "./posting.ts";

/** What an entry does to the accounts. The sum is zero per currency, or a bug throws. */
export function postingsOf(entry: LedgerEntry): readonly Posting[] {
  return derivePostings(registerPosters, entry);
}

const nothing = () => undefined;

/** What each kind of fact does to the accounts; most facts of a payment or a person move no money. */
export const registerPosters: Posters<LedgerEntry> = {
  "ledger-opened": nothing,
  "sale-completed": postSale,
  "sale-voided": nothing,
  "lines-voided": nothing,
  "refund-paid": postRefundPaid,
  "training-sale": nothing,
  "payment-started": nothing,
  "payment-declined": nothing,
  "payment-authorised": nothing,
  "payment-replaced": nothing,
  "payment-captured": ({ connection, amountMinor, lateTipMinor = 0, isReplaced }, post) => {
    const heldMinor = amountMinor - lateTipMinor;
    post(isReplaced ? accounts.toReturn : accounts.cardAuthorised(connection), -heldMinor);
    post(accounts.tipsPayable, -lateTipMinor);
    post(accounts.cardClearing(connection), amountMinor);
  },
  "payment-cancelled": ({ connection, heldMinor }, post) => {
    post(accounts.cardAuthorised(connection), -heldMinor);
    post(accounts.uncollected, heldMinor);
  },
  "tender-taken": (part, post) => postPart(part, post, 1),
  "tender-returned": (part, post) => postPart(part, post, -1),
  "void-started": nothing,
  "hold-accepted": nothing,
  "hold-raise-started": nothing,
  "tip-asked": nothing,
  "hold-raised": ({ connection, fromMinor, toMinor }, post) => {
    post(accounts.cardAuthorised(connection), toMinor - fromMinor);
    post(accounts.partPaid, fromMinor - toMinor);
  },
  "hold-raise-refused": nothing,
  "payment-voided": postVoided,
  "refund-started": nothing,
  "refund-accepted": (refund, post) => postRefund(refund, post, 1),
  "refund-failed": (refund, post) => {
    if (refund.wasAccepted) postRefund(refund, post, -1);
  },
  "session-opened": ({ fromSafeMinor, differenceMinor }, post) => {
    post(accounts.drawerCash, fromSafeMinor + differenceMinor);
    post(accounts.safe, -fromSafeMinor);
    post(accounts.overShort, -differenceMinor);
  },
  "cash-moved": postCashMoved,
  "drawer-counted": nothing,
  "session-closed": ({ overShortMinor, toSafeMinor }, post) => {
    post(accounts.drawerCash, overShortMinor - toSafeMinor);
    post(accounts.safe, toSafeMinor);
    post(accounts.overShort, -overShortMinor);
  },
  "day-closed": nothing,
  "user-changed": nothing,
  "user-signed-in": nothing,
  "user-signed-out": nothing,
  "sign-in-failed": nothing,
  "user-locked": nothing,
  "override-granted": nothing,
  "override-used": nothing,
  "no-sale": nothing,
  "drawer-opened": nothing,
  "receipt-reprinted": nothing,
  "configuration-changed": nothing,
  "clock-jumped": nothing,
  "sums-rebuilt": nothing,
  "training-started": nothing,
  "training-ended": nothing,
  "credit-opened": nothing,
  "credit-topped-up": (topUp, post) => {
    post(topUpAccount(topUp), topUp.amountMinor);
    post(accounts.storeCredit, -topUp.amountMinor);
  },
  "reservation-released": nothing,
  correction: ({ postings }, post) => {
    for (const { account, currency, minor } of postings) post(account, minor, currency);
  },
  "signing-key-announced": nothing,
  "signing-device-record": nothing,
};

function postSale(sale: SaleCompleted, post: Post): void {
  for (const tender of sale.tenders) {
    if (tender.partId === undefined) postTender(tender, post, 1);
    else post(accounts.partPaid, tender.amountMinor);
  }
  for (const line of sale.lines) {
    post(accounts.sales(line.taxCode), -line.listNetMinor);
    post(accounts.discounts(line.taxCode), line.listNetMinor - line.netMinor);
    postTax(line, post, -1);
  }
  post(accounts.rounding, -sale.roundingMinor);
}

/** What a tender brings in; a card, its tip with it, which is owed to the staff from then on. */
function postTender(tender: Tender, post: Post, sign: 1 | -1): void {
  if (tender.tender === "card") {
    const { connection, amountMinor, tipMinor } = tender;
    post(accounts.cardAuthorised(connection), sign * (amountMinor + tipMinor));
    post(accounts.tipsPayable, -sign * tipMinor);
  } else post(tenderAccount(tender), sign * tender.amountMinor);
}

function postPart({ tender }: TenderTaken | TenderReturned, post: Post, sign: 1 | -1): void {
  postTender(tender, post, sign);
  post(accounts.partPaid, -sign * tender.amountMinor);
}

function postVoided(hold: PaymentVoided, post: Post): void {
  postGivenBack(hold.taxes, post, 1);
  post(accounts.tipsPayable, hold.tipMinor);
  post(accounts.cardAuthorised(hold.connection), -hold.amountMinor);
}

function tenderAccount(tender: RefundPaid["to"] | Exclude<Tender, { tender: "card" }>): string {
  switch (tender.tender) {
    case "cash":
      return accounts.drawerCash;
    case "link":
      return accounts.cardAuthorised(tender.connection);
    case "store-credit":
      return accounts.storeCredit;
    case "other":
      return accounts.otherTender(tender.name);
  }
}

function postTax(share: Omit<TaxShare, "netMinor">, post: Post, sign: 1 | -1): void {
  if (share.taxes === undefined) {
    post(accounts.taxPayable(share.taxCode, basisPointsOf(share)), sign * share.taxMinor);
    return;
  }
  for (const part of share.taxes) {
    post(accounts.taxPayable(part.code, basisPointsOf(part)), sign * part.taxMinor);
  }
}

function postGivenBack(taxes: readonly TaxShare[], post: Post, sign: 1 | -1): void {
  for (const share of taxes) {
    post(accounts.refunds(share.taxCode), sign * share.netMinor);
    postTax(share, post, sign);
  }
}

function postRefund(refund: RefundAccepted | RefundFailed, post: Post, sign: 1 | -1): void {
  postGivenBack(refund.taxes, post, sign);
  if (refund.isReplaced) post(accounts.toReturn, sign * refund.amountMinor);
  post(accounts.tipsPayable, sign * refund.tipMinor);
  post(accounts.cardClearing(refund.connection), -sign * refund.amountMinor);
}

function postRefundPaid(refund: RefundPaid, post: Post): void {
  postGivenBack(refund.taxes, post, 1);
  post(tenderAccount(refund.to), -(refund.amountMinor + refund.roundingMinor));
  post(accounts.rounding, refund.roundingMinor);
}

function postCashMoved(move: EntryOf<"cash-moved">, post: Post): void {
  const intoDrawer = move.direction === "in" ? move.amountMinor : -move.amountMinor;
  const counter = {
    safe: accounts.safe,
    bank: accounts.bank,
    petty: accounts.pettyCash,
    float: accounts.float,
  }[move.counterAccount];
  post(accounts.drawerCash, intoDrawer);
  post(counter, -intoDrawer);
}

function topUpAccount({ by }: CreditToppedUp): string {
  switch (by.tender) {
    case "cash":
      return accounts.drawerCash;
    case "card":
      return accounts.cardAuthorised(by.connection);
    case "other":
      return accounts.otherTender(by.name);
    case "goodwill":
      return accounts.goodwill;
    default:
      return unreachable(by);
  }
}
