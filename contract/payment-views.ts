import type { CreditAccountId, PaymentId, RefundId, SaleId, TopUpId } from "./ids.ts";
import type { Money } from "./money.ts";
import type { PaymentConcern } from "./payment-concerns.ts";
import type { PaymentWay, ReaderTrouble, Way } from "./reader-views.ts";

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

/** The page on which a customer pays by a phone of their own; a till shows its address as a QR. */
export type PayLinkView = Readonly<{
  /** Null until the relay has made the page. */
  url: string | null;
  /** Stripe's Checkout Session, once read. */
  sessionId: string | null;
}>;

/** One attempt to take one amount by card, on a reader or on a page. */
export type PaymentView = Readonly<{
  paymentId: PaymentId;
  saleId: SaleId;
  /** It pays for store credit: `saleId` is then no sale's. */
  topUp?: Readonly<{ topUpId: TopUpId; accountId: CreditAccountId }>;
  amount: Money;
  tip: Money;
  phase: Phase;
  /** Asked for, not yet proven: the screen says "requested" until Stripe has spoken. */
  isCancelRequested: boolean;
  /** Empty where the customer pays on a page. */
  readerLabel: string;
  /** How it goes to the customer: by this register's own reader, by the relay's, or by a page. */
  via: PaymentWay;
  /** Null where it goes to a reader. */
  link: PayLinkView | null;
  startedAtMs: number;
  /** When this try went out, and when the till ends it by itself. */
  tryStartedAtMs: number;
  endsAtMs: number;
  /** When the amount stood on the reader, or on its page; null until the relay has said so. */
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
  atStripe: Readonly<{ amount: Money; tip: Money; isCaptured?: true }> | null;
  /** Its hold is to be let go of; Stripe has not shown it yet. */
  isVoiding: boolean;
  /** The bank is asked to hold this instead; `isUnknown` while nobody watches what comes of it. */
  raise?: Readonly<{ to: Money; isUnknown: boolean }>;
  /** The last wish to hold more, where it was not granted: the hold is as it was. */
  raiseRefused?: Readonly<{ to: Money; code: string }>;
  /** A tip of the slip, asked for after the sale; `isTaken` is null until it is captured. */
  lateTip?: Readonly<{ tip: Money; isTaken: boolean | null }>;
  /** The most that such a tip may be, until `voidableUntilMs`; absent where none can be taken. */
  mostLateTip?: Money;
  /** Until when a completed sale's hold can be voided; null where it is not put off. */
  voidableUntilMs: number | null;
}>;

/** What was seen of a payment, newest last; `counted` is false for what changed nothing. */
export type TimelineItem = Readonly<{
  atMs: number;
  source: "till" | "relay" | "reader" | "stripe" | "ledger";
  /** A `TimelineFact`; of a book of before there were codes, its words. */
  what: string;
  /** Ids and codes, or the reason that somebody typed. */
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
  /** It goes back only with the card at a reader. */
  needsCard: boolean;
  /** The reader that waits for the card, until it has ended; null where no card is needed. */
  atReader: Readonly<{ label: string; isCancelRequested: boolean }> | null;
}>;

export type PaymentDetailView = Readonly<{
  payment: PaymentView;
  /** Radar's word and number for the charge; null where it was not assessed. */
  risk: Readonly<{ level: string; score: number | null }> | null;
  /** Disputes, early fraud warnings and reviews, as last read. */
  concerns: readonly PaymentConcern[];
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
