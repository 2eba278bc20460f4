import type { Input, Outcome, Who } from "../../contract/commands.ts";
import type { RefundTo, refundRefusals } from "../../contract/commands/refunds.ts";
import { isSameMoney, money } from "../../contract/money.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { RefundPaid, RefundStarted, SaleCompleted } from "../../ledger/ledger-entry.ts";
import { isCardTender } from "../../ledger/refunded-cards.ts";
import { isReplaced } from "../payments/attention.ts";
import { isSale } from "../sales/pay-cash.ts";
import { partShares, refundShares, type RefundShares } from "../sales/refund-shares.ts";
import { roundToStep } from "../../contract/rounding.ts";
import { isKnownAccount } from "../store-credit/credit-accounts.ts";
import type { FoundSales } from "./find-sale.ts";
import type { PaidRefundDeps } from "./paid-refund-deps.ts";
import type { PlannedRefund } from "./paid-refund-rows.ts";
import { planCardRefund } from "./plan-card-refund.ts";
import { cardTenderOf, needsCard } from "./refundable-sale.ts";
import { leftOf, leftOfCard, leftOfLine, leftOfLines, ownSale } from "./refundable-sale.ts";
import { refusalAtReader } from "./reader-refund.ts";
import type { SoldSale } from "./refundable-sale.ts";

type Pay = Input<"refunds.pay">;

export type PlanRefusal = Exclude<(typeof refundRefusals)[number], "refund-used" | "relay-offline">;

/** Of this register's book, else of what was looked up. */
export function soldSale(
  deps: PaidRefundDeps,
  found: FoundSales,
  saleId: string,
): SoldSale | undefined {
  const own = deps.ledger.entriesOf(saleId).find(isSale)?.entry;
  return own === undefined ? found.get(saleId) : ownSale(deps, own);
}

type Plan = Readonly<{ who: Who; sold: SoldSale; input: Pay; shares: RefundShares }>;

/** The entry as it would be, or why it cannot be. Nothing is written here. */
export function planRefund(
  deps: PaidRefundDeps,
  { who, sold, input }: Readonly<{ who: Who; sold: SoldSale | undefined; input: Pay }>,
): Result<PlannedRefund, PlanRefusal | "relay-offline"> {
  const refusal = refusalOf(deps, input);
  if (refusal !== null) return refuse(refusal);
  if (sold === undefined) return unknownSale(deps, input);
  const fault = faultOf(deps, sold, input);
  if (fault !== null) return refuse(fault);
  const shares = sharesOf(sold, input);
  if (shares.amountMinor > leftOf(sold)) return refuse("refund-over-sold");
  // So small a part that its taxes, each rounded, are more than it is.
  if (shares.taxes.some(({ netMinor }) => netMinor < 0)) return refuse("not-refundable");
  const plan = { who, sold, input, shares };
  return input.to.tender === "card"
    ? planToCard(deps, plan, input.to)
    : planPaid(deps, plan, input.to);
}

/** Another till may have sold it, and only the relay can tell. */
function unknownSale({ line }: PaidRefundDeps, { saleId }: Pay) {
  return line.isOnline() ? refuse("sale-not-found", saleId) : refuse("relay-offline");
}

function planToCard(
  deps: PaidRefundDeps,
  plan: Plan,
  to: Extract<RefundTo, { tender: "card" }>,
): Result<RefundStarted, PlanRefusal | "relay-offline"> {
  if (!needsCard(cardTenderOf(plan.sold.sale, to.paymentId))) {
    return planCardRefund({ ...plan, to, readerId: null });
  }
  const refusal = refusalAtReader(deps);
  if (refusal !== null) return refuse(refusal);
  return planCardRefund({ ...plan, to, readerId: deps.line.reader()?.readerId ?? null });
}

function planPaid(
  deps: PaidRefundDeps,
  { who, sold, input, shares }: Plan,
  to: Exclude<RefundTo, { tender: "card" }>,
): Result<RefundPaid, PlanRefusal> {
  const { sale, originRegisterId } = sold;
  const { amountMinor } = shares;
  const { refundId, saleId, reason, total, replaces } = input;
  const step = to.tender === "cash" ? deps.shop.cashStepMinor : 1;
  const paidMinor = roundToStep(amountMinor, step);
  if (!isSameMoney(total, { minor: paidMinor, currency: sale.currency })) {
    return refuse("price-changed");
  }
  const approval = who.approval?.approvalId ?? null;
  const ids = { refundId, saleId, originRegisterId, reservationId: null, userId: who.userId };
  return ok({
    type: "refund-paid",
    ...{ ...ids, approval, reason, currency: sale.currency },
    ...{ lines: [...shares.lines], taxes: [...shares.taxes], amountMinor },
    ...{ roundingMinor: paidMinor - amountMinor, to, ...(replaces && { replaces }) },
  });
}

/** The same figures as `planRefund`, before anybody has decided anything. */
export function quoteRefund(
  deps: PaidRefundDeps,
  sold: SoldSale | undefined,
  input: Input<"refunds.quote">,
): Outcome<"refunds.quote"> {
  if (sold === undefined) return refuse("sale-not-found", input.saleId);
  const fault = faultOfQuote(sold, input);
  if (fault !== null) return refuse(fault);
  const { amountMinor, taxes, lines } = sharesOf(sold, input);
  if (amountMinor > leftOf(sold)) return refuse("refund-over-sold");
  if (taxes.some(({ netMinor }) => netMinor < 0)) return refuse("not-refundable");
  const amount = (minor: number) => money(minor, sold.sale.currency);
  const cashMinor = roundToStep(amountMinor, deps.shop.cashStepMinor);
  const tipMinor = input.tip?.minor ?? 0;
  return ok({
    ...{ amount: amount(amountMinor + tipMinor), cashAmount: amount(cashMinor) },
    lines: lines.map((line) => ({ lineId: line.lineId, amount: amount(line.amountMinor) })),
  });
}

function faultOfQuote(sold: SoldSale, { lines, part, tip }: Input<"refunds.quote">) {
  const { currency, tenders } = sold.sale;
  const isOther = [part, tip].some((one) => one !== undefined && one.currency !== currency);
  if (isOther) return "currency-mismatch";
  if (part !== undefined && part.minor > leftOfLines(sold)) return "refund-over-sold";
  const tips = tenders
    .filter(isCardTender)
    .map(({ paymentId }) => leftOfCard(sold, paymentId).tipMinor);
  // A tip goes back to one card, so the one that has most left of it bounds it.
  if ((tip?.minor ?? 0) > Math.max(0, ...tips)) return "refund-over-charge";
  return faultOfPieces(sold, lines);
}

function sharesOf(
  { sale, refunded }: SoldSale,
  { lines, part }: Pick<Pay, "lines" | "part">,
): RefundShares {
  return part === undefined
    ? refundShares(sale.lines, refunded.lines, lines)
    : partShares(sale.lines, refunded.lines, part.minor);
}

function refusalOf(deps: PaidRefundDeps, { to }: Pay) {
  if (to.tender === "cash" && !deps.isSelling()) return "session-not-open";
  if (deps.isTraining()) return "training";
  const isUnknown = to.tender === "store-credit" && !isKnownAccount(deps, to.accountId);
  return isUnknown ? "account-not-found" : null;
}

function faultOf(deps: PaidRefundDeps, sold: SoldSale, { lines, part, replaces, to }: Pay) {
  const { sale } = sold;
  const { shop, isPayingBack } = deps;
  if (!mayReplace(deps, sold, replaces)) return "refund-not-failed";
  if (sale.currency !== shop.currency) return "currency-mismatch";
  if (replaces === undefined && !isNamedHere(deps, sale, to)) return "unknown-tender";
  if (isPayingBack(sale.saleId)) return "refund-in-progress";
  if (!isCollected(deps, sale, to)) return "not-refundable";
  if (part !== undefined && part.minor > leftOfLines(sold)) return "refund-over-sold";
  return faultOfPieces(sold, lines);
}

/** A word that nobody took money by would open an account of its own: only a failed refund may. */
function isNamedHere({ shop }: PaidRefundDeps, { tenders }: SaleCompleted, to: Pay["to"]): boolean {
  if (to.tender !== "other") return true;
  const isPaidBy = tenders.some((one) => one.tender === "other" && one.name === to.name);
  return isPaidBy || shop.otherTenders?.includes(to.name) === true;
}

/**
 * What is only authorised may still come to nothing; then there would be nothing to give back. A hold
 * that is gone blocks no other card, whose own charge bounds it; in another way only what was voided
 * is out of the sale, and what was lost is still to be collected.
 */
function isCollected({ payments, ledger }: PaidRefundDeps, sale: SaleCompleted, to: Pay["to"]) {
  const voided = new Set(
    ledger
      .entriesOf(sale.saleId)
      .flatMap(({ entry }) => (entry.type === "payment-voided" ? [entry.paymentId] : [])),
  );
  return sale.tenders.filter(isCardTender).every(({ paymentId }) => {
    const phase = payments.byId(paymentId)?.phase ?? "captured";
    const isGone = phase === "cancelled" && (to.tender === "card" || voided.has(paymentId));
    return phase === "captured" || isGone;
  });
}

function faultOfPieces(sold: SoldSale, lines: Pay["lines"]) {
  for (const { lineId, quantity } of lines) {
    if (!sold.sale.lines.some((line) => line.lineId === lineId)) return "line-not-found";
    if (quantity > leftOfLine(sold, lineId).quantity) return "refund-over-sold";
  }
  return null;
}

/** Only what failed is made good, and once. */
function mayReplace(deps: PaidRefundDeps, { sale }: SoldSale, refundId: string | undefined) {
  if (refundId === undefined) return true;
  const failed = deps.refunds.byId(refundId);
  const isOfSale = failed?.saleId === sale.saleId && failed.state === "failed";
  return isOfSale && !isReplaced(deps, { saleId: sale.saleId, refundId });
}

/** Whether an own sale still has what a refund that waited for the relay would give back. */
export function isStillDue(sold: SoldSale, refund: PlannedRefund): boolean {
  const { lines = [], amountMinor } = refund;
  const tipMinor = refund.type === "refund-started" ? (refund.tipMinor ?? 0) : 0;
  const isCardOver =
    refund.type === "refund-started" && amountMinor > leftOfCard(sold, refund.paymentId).minor;
  const hasAll = lines.every((part) => {
    const left = leftOfLine(sold, part.lineId);
    return part.quantity <= left.quantity && part.amountMinor <= left.minor;
  });
  return hasAll && !isCardOver && amountMinor - tipMinor <= leftOf(sold);
}
