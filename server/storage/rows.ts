import type { PaymentId, RefundId, RegisterId } from "../../contract/ids.ts";
import type { PayLinkLine } from "../../contract/pay-link-protocol.ts";
import type { PaymentWay, Way } from "../../contract/reader-views.ts";
import type { Mail, PaymentReading } from "../../contract/relay-protocol.ts";

export type ReadingSource = PaymentReading["source"];
export type MailBody = Mail["body"];

/** An event as it came: `body` is the bytes that were signed, without client secrets. */
export type EventRow = Readonly<{
  connection: string;
  eventId: string;
  type: string;
  createdS: number;
  isLive: boolean;
  source: "webhook" | "list";
  /** `ignored`: stored and never applied, its mode is not the connection's. */
  state: "stored" | "ignored";
  receivedAtMs: number;
  body: Uint8Array;
}>;

/**
 * What must be read at Stripe. An `attempt` is a payment whose intent's id we do not know, or one by
 * link: its session and its intent are read together.
 */
export type StaleObject = Readonly<{
  connection: string;
  kind: "intent" | "refund" | "attempt";
  objectId: string;
}>;

export type StaleMark = StaleObject &
  Readonly<{
    source: ReadingSource;
    eventId: string | null;
    /** Somebody waits for the answer: it is mailed even where nothing changed. */
    isAsked: boolean;
    /** Disputes, warnings and reviews of the intent are read, too. */
    isConcern?: boolean;
  }>;

/** `generation` grows with every mark: a mark made while reading outlives that reading. */
export type StaleRow = StaleMark & Readonly<{ generation: number }>;

/**
 * `starting`: stored, its intent not known. `open`: has an intent that is not final at Stripe.
 * `dead`: Stripe knows no intent of it, and none will be started.
 */
export type PaymentState = "starting" | "open" | "final" | "dead";

export type PaymentRow = Readonly<{
  paymentId: PaymentId;
  registerId: RegisterId;
  connection: string;
  startedAtMs: number;
  /** Null where the register asked for the end of an attempt that never arrived here. */
  saleId: string | null;
  readerId: string | null;
  amountMinor: number | null;
  currency: string | null;
  intentId: string | null;
  state: PaymentState;
  via: PaymentWay;
  /** On a reader or on its page, and nothing read since that ends this try. */
  isAtReader: boolean;
  /** How often it was put onto a reader; numbers the sends' idempotency keys. */
  sends: number;
  /** The latest charge when it was last sent: any other charge belongs to this try. */
  chargeBefore: string | null;
  /** To be cancelled unless a card was authorised. */
  wantsCancel: boolean;
  /** What was last mailed, to mail only what is new. */
  mailed: string | null;
}>;

/** What a customer's page may say: pay, paid, wait for the bank, or that it is over. */
export const pageStates = ["open", "paid", "pending", "closed"] as const;
export type PageState = (typeof pageStates)[number];

/** The page of a payment by link. Who knows the token may see and pay the sale, and nothing else. */
export type PayLinkRow = Readonly<{
  paymentId: PaymentId;
  token: string;
  shopName: string;
  lines: readonly PayLinkLine[];
  sessionId: string | null;
  page: PageState;
}>;

export type PaymentChange = Partial<
  Pick<
    PaymentRow,
    | "readerId"
    | "intentId"
    | "state"
    | "isAtReader"
    | "sends"
    | "chargeBefore"
    | "wantsCancel"
    | "mailed"
  >
>;

/** What a register's ledger ordered: kept until Stripe shows it as done. */
export type InstructionRow = Readonly<{
  instructionId: string;
  kind: "capture" | "refund" | "void" | "raise";
  paymentId: PaymentId;
  refundId: RefundId | null;
  amountMinor: number | null;
  currency: string | null;
  notBeforeMs: number;
  /** The most that it waits from when it was stored, or from a start of the relay: clocks move. */
  windowMs: number;
  state: "stored" | "done";
  /** How it ended: `succeeded`, of a raise what its reading says, or Stripe's code of no. */
  outcome: string | null;
  sends: number;
  stripeRefundId: string | null;
  mailed: string | null;
}>;

export type InstructionChange = Partial<
  Pick<
    InstructionRow,
    "state" | "outcome" | "sends" | "stripeRefundId" | "mailed" | "notBeforeMs" | "amountMinor"
  >
>;

/**
 * A refund that asks for its card at a reader. `at-reader`: it may be there. `done`: it is not, and
 * either an instruction of its id names Stripe's refund, or `outcome` says why there is none.
 */
export type ReaderRefundRow = Readonly<{
  refundId: RefundId;
  paymentId: PaymentId;
  registerId: RegisterId;
  connection: string;
  /** The nulls are of one that never arrived here. */
  readerId: string | null;
  via: Way;
  amountMinor: number | null;
  startedAtMs: number;
  state: "starting" | "at-reader" | "done";
  /** Stripe has said that the reader took the command. */
  isAnswered: boolean;
  wantsEnd: boolean;
  /** Why the register's own window says that its reader has let go. */
  letGo: string | null;
  outcome: string | null;
}>;

export type MailRow = Readonly<{ seq: number; body: MailBody }>;

/** Numbers of one register's mailbox: the last given, and the last that it committed. */
export type MailboxHead = Readonly<{ headSeq: number; ackedSeq: number }>;

export type LeaseRow = Readonly<{
  connection: string;
  readerId: string;
  registerId: RegisterId;
  paymentId: PaymentId;
}>;

/** A reader that a register drives itself, until it says nothing more for a while. */
export type HoldRow = Readonly<{
  connection: string;
  readerId: string;
  registerId: RegisterId;
  untilMs: number;
}>;
