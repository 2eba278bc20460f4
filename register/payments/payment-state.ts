import type { CreditAccountId, PaymentId, SaleId, TopUpId, UserId } from "../../contract/ids.ts";
import type { PaymentConcern } from "../../contract/payment-concerns.ts";
import type { Phase } from "../../contract/payment-views.ts";
import type { PaymentWay } from "../../contract/reader-views.ts";
import { linkPhase } from "./link-phase.ts";
import { isOutdated, isRaising, raiseSettled, type Growth } from "./raise-state.ts";
import type { ChargeReading, PaymentReading } from "../../contract/relay-protocol.ts";

/** A card presented within a payment; `charge` is what Stripe's charge said of it. */
export type Try = Readonly<{
  number: number;
  outcome: "waiting" | "declined" | "approved";
  charge: ChargeReading | null;
  /** Charges of the same card that failed before it: an SCA retry makes two of one intent. */
  earlier?: readonly ChargeReading[];
}>;

/** The page of a payment by link: its address, and the Checkout Session behind it. */
export type PayLink = Readonly<{ url: string | null; sessionId: string | null }>;

/** One attempt to take one amount by card. Amounts are minor units of `currency`. */
export type Payment = Growth &
  Readonly<{
    paymentId: PaymentId;
    saleId: SaleId;
    registerId: string;
    userId: UserId;
    connection: string;
    /** Null for a payment by link, which goes to no reader. */
    readerId: string | null;
    readerLabel: string;
    via: PaymentWay;
    link: PayLink | null;
    amountMinor: number;
    currency: string;
    phase: Phase;
    tries: readonly Try[];
    intentId: string | null;
    tipMinor: number;
    startedAtMs: number;
    tryStartedAtMs: number;
    onReaderAtMs: number | null;
    isCardInProcess: boolean;
    isCancelRequested: boolean;
    cancelRequestedAtMs: number | null;
    /** The most that a customer may add on the reader. */
    tipCapMinor: number;
    /** The tip of the slip that its capture is to take with it; absent where none was written. */
    lateTipMinor?: number | undefined;
    endReason: string | null;
    attention: string | null;
    /** What came of it later; absent while nothing did. */
    concerns?: readonly PaymentConcern[] | undefined;
    /** Cash took its place: it is ended, never captured, and what it yet brings is given back. */
    isReplaced?: boolean | undefined;
    /** It pays for store credit, not for a sale: `saleId` is then `topUpSaleId`. */
    topUp?: Readonly<{ topUpId: TopUpId; accountId: CreditAccountId }> | undefined;
    /** One of several tenders of its sale, so that it need not pay all of it. */
    isPart: boolean;
    /** What Stripe holds where it is not what was asked; null while it fits, or is not known. */
    misfit: Readonly<{
      amountMinor: number;
      tipMinor: number;
      isCaptured?: true | undefined;
    }> | null;
    /** When the hold is to be captured (0: at once), once its sale is complete; null before that. */
    captureAtMs: number | null;
    /** The hold is to be let go of; Stripe has not shown it yet. */
    isVoiding: boolean;
  }>;

const rank: Readonly<Record<Phase, number>> = {
  waiting: 0,
  unknown: 1,
  declined: 2,
  authorised: 3,
  cancelled: 4,
  captured: 4,
};

export function isFinal({ phase }: Payment): boolean {
  return phase === "cancelled" || phase === "captured";
}

const noCharge: ChargeReading = {
  chargeId: "",
  status: "pending",
  captured: false,
  refundedMinor: 0,
  failureCode: null,
  declineCode: null,
  brand: null,
  last4: null,
  readMethod: null,
  isInterac: false,
  captureBeforeMs: null,
  emv: null,
};

/** The charge of a try; all null where Stripe has told none. */
export function chargeOf(attempt: Try | undefined): ChargeReading {
  return attempt?.charge ?? noCharge;
}

/** Open attempts lock their sale: nothing else may be charged for it. */
export function isOpen(payment: Payment): boolean {
  return !isFinal(payment) && payment.phase !== "authorised" && payment.isReplaced !== true;
}

/** A part of which Stripe holds something else: captured, it would take that. */
export function isMisfit({ phase, misfit }: Payment): boolean {
  return phase === "authorised" && misfit !== null;
}

/**
 * Readings come late, twice or out of order; rank decides, so any order ends alike. A reading whose
 * amounts do not fit what was asked pays nothing: the payment stays unknown and asks for a person.
 */
export function nextPayment(before: Payment, reading: PaymentReading): Payment {
  if (isFinal(before) || isOutdated(before, reading)) return before;
  const payment = raiseSettled(before, reading);
  const misfit = misfitOf(payment, reading);
  if (misfit !== null) return needAttention(payment, misfit, reading);
  const phase = phaseOf(payment, reading);
  if (isSecondDecline(payment, reading)) return withSecondDecline(payment, reading);
  if (rank[phase] <= rank[payment.phase]) return withIntent(payment, reading);
  // Nothing but its end is news: a hold of it is let go, not taken.
  const isNoNews = payment.isReplaced === true && rank[phase] < rank.cancelled;
  return isNoNews ? withIntent(payment, reading) : movedTo(phase, payment, reading);
}

function movedTo(phase: Phase, payment: Payment, reading: PaymentReading): Payment {
  const calm = { attention: null, misfit: null, isCardInProcess: false };
  const over = isRaising(payment) ? { raise: null } : {};
  const known = { ...withIntent(payment, reading), ...calm, ...over, phase };
  if (phase === "cancelled") {
    // The goods are gone and the hold is lost: somebody must collect or write it off.
    const isLost =
      payment.phase === "authorised" && payment.captureAtMs !== null && !payment.isVoiding;
    return { ...known, isVoiding: false, attention: isLost ? "hold-lost" : null };
  }
  const isTooLate = phase === "captured" && payment.isVoiding;
  const ended = endedTry(known, reading);
  // What was taken stays taken: to give it back is a refund now.
  return isTooLate ? { ...ended, isVoiding: false, attention: "void-too-late" } : ended;
}

/** Another charge that failed, of a try that has been declined already. */
function isSecondDecline(payment: Payment, { intent }: PaymentReading): boolean {
  const isDeclined = payment.phase === "declined" && intent?.status === "requires_payment_method";
  return isDeclined && isNewDecline(payment, intent.latestCharge);
}

function withSecondDecline(payment: Payment, reading: PaymentReading): Payment {
  const last = payment.tries.at(-1);
  const charge = reading.intent?.latestCharge ?? null;
  if (last === undefined) return payment;
  const earlier = [...(last.earlier ?? []), ...(last.charge ? [last.charge] : [])];
  const tries = [...payment.tries.slice(0, -1), { ...last, charge, earlier }];
  return { ...withIntent(payment, reading), tries };
}

/** Approved or declined: the try that was on the reader has ended. */
function endedTry(payment: Payment, { intent }: PaymentReading): Payment {
  const isDeclined = payment.phase === "declined";
  return {
    ...payment,
    tipMinor: intent === null ? 0 : tipIn(payment, intent),
    isCancelRequested: isDeclined && payment.isCancelRequested,
    tries: endTry(
      payment.tries,
      isDeclined ? "declined" : "approved",
      intent?.latestCharge ?? null,
    ),
  };
}

function needAttention(payment: Payment, attention: string, { intent }: PaymentReading): Payment {
  const phase = rank[payment.phase] < rank.declined ? "unknown" : payment.phase;
  const tipMinor = intent?.tipMinor ?? 0;
  // Beyond letting go: by a network that knows no hold, or by a capture that was faster.
  const isCaptured = intent?.status === "succeeded";
  const amounts = intent && { amountMinor: intent.amountMinor - tipMinor, tipMinor };
  const misfit = amounts && { ...amounts, ...(isCaptured && { isCaptured: true as const }) };
  const isVoiding = payment.isVoiding && !isCaptured;
  return { ...payment, phase, attention, misfit, isVoiding };
}

function withIntent(payment: Payment, { intent, session }: PaymentReading): Payment {
  const intentId = intent?.intentId ?? payment.intentId;
  const known = intentId === payment.intentId ? payment : { ...payment, intentId };
  if (!session || known.link === null || known.link.sessionId === session.sessionId) return known;
  return { ...known, link: { ...known.link, sessionId: session.sessionId } };
}

function phaseOf(payment: Payment, reading: PaymentReading): Phase {
  const { intent } = reading;
  if (payment.via === "link") return linkPhase(reading);
  switch (intent?.status) {
    case undefined:
    case "canceled":
      return "cancelled";
    case "succeeded":
      return "captured";
    case "requires_capture":
      return "authorised";
    case "requires_payment_method":
      return isNewDecline(payment, intent.latestCharge) ? "declined" : "waiting";
    default:
      return "waiting";
  }
}

/** A decline whose charge belongs to an earlier try is nothing new. */
function isNewDecline({ tries }: Payment, charge: ChargeReading | null): boolean {
  if (charge?.status !== "failed") return false;
  return !tries.some(({ charge: seen, earlier = [] }) =>
    [...earlier, seen].some((one) => one?.chargeId === charge.chargeId),
  );
}

function endTry(
  tries: readonly Try[],
  outcome: "declined" | "approved",
  charge: ChargeReading | null,
): readonly Try[] {
  const last = tries.at(-1);
  if (last === undefined || last.outcome === "approved") return tries;
  // After a late capture the last try may already have ended; its approval is another card's.
  const number = last.outcome === "waiting" ? last.number : last.number + 1;
  const before = last.outcome === "waiting" ? tries.slice(0, -1) : tries;
  return [...before, { number, outcome, charge }];
}

const mostTipMinor = ({ tipCapMinor, lateTipMinor = 0 }: Payment): number =>
  Math.max(tipCapMinor, lateTipMinor);

/**
 * What came on top of what was asked. Of a capture of more than was held Stripe names no tip: what it
 * took more is one where it is just what the slip said.
 */
function tipIn(
  { amountMinor, lateTipMinor = 0 }: Payment,
  intent: NonNullable<PaymentReading["intent"]>,
): number {
  const isTaken = intent.amountMinor - intent.tipMinor === amountMinor + lateTipMinor;
  return isTaken ? intent.tipMinor + lateTipMinor : intent.tipMinor;
}

/** What does not fit, as a code; null when all does. */
function misfitOf(payment: Payment, { intent }: PaymentReading): string | null {
  if (intent === null || intent.status === "canceled") return null;
  if (intent.attempt !== payment.paymentId) return "attempt-differs";
  if (intent.register !== payment.registerId) return "register-differs";
  if (intent.currency.toUpperCase() !== payment.currency) return "currency-differs";
  const tipMinor = tipIn(payment, intent);
  if (intent.amountMinor - tipMinor !== payment.amountMinor) return "amount-differs";
  if (tipMinor > mostTipMinor(payment)) return "tip-over-cap";
  if (intent.status === "succeeded" && intent.amountReceivedMinor < intent.amountMinor) {
    return "received-too-little";
  }
  return null;
}

/** The next card on the same intent, after a decline. */
export function nextTry(payment: Payment, atMs: number): Payment {
  if (payment.phase !== "declined") return payment;
  const number = (payment.tries.at(-1)?.number ?? 0) + 1;
  return {
    ...payment,
    phase: "waiting",
    tryStartedAtMs: atMs,
    onReaderAtMs: null,
    isCancelRequested: false,
    cancelRequestedAtMs: null,
    tries: [...payment.tries, { number, outcome: "waiting", charge: null }],
  };
}

/**
 * Nobody watches the attempt any more: what it came to must be looked up. A declined one, too: with
 * the line it lost every way on, and its sale must not wait for a clerk who can do nothing.
 */
export function loseSight(payment: Payment): Payment {
  const isWatched = payment.phase === "waiting" || payment.phase === "declined";
  return isWatched ? { ...payment, phase: "unknown" } : payment;
}

/** A manager takes cash for what nobody knows; only an unknown payment is ever replaced. */
export function replaced(payment: Payment): Payment {
  return payment.phase === "unknown" ? { ...payment, isReplaced: true } : payment;
}

/** The relay proved that it sent nothing to Stripe. */
export function neverStarted(payment: Payment, endReason: string): Payment {
  if (payment.phase !== "waiting" && payment.phase !== "unknown") return payment;
  return { ...payment, phase: "cancelled", endReason };
}
