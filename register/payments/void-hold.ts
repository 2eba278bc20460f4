import type { Input, Outcome, Who } from "../../contract/commands.ts";
import type { ApprovalId, UserId } from "../../contract/ids.ts";
import { Currency, isSameMoney, money } from "../../contract/money.ts";
import type { PaymentView } from "../../contract/payment-views.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import { dueOf, partsOf } from "../sales/parts.ts";
import { isSale } from "../sales/pay-cash.ts";
import { priceSale } from "../sales/price-sale.ts";
import { askFor, till, type CardDeps } from "./card-payments.ts";
import { putVoid } from "./order-captures.ts";
import type { Payment } from "./payment-state.ts";

type Started = Readonly<{ userId: UserId; approval: ApprovalId | null; reason: string }>;

/**
 * The entry, and the instruction that takes the place of a capture, in the caller's transaction. From
 * here on the hold can only go or turn out to be captured already; Stripe excludes both at once.
 */
export function startVoid(deps: CardDeps, payment: Payment, started: Started): void {
  const { ledger, payments, now } = deps;
  const { paymentId, saleId } = payment;
  ledger.append({ type: "void-started", paymentId, saleId, ...started });
  payments.save({ ...payment, isVoiding: true });
  payments.note(paymentId, till(now(), "void-requested", started.reason));
  putVoid(deps, payment);
}

type VoidRefusal =
  | "sale-not-found"
  | "not-voidable"
  | "void-too-late"
  | "void-in-progress"
  | "price-changed"
  | "cards-offline"
  | "training";

/** Lets the holds of a completed sale go, all of them, while none is on its way to be captured. */
export function voidSale(
  deps: CardDeps,
  who: Who,
  { saleId, total, reason }: Input<"payments.void">,
): Result<readonly Payment[], VoidRefusal> {
  const sale = deps.ledger.entriesOf(saleId).find(isSale)?.entry;
  if (sale === undefined) return refuse("sale-not-found");
  if (deps.isTraining()) return refuse("training");
  const holds = holdsOf(deps, sale);
  if (!holds.ok) return holds;
  const heldMinor = holds.value.reduce((sum, one) => sum + one.amountMinor + one.tipMinor, 0);
  if (!isSameMoney(total, money(heldMinor, sale.currency))) return refuse("price-changed");
  // Without the line the relay would capture at the end of the window all the same.
  if (!deps.line.isOnline()) return refuse("cards-offline");
  const approval = who.approval?.approvalId ?? null;
  deps.db
    .transaction(() => {
      for (const hold of holds.value) {
        startVoid(deps, hold, { userId: who.userId, approval, reason });
      }
    })
    .immediate();
  deps.trace("void-committed");
  return holds;
}

/** The holds of a sale by card alone; a mixed one is refunded, tender by tender. */
export function holdsOf(
  { payments, now }: Pick<CardDeps, "payments" | "now">,
  { tenders }: SaleCompleted,
): Result<readonly Payment[], "not-voidable" | "void-too-late" | "void-in-progress"> {
  const holds: Payment[] = [];
  for (const tender of tenders) {
    const hold = tender.tender === "card" ? payments.byId(tender.paymentId) : undefined;
    if (hold === undefined || hold.phase === "cancelled") return refuse("not-voidable");
    if (hold.isVoiding) return refuse("void-in-progress");
    const isOver = hold.captureAtMs === null || hold.captureAtMs <= now();
    if (hold.phase !== "authorised" || isOver) return refuse("void-too-late");
    holds.push(hold);
  }
  return ok(holds);
}

/** A hold that fits nothing goes back to its customer. */
export function letHoldGo(
  deps: CardDeps,
  who: Who,
  { paymentId, reason }: Input<"payments.let-go">,
): Outcome<"payments.let-go"> {
  const payment = deps.payments.byId(paymentId);
  if (payment === undefined) return refuse("payment-not-found");
  if (!asksForPerson(payment)) return refuse("no-attention");
  // What is captured cannot be let go of: it is taken as it is, and then refunded.
  if (payment.misfit?.isCaptured === true) return refuse("part-captured");
  const approval = who.approval?.approvalId ?? null;
  deps.db
    .transaction(() => startVoid(deps, payment, { userId: who.userId, approval, reason }))
    .immediate();
  deps.trace("void-committed");
  return ok(published(deps, payment));
}

/** A hold that is not what was asked, and on which a person decides. */
function asksForPerson({ phase, attention, isVoiding }: Payment): boolean {
  return phase === "unknown" && attention !== null && !isVoiding;
}

/** As Stripe has it: what was asked is that from now on, and its next reading fits. */
export function accept(
  deps: CardDeps,
  who: Who,
  { paymentId, amount, tip }: Input<"payments.accept">,
): Outcome<"payments.accept"> {
  const payment = deps.payments.byId(paymentId);
  if (payment === undefined) return refuse("payment-not-found");
  const { misfit } = payment;
  const isTaken = misfit !== null && isTakenBeyond(payment, misfit);
  if ((!asksForPerson(payment) && !isTaken) || misfit === null) return refuse("no-attention");
  const currency = Currency.parse(payment.currency);
  const isSeen = isSameMoney(amount, money(misfit.amountMinor, currency));
  if (!isSeen || !isSameMoney(tip, money(misfit.tipMinor, currency))) {
    return refuse("price-changed");
  }
  if (isTaken) return acceptAsTip(deps, payment, { who, misfit });
  if (misfit.amountMinor > leftOf(deps, payment)) return refuse("more-than-left");
  deps.db.transaction(() => appendAccepted(deps, payment, { who, misfit })).immediate();
  return ok(published(deps, payment));
}

/**
 * Of a completed sale more was captured than was held: a tip whose entry the book had lost. Taken for
 * one once: where the next reading still does not fit, more is amiss.
 */
function isTakenBeyond(payment: Payment, misfit: NonNullable<Payment["misfit"]>): boolean {
  const { phase, captureAtMs, attention, topUp, tipMinor, lateTipMinor } = payment;
  const isSold = phase === "authorised" && captureAtMs !== null && topUp === undefined;
  const isAmount = misfit.isCaptured === true && attention === "amount-differs" && tipMinor === 0;
  const beyondMinor = beyond(payment, misfit);
  return isSold && isAmount && beyondMinor > 0 && beyondMinor !== lateTipMinor;
}

function beyond(payment: Payment, misfit: NonNullable<Payment["misfit"]>): number {
  return misfit.amountMinor + misfit.tipMinor - payment.amountMinor - payment.tipMinor;
}

/** The money is here, and no part of the goods: what was taken beyond them is a tip of the slip. */
function acceptAsTip(
  deps: CardDeps,
  payment: Payment,
  { who, misfit }: Accepted,
): Outcome<"payments.accept"> {
  const { db, ledger, payments, now } = deps;
  const { paymentId, saleId, attention, currency } = payment;
  const lateTipMinor = beyond(payment, misfit);
  db.transaction(() => {
    const ids = { paymentId, saleId, userId: who.userId, currency: Currency.parse(currency) };
    ledger.append({ type: "tip-asked", ...ids, tipMinor: lateTipMinor });
    payments.save({ ...payment, lateTipMinor, attention: null, misfit: null });
    payments.note(paymentId, till(now(), `accepted-as-it-is:${attention ?? ""}`));
  }).immediate();
  return ok(published(deps, payment));
}

type Accepted = Readonly<{ who: Who; misfit: NonNullable<Payment["misfit"]> }>;

function appendAccepted(deps: CardDeps, payment: Payment, { who, misfit }: Accepted): void {
  const { ledger, payments, now } = deps;
  const { paymentId, saleId, attention, currency } = payment;
  const { amountMinor, tipMinor } = misfit;
  ledger.append({
    type: "hold-accepted",
    ...{ paymentId, saleId, userId: who.userId, approval: who.approval?.approvalId ?? null },
    ...{ misfit: attention ?? "", amountMinor, tipMinor, currency: Currency.parse(currency) },
  });
  const tipCapMinor = Math.max(payment.tipCapMinor, tipMinor);
  const calm = { attention: null, misfit: null, isPart: true };
  payments.save({ ...payment, ...calm, amountMinor, tipCapMinor });
  payments.note(paymentId, till(now(), `accepted-as-it-is:${attention ?? ""}`));
}

function leftOf({ drafts, shop, ledger }: CardDeps, { saleId }: Payment): number {
  const draft = drafts.byId(saleId);
  return draft ? dueOf(shop, priceSale(shop, draft), partsOf(ledger, saleId)).leftMinor : 0;
}

/** Read now where the line is there; at its next coming otherwise. */
function published(deps: CardDeps, before: Payment): PaymentView {
  const payment = deps.payments.byId(before.paymentId) ?? before;
  askFor(deps, payment);
  return deps.publish(payment);
}
