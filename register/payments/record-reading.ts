import { assert } from "../../contract/assert.ts";
import type { TimelineItem } from "../../contract/payment-views.ts";
import type { TimelineFact } from "../../contract/timeline.ts";
import type { OwnReason } from "../../contract/own-reasons.ts";
import type { PaymentReading } from "../../contract/relay-protocol.ts";
import { RefundId } from "../../contract/ids.ts";
import { Currency } from "../../contract/money.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { LedgerEntry, SaleCompleted } from "../../ledger/ledger-entry.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { Clock, Logger, NewId, Trace } from "../ports.ts";
import type { CompleteSaleDeps } from "../sales/complete-sale.ts";
import { dueOf, partsOf, settleTender } from "../sales/parts.ts";
import { priceSale } from "../sales/price-sale.ts";
import { lateOf } from "./late-fact.ts";
import { appendLetGo } from "./let-go.ts";
import { withdrawCapture } from "./order-captures.ts";
import { chargeOf, isFinal, nextPayment, type Payment } from "./payment-state.ts";
import type { Payments } from "./payments.ts";
import { startCardRefund } from "./refund-sale.ts";
import type { Refunds } from "./refunds.ts";
import { isRaising } from "./raise-state.ts";
import { recordRaise } from "./record-raise.ts";
import { isTopUpWanted, settleTopUp } from "./top-up-payment.ts";

export type RecordDeps = CompleteSaleDeps &
  Readonly<{
    payments: Payments;
    refunds: Refunds;
    outbox: Outbox;
    now: Clock;
    newId: NewId;
    log: Logger;
    trace: Trace;
  }>;

/** What a reading changed; `completed` is the sale that it completed. */
export type Change = Readonly<{
  payment: Payment;
  completed: Recorded<SaleCompleted> | null;
  hasMoved: boolean;
  /** A wish to hold more has ended. */
  hasSettledRaise: boolean;
}>;

/**
 * What the relay read at Stripe becomes ledger entries, in the transaction of the caller, which
 * acks after its commit. Null when the reading is of no payment of this register.
 */
export function recordReading(deps: RecordDeps, reading: PaymentReading): Change | null {
  const { payments, log } = deps;
  const before = payments.byId(reading.paymentId);
  if (before === undefined) {
    log.warn("a reading of a payment that is not ours", { paymentId: reading.paymentId });
    return null;
  }
  const after = fitToSale(deps, before, nextPayment(before, reading));
  payments.note(before.paymentId, seenOf(reading, isNews(before, after)));
  payments.save(after);
  const hasMoved = after.phase !== before.phase;
  if (hasMoved) traceRead(deps.trace, after.phase);
  const hasSettledRaise = isRaising(before) && !isRaising(after);
  const raised = hasSettledRaise ? recordRaise(deps, before, after) : null;
  const completed = (hasMoved ? appendFacts(deps, before, after) : null) ?? raised;
  if (!hasMoved && isAnotherDecline(before, after)) appendDeclined(deps, after);
  // A sale that completed has ordered its captures.
  return {
    payment: payments.byId(before.paymentId) ?? after,
    completed,
    hasMoved,
    hasSettledRaise,
  };
}

function isNews(before: Payment, after: Payment): boolean {
  const isMoved = after.phase !== before.phase || after.attention !== before.attention;
  return isMoved || isAnotherDecline(before, after);
}

function seenOf(reading: PaymentReading, counted: boolean): TimelineItem {
  return {
    atMs: reading.readAtMs,
    source: "stripe",
    what: whatWasRead(reading),
    detail: [reading.source, reading.eventId, reading.intent?.intentId].filter(Boolean).join(", "),
    counted,
  };
}

/** An SCA retry: two charges of one try, each a decline of its own. */
function isAnotherDecline(before: Payment, after: Payment): boolean {
  const chargeIds = [before, after].map(({ tries }) => chargeOf(tries.at(-1)).chargeId);
  return after.phase === "declined" && chargeIds[0] !== chargeIds[1];
}

function whatWasRead({ intent, session }: PaymentReading): TimelineFact {
  const status = intent?.status ?? "none";
  return session ? `page-read:${session.status} ${status}` : `intent-read:${status}`;
}

/**
 * Money without its sale, or more than its sale still wants, is never written as a sale and never
 * captured: the payment stays unknown and asks for a person. The mail is kept and acked all the same.
 */
function fitToSale(deps: RecordDeps, before: Payment, after: Payment): Payment {
  const isMoney = after.phase === "authorised" || after.phase === "captured";
  if (after.isReplaced === true) return after;
  if (!isMoney || before.phase === "authorised" || after.phase === before.phase) return after;
  if (isWanted(deps, after)) return after;
  deps.log.error("paid by card, but its sale is not as it was", { paymentId: after.paymentId });
  return { ...before, intentId: after.intentId, phase: "unknown", attention: "sale-differs" };
}

/** A part may leave something to pay; what was charged for the whole must be all that is left. */
function isWanted({ drafts, shop, ledger }: RecordDeps, payment: Payment): boolean {
  if (payment.topUp !== undefined) return isTopUpWanted(ledger, payment);
  const { saleId, amountMinor, isPart } = payment;
  const draft = drafts.byId(saleId);
  if (draft === undefined) return false;
  const { leftMinor } = dueOf(shop, priceSale(shop, draft), partsOf(ledger, saleId));
  return amountMinor === leftMinor || (isPart && amountMinor < leftMinor);
}

function traceRead(trace: Trace, phase: Payment["phase"]): void {
  if (phase === "authorised" || phase === "captured") trace(`${phase}-read`);
}

/** The entries between two phases. A capture that comes first brings its authorisation along. */
function appendFacts(
  deps: RecordDeps,
  before: Payment,
  after: Payment,
): Recorded<SaleCompleted> | null {
  if (isFinal(after)) withdrawCapture(deps.outbox, after);
  switch (after.phase) {
    case "declined":
      appendDeclined(deps, after);
      return null;
    case "authorised":
      return appendAuthorised(deps, after);
    case "captured": {
      if (after.isReplaced === true) {
        returnReplaced(deps, after);
        return null;
      }
      const completed = before.phase === "authorised" ? null : appendAuthorised(deps, after);
      appendCaptured(deps, before, after);
      return completed;
    }
    case "cancelled":
      appendCancelled(deps, before, after);
      return null;
    default:
      return null;
  }
}

function ids({ paymentId, saleId, connection, intentId }: Payment) {
  return { paymentId, saleId, connection, intentId: intentId ?? "" };
}

function appendDeclined(deps: RecordDeps, payment: Payment): void {
  const { chargeId, failureCode, declineCode } = chargeOf(payment.tries.at(-1));
  const tryNumber = payment.tries.length;
  const facts = { tryNumber, chargeId, failureCode, declineCode };
  deps.ledger.append({ type: "payment-declined", ...ids(payment), ...facts });
}

function appendAuthorised(deps: RecordDeps, payment: Payment): Recorded<SaleCompleted> | null {
  const { amountMinor, tipMinor } = payment;
  deps.ledger.append({
    type: "payment-authorised",
    ...ids(payment),
    tryNumber: payment.tries.length,
    chargeId: chargeOf(payment.tries.at(-1)).chargeId,
    amountMinor,
    tipMinor,
    currency: Currency.parse(payment.currency),
    ...lateOf(deps.ledger, payment.saleId, isOf("payment-started", payment)),
  });
  return settleBy(deps, payment);
}

/** Where nothing is left to pay its draft, locked since the start, becomes the sale's entry. */
function settleBy(deps: RecordDeps, payment: Payment): Recorded<SaleCompleted> | null {
  if (payment.topUp !== undefined) {
    settleTopUp(deps, payment, payment.topUp);
    return null;
  }
  const draft = deps.drafts.byId(payment.saleId);
  assert(draft, "fitToSale has seen the sale");
  const { paymentId: partId, userId } = payment;
  const priced = priceSale(deps.shop, draft);
  const tender = payment.via === "link" ? linkTender(payment) : cardTender(payment);
  return settleTender(deps, { draft, priced, userId, partId, tender });
}

function cardTender(payment: Payment): SaleCompleted["tenders"][number] {
  const { amountMinor, tipMinor, paymentId, connection } = payment;
  const { brand, last4, readMethod, emv, isInterac } = chargeOf(payment.tries.at(-1));
  const { intentId } = ids(payment);
  const card = { brand, last4, readMethod, emv, ...(isInterac && { isInterac }) };
  return { tender: "card", amountMinor, tipMinor, paymentId, connection, intentId, ...card };
}

function linkTender(payment: Payment): SaleCompleted["tenders"][number] {
  const { amountMinor, paymentId, connection, link } = payment;
  const { brand, last4 } = chargeOf(payment.tries.at(-1));
  const { intentId } = ids(payment);
  const sessionId = link?.sessionId ?? null;
  const card = { brand, last4 };
  return { tender: "link", amountMinor, paymentId, connection, intentId, sessionId, ...card };
}

function appendCaptured(deps: RecordDeps, before: Payment, payment: Payment): void {
  const wasAsked = payment.lateTipMinor !== undefined;
  deps.ledger.append({
    type: "payment-captured",
    ...ids(payment),
    amountMinor: payment.amountMinor + payment.tipMinor,
    currency: Currency.parse(payment.currency),
    ...(wasAsked && { lateTipMinor: payment.tipMinor - before.tipMinor }),
    ...lateOf(deps.ledger, payment.saleId, isOf("payment-authorised", payment)),
  });
}

/** Nobody owes it: it goes back at once, whoever captured it. */
function returnReplaced(deps: RecordDeps, payment: Payment): void {
  const { paymentId, saleId, userId, amountMinor, tipMinor } = payment;
  const currency = Currency.parse(payment.currency);
  const amount = { amountMinor: amountMinor + tipMinor, currency };
  deps.ledger.append({
    type: "payment-captured",
    ...{ ...ids(payment), ...amount, isReplaced: true },
    ...lateOf(deps.ledger, saleId, isOf("payment-started", payment)),
  });
  startCardRefund(deps, {
    ...{ type: "refund-started", refundId: RefundId.parse(deps.newId("refund")) },
    ...{ paymentId, saleId, userId, ...amount, tipMinor: 0, taxes: [] },
    ...{ reason: "replaced-by-cash" satisfies OwnReason, isReplaced: true },
  });
}

/** What it had paid for is gone with the hold, and nobody wanted that. */
function isHoldLost({ phase, captureAtMs, isVoiding }: Payment): boolean {
  return phase === "authorised" && captureAtMs !== null && !isVoiding;
}

function reasonOf({ isVoiding, isCancelRequested }: Payment): string {
  if (isVoiding) return "voided";
  return isCancelRequested ? "requested" : "ended-at-stripe";
}

function appendCancelled(deps: RecordDeps, before: Payment, after: Payment): void {
  const { paymentId, saleId, connection, intentId, currency } = after;
  deps.ledger.append({
    type: "payment-cancelled",
    paymentId,
    saleId,
    connection,
    intentId,
    reason: after.endReason ?? reasonOf(before),
    heldMinor: isHoldLost(before) ? before.amountMinor + before.tipMinor : 0,
    currency: Currency.parse(currency),
    ...lateOf(deps.ledger, saleId, isOf("payment-started", after)),
  });
  // Credit that was added stays: what the hold lost is somebody's to collect.
  if (before.phase === "authorised" && before.topUp === undefined) appendLetGo(deps, before);
}

/** Picks the entry that a later fact of the payment belongs to. */
function isOf(type: "payment-started" | "payment-authorised", { paymentId }: Payment) {
  return (entry: LedgerEntry) => entry.type === type && entry.paymentId === paymentId;
}

/** The relay proved that nothing was sent: the attempt ends without a reading. */
export function recordNeverStarted(deps: RecordDeps, before: Payment, after: Payment): void {
  deps.payments.save(after);
  appendCancelled(deps, before, after);
}
