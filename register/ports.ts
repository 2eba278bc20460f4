import type { ToRelay } from "../contract/relay-protocol.ts";
import type { RegisterEvent } from "../contract/commands.ts";
import type { PaymentId, RefundId, RegisterId } from "../contract/ids.ts";
import type { Way } from "../contract/reader-views.ts";
import type { ShopView } from "../contract/views.ts";
import type { DayConfig } from "./day/day-config.ts";
import type { PeopleConfig } from "./people/people-config.ts";

/** Milliseconds since 1970, UTC. */
export type Clock = () => number;

/** Milliseconds of a counter that never goes back, whatever is done to the clock. */
export type Ticks = () => number;

/** A new id of the form `<prefix>_<unique>`; a test hands in a counter. */
export type NewId = (prefix: string) => string;

type Fields = Readonly<Record<string, unknown>>;

export type Logger = Readonly<{
  info: (message: string, fields?: Fields) => void;
  warn: (message: string, fields?: Fields) => void;
  error: (message: string, fields?: Fields) => void;
}>;

/**
 * Where a host keeps what must stand neither in the database nor in a log: the system's keychain,
 * or a file that only this user can read. A name is letters, digits and hyphens.
 */
export type Secrets = Readonly<{
  get: (name: string) => string | undefined;
  /** On the disk when it returns. */
  set: (name: string, value: string) => void;
}>;

/**
 * A fiscal signing device, where the law wants one: it numbers and signs each sale from its first
 * item to its end. It answers when it can; a rejected promise says that it was not reached, and the
 * same is asked again. `error` is its no, which is kept and not asked again.
 */
export type SigningDevice = Readonly<
  Record<SigningAct, (saleId: string, payload: string) => Promise<SigningAnswer>>
>;
export type SigningAct = "begin" | "finish" | "cancel";
export type SigningAnswer = Readonly<{
  state: "ok" | "error";
  transactionNumber: number;
  detail: string;
}>;

/** Which register this is, and the shop it stands in. */
export type RegisterConfig = Readonly<{
  registerId: RegisterId;
  registerName: string;
  /** Opens each receipt number: register 2 prints 2-1, 2-2, … */
  registerNumber: number;
  mode: "demo" | "shop";
  shop: ShopView;
  /** The most that a tip on the reader may be, of the amount; more asks for a person. */
  tipCapBasisPoints: number;
  /** For so long a completed card sale can be voided before it is captured; at once without. */
  voidWindowMs?: number;
  people: PeopleConfig;
  day: DayConfig;
}>;

/** Tells every carrier. Called after the commit, never inside a transaction. */
export type Emit = (event: RegisterEvent) => void;

/** The reader that this register charges on, and the Stripe connection it belongs to. */
export type ReaderChoice = Readonly<{ connection: string; readerId: string; label: string }>;

/** A reader that this register drives itself: its window, as far as a payment needs it. */
export type DirectReader = Readonly<{
  way: () => Way;
  /** Connected to the chosen reader, and at nothing. */
  isReady: () => boolean;
  /** False where no window is there. */
  collect: (
    collect: Readonly<{ paymentId: PaymentId; tryNumber: number; clientSecret: string }>,
  ) => boolean;
  isAt: (paymentId: string) => boolean;
  isCardInProcess: (paymentId: string) => boolean;
  /** Once the window has let go of the payment that it is at; never, where it is cancelled or lost. */
  afterwards: (act: () => void) => void;
  /** Lets a payment go; what came of it is said by `reader-finished`, or read. */
  cancel: (paymentId: PaymentId) => void;
  /** Asks for the card that a charge was paid by. False where no window is there. */
  collectRefund: (collect: RefundCollect) => boolean;
  /** Lets a refund go; what came of it is said by `refund-finished`, or read. */
  cancelRefund: (refundId: RefundId) => void;
}>;

type RefundCollect = Readonly<{
  refundId: RefundId;
  chargeId: string;
  amountMinor: number;
  currency: string;
}>;

/** The line to the relay. `send` drops what it cannot send now and says so: nothing is queued. */
export type RelayLine = Readonly<{
  isOnline: () => boolean;
  send: (message: ToRelay) => boolean;
  reader: () => ReaderChoice | null;
  /** The Stripe connection that this register takes cards by; null where the relay has it not. */
  connection: () => string | null;
  /** The relay's clock, as far as the till knows: a till's own may be off. */
  relayNowMs: () => number;
}>;

/** Where a crash test may stop the process: around the commits of a card payment. */
export const traceSteps = [
  "started-committed",
  "authorised-read",
  "authorised-committed",
  "part-committed",
  "void-committed",
  "tip-committed",
  "captured-read",
  "captured-committed",
] as const;
export type TraceStep = (typeof traceSteps)[number];
/** Told at each step, for hosts that test crashes; does nothing otherwise. */
export type Trace = (step: TraceStep) => void;
