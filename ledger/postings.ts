import { assert } from "../contract/assert.ts";
import type {
  EntryOf,
  LedgerEntry,
  RefundAccepted,
  RefundFailed,
  SaleCompleted,
} from "./ledger-entry.ts";

/** Debit is positive, credit negative, in minor units of `currency`. */
export type Posting = Readonly<{ account: string; currency: string; minor: number }>;

/** The chart of accounts, in the colon form that hledger and Beancount readers know. */
export const accounts = {
  drawerCash: "assets:drawer:cash",
  /** Approved, not yet captured: Stripe holds it at the customer's bank. */
  cardAuthorised: (connection: string) => `assets:card:${connection}:authorised`,
  /** Captured: Stripe owes it to the shop, until a payout. */
  cardClearing: (connection: string) => `assets:card:${connection}:clearing`,
  /** Goods are gone, but the authorisation was lost: somebody must collect or write off. */
  uncollected: "assets:uncollected",
  sales: (taxCode: string) => `income:sales:${taxCode}`,
  discounts: (taxCode: string) => `income:discounts:${taxCode}`,
  refunds: (taxCode: string) => `income:refunds:${taxCode}`,
  taxPayable: (taxCode: string, rateBasisPoints: number) =>
    `liabilities:tax:${taxCode}:${rateBasisPoints}`,
  tipsPayable: "liabilities:tips",
  rounding: "expenses:rounding",
} as const;

type Post = (account: string, minor: number) => void;

/** What an entry does to the accounts. The sum is zero per currency, or a bug throws. */
export function postingsOf(entry: LedgerEntry): readonly Posting[] {
  const sums = new Map<string, number>();
  const post: Post = (account, minor) => sums.set(account, (sums.get(account) ?? 0) + minor);
  (posters[entry.type] as (entry: LedgerEntry, post: Post) => void)(entry, post);
  const postings = [...sums].filter(([, minor]) => minor !== 0);
  if (postings.length === 0) return [];
  const sum = postings.reduce((total, [, minor]) => total + minor, 0);
  assert(sum === 0, `postings of ${entry.type} sum to ${sum}`);
  const currency = "currency" in entry ? entry.currency : "";
  return postings.map(([account, minor]) => ({ account, currency, minor }));
}

const nothing = () => undefined;

/** One line per kind of fact; most facts of a payment move no money. */
const posters: {
  readonly [Type in LedgerEntry["type"]]: (entry: EntryOf<Type>, post: Post) => void;
} = {
  "ledger-opened": nothing,
  "sale-completed": postSale,
  "payment-started": nothing,
  "payment-declined": nothing,
  "payment-authorised": nothing,
  "payment-captured": ({ connection, amountMinor }, post) => {
    post(accounts.cardAuthorised(connection), -amountMinor);
    post(accounts.cardClearing(connection), amountMinor);
  },
  "payment-cancelled": ({ connection, heldMinor }, post) => {
    post(accounts.cardAuthorised(connection), -heldMinor);
    post(accounts.uncollected, heldMinor);
  },
  "refund-started": nothing,
  "refund-accepted": (refund, post) => postRefund(refund, post, 1),
  "refund-failed": (refund, post) => {
    if (refund.wasAccepted) postRefund(refund, post, -1);
  },
};

function postSale(sale: SaleCompleted, post: Post): void {
  for (const tender of sale.tenders) {
    if (tender.tender === "cash") post(accounts.drawerCash, tender.amountMinor);
    else {
      post(accounts.cardAuthorised(tender.connection), tender.amountMinor + tender.tipMinor);
      post(accounts.tipsPayable, -tender.tipMinor);
    }
  }
  for (const line of sale.lines) {
    post(accounts.sales(line.taxCode), -line.listNetMinor);
    post(accounts.discounts(line.taxCode), line.listNetMinor - line.netMinor);
    post(accounts.taxPayable(line.taxCode, line.rateBasisPoints), -line.taxMinor);
  }
  post(accounts.rounding, -sale.roundingMinor);
}

function postRefund(refund: RefundAccepted | RefundFailed, post: Post, sign: 1 | -1): void {
  for (const { taxCode, rateBasisPoints, netMinor, taxMinor } of refund.taxes) {
    post(accounts.refunds(taxCode), sign * netMinor);
    post(accounts.taxPayable(taxCode, rateBasisPoints), sign * taxMinor);
  }
  post(accounts.tipsPayable, sign * refund.tipMinor);
  post(accounts.cardClearing(refund.connection), -sign * refund.amountMinor);
}
