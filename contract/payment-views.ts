import type { PaymentId, RefundId, SaleId } from "./ids.ts";
import type { Money } from "./money.ts";
import type { ReaderTrouble, Way } from "./reader-views.ts";

/**
 * Where a card payment stands. Ranked, so that readings in any order end alike:
 * waiting < unknown < declined < authorised < cancelled, captured. The last two are final.
 */
export const phases = [
  "waiting",
  "unknown",
  "declined",
  "authorised",
  "cancelled",
  "captured",
] as const;
export type Phase = (typeof phases)[number];

/** A card presented within one payment. A decline ends a try, not the payment. */
export type TryView = Readonly<{
  number: number;
  outcome: "waiting" | "declined" | "approved";
  /** Stripe's code, for details; the clerk's words never say "stolen" or "lost". */
  declineCode: string | null;
  brand: string | null;
  last4: string | null;
  readMethod: string | null;
}>;

/** One attempt to take one amount by card. */
export type PaymentView = Readonly<{
  paymentId: PaymentId;
  saleId: SaleId;
  amount: Money;
  tip: Money;
  phase: Phase;
  /** Asked for, not yet proven: the screen says "requested" until Stripe has spoken. */
  isCancelRequested: boolean;
  readerLabel: string;
  /** How it goes to the reader: by this register itself, or by the relay. */
  via: Way;
  startedAtMs: number;
  /** When this try went out, and when the till ends it by itself. */
  tryStartedAtMs: number;
  endsAtMs: number;
  /** When the amount stood on the reader; null until the relay has said so. */
  onReaderAtMs: number | null;
  /** A card is being processed, so a cancel keeps waiting. */
  isCardInProcess: boolean;
  /** When an UNKNOWN payment is looked up next. */
  nextCheckAtMs: number | null;
  tries: readonly TryView[];
  intentId: string | null;
  /** Why it ended, or why nothing was started: a code of the relay's refusals, or a reason. */
  endReason: string | null;
  /** Amounts or ids at Stripe that do not fit what was asked: not paid, a person must look. */
  attention: string | null;
  /** What Stripe holds where that is not what was asked: what `payments.accept` would take. */
  atStripe: Readonly<{ amount: Money; tip: Money }> | null;
  /** Its hold is to be let go of; Stripe has not shown it yet. */
  isVoiding: boolean;
  /** Until when a completed sale's hold can be voided; null where it is not put off. */
  voidableUntilMs: number | null;
}>;

/** What was seen of a payment, newest last; `counted` is false for what changed nothing. */
export type TimelineItem = Readonly<{
  atMs: number;
  source: "till" | "relay" | "reader" | "stripe" | "ledger";
  what: string;
  detail: string;
  counted: boolean;
}>;

export type RefundView = Readonly<{
  refundId: RefundId;
  amount: Money;
  state: "requested" | "pending" | "succeeded" | "failed";
  stripeRefundId: string | null;
  failureReason: string | null;
  requestedAtMs: number;
}>;

export type PaymentDetailView = Readonly<{
  payment: PaymentView;
  /** Shown and copied as `stripe_payment_intent_id`. */
  stripePaymentIntentId: string | null;
  chargeId: string | null;
  timeline: readonly TimelineItem[];
  refunds: readonly RefundView[];
}>;

/** What works right now. `lastGoodMs` is when it last did. */
export type StatusView = Readonly<{
  relay: Readonly<{
    state: "none" | "connecting" | "online" | "offline";
    lastGoodMs: number | null;
  }>;
  reader: Readonly<{
    /** `connecting` and `not-connected`: of a reader that this register drives itself. */
    state: "none" | "ready" | "in-use" | "offline" | "unknown" | "connecting" | "not-connected";
    label: string;
    way: Way;
    /** Why it is not connected, where that is known. */
    trouble: ReaderTrouble | null;
    /** The simulated reader's page, where the connection is the sandbox. */
    simulatorUrl: string | null;
  }>;
  /** Instructions for the relay that it has not confirmed. */
  unsent: number;
  /** How far the till's clock is ahead of the relay's (behind: negative), if over two minutes; else 0. */
  clockOffMs: number;
}>;
