import { z } from "zod";
import { PaymentId, RefundId } from "./ids.ts";
import { Minor } from "./money.ts";

/**
 * Register ↔ reader window: the page that drives a reader with terminal-js. It is no screen of the
 * till and has none of its commands: what comes from it is a wish for a token, or a hint to read.
 * The host carries the messages as they are (structured clone or JSON); both ends parse them.
 * One window drives: the youngest. When it goes, the one before it is told to connect again.
 */
const TokenId = z.string().min(1).max(80);
const Text = z.string().max(300);
/** The number of the payment's try: an outcome that comes late must not end the next try. */
const TryNumber = z.int().min(1);

/** What the reader shows before the customer pays. Amounts are minor units. */
export const ReaderCart = z.strictObject({
  currency: z.string().length(3),
  lines: z
    .array(z.strictObject({ description: Text, amountMinor: Minor, quantity: z.int().min(1) }))
    .max(500),
  taxMinor: Minor,
  totalMinor: Minor,
});
export type ReaderCart = z.infer<typeof ReaderCart>;

/** Why something did not go. Anything that is not on the list of known codes is `unknown`. */
export const readerProblems = [
  "load-failed",
  "no-token",
  "no-reader",
  "in-use",
  "network",
  "reader-trouble",
  "reader-outdated",
  "busy",
  "unknown",
] as const;
export const ReaderProblem = z.enum(readerProblems);
export type ReaderProblem = z.infer<typeof ReaderProblem>;

export const ToReaderWindow = z.discriminatedUnion("type", [
  /** A register is there, perhaps another than before; answered by `opened`. */
  z.strictObject({ type: z.literal("hello") }),
  /**
   * Connect to this reader and stay connected: after a loss the window finds it again by itself.
   * `simulatorUrl` is the sandbox's, where the connection is the sandbox, and then the simulated
   * SDK is loaded in place of terminal-js; null loads terminal-js from js.stripe.com.
   */
  z.strictObject({
    type: z.literal("connect"),
    connection: z.string(),
    simulatorUrl: z.string().nullable(),
    locationId: z.string(),
    readerId: z.string(),
  }),
  /** Let the reader go, and be quiet until the next `connect`. */
  z.strictObject({ type: z.literal("disconnect") }),
  /** List the readers of the location; answered by `readers-found`. */
  z.strictObject({ type: z.literal("discover") }),
  /** The answer to `connection-token-wanted`; `secret` is null where there is none. Never kept. */
  z.strictObject({
    type: z.literal("connection-token"),
    id: TokenId,
    secret: z.string().nullable(),
  }),
  /** Null clears the screen. Not shown while a payment is under way. */
  z.strictObject({ type: z.literal("cart"), cart: ReaderCart.nullable() }),
  /** Collect a card for this intent and process it. Answered by steps, then `reader-finished`. */
  z.strictObject({
    type: z.literal("collect"),
    paymentId: PaymentId,
    tryNumber: TryNumber,
    clientSecret: z.string(),
  }),
  /** Ask for the card that this charge was paid by, and give the money back to it. */
  z.strictObject({
    type: z.literal("collect-refund"),
    refundId: RefundId,
    chargeId: z.string(),
    amountMinor: Minor.min(1),
    currency: z.string().length(3),
  }),
  /** Let the refund go. Where its card is in process it goes on, and says how it ended. */
  z.strictObject({ type: z.literal("cancel-refund"), refundId: RefundId }),
  /** Let the payment go, whatever it is at. Where a card is in process the window says so. */
  z.strictObject({ type: z.literal("cancel"), paymentId: PaymentId }),
]);
export type ToReaderWindow = z.infer<typeof ToReaderWindow>;

export const ReaderConnectionState = z.enum([
  /** The SDK is on its way; where it cannot be had, the page reloads itself until it can. */
  "loading",
  "load-failed",
  "not-connected",
  "connecting",
  "connected",
]);
export type ReaderConnectionState = z.infer<typeof ReaderConnectionState>;

export const FoundReader = z.strictObject({
  readerId: z.string(),
  label: z.string(),
  deviceType: z.string(),
  status: z.enum(["online", "offline", "unknown"]),
});
export type FoundReader = z.infer<typeof FoundReader>;

export const FromReaderWindow = z.discriminatedUnion("type", [
  /** The answer to `hello`. `paymentId`: what the window is still at, after a lost carrier. */
  z.strictObject({
    type: z.literal("opened"),
    paymentId: PaymentId.nullable(),
    /** The refund that it is still at. */
    refundId: RefundId.nullable(),
  }),
  z.strictObject({ type: z.literal("connection-token-wanted"), id: TokenId }),
  z.strictObject({
    type: z.literal("readers-found"),
    readers: z.array(FoundReader).max(200),
    problem: ReaderProblem.nullable(),
  }),
  z.strictObject({
    type: z.literal("connection-state"),
    state: ReaderConnectionState,
    readerId: z.string().nullable(),
    problem: ReaderProblem.nullable(),
  }),
  /** For the clerk's screen: the amount stands on the reader; a card is with the bank. */
  z.strictObject({
    type: z.literal("payment-step"),
    paymentId: PaymentId,
    tryNumber: TryNumber,
    step: z.enum(["on-reader", "card-in-process"]),
  }),
  /**
   * The reader has ended a try. A hint to read the intent, never a fact: `unknown` and `processed`
   * differ in nothing but the words that a log gets.
   */
  z.strictObject({
    type: z.literal("reader-finished"),
    paymentId: PaymentId,
    tryNumber: TryNumber,
    hint: z.enum(["processed", "declined", "cancelled", "not-started", "unknown"]),
    /** The SDK's own code, for the timeline. */
    code: Text.nullable(),
  }),
  /** The reader has ended a refund: as with a payment, a hint to read. */
  z.strictObject({
    type: z.literal("refund-finished"),
    refundId: RefundId,
    hint: z.enum(["processed", "declined", "cancelled", "not-started", "unknown"]),
    code: Text.nullable(),
  }),
]);
export type FromReaderWindow = z.infer<typeof FromReaderWindow>;

/** The one thing that the desktop host's preload gives the reader page, as `window.readerDoor`. */
export type ReaderDoor = Readonly<{
  send: (message: FromReaderWindow) => void;
  /** Hears every message from now on. */
  onMessage: (listener: (message: ToReaderWindow) => void) => void;
}>;

/**
 * What the register gives its carrier: call `open` when a reader page is there (again), hand it
 * what the page sends, unparsed, and `close` when the page is gone or reloads.
 */
export type ReaderWindows = Readonly<{
  open: (send: (message: ToReaderWindow) => void) => ReaderWindowLink;
}>;
export type ReaderWindowLink = Readonly<{
  receive: (message: unknown) => void;
  close: () => void;
}>;
