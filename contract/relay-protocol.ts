import { z } from "zod";
import { PaymentId, RefundId, RegisterId, SaleId } from "./ids.ts";
import { copiesFromRelay, copiesToRelay } from "./ledger-copy-protocol.ts";
import { MoneySchema } from "./money.ts";
import { ConcernReading } from "./payment-concerns.ts";
import { PayLinkMade, PayLinkStart } from "./pay-link-protocol.ts";
import { ConnectionView, ListedReader, Way } from "./reader-views.ts";
import { PaymentReading, RefundReading } from "./payment-readings.ts";
import { RaiseHold } from "./raise-protocol.ts";
import { readerRefundsToRelay } from "./reader-refund-protocol.ts";
import { RefundElsewhere, refundsFromRelay, refundsToRelay } from "./refund-protocol.ts";
import { holdsFromRelay, holdsToRelay } from "./hold-protocol.ts";
import { reservationsFromRelay, reservationsToRelay } from "./reservation-protocol.ts";

export { ChargeReading, ReadingSource, PaymentReading, RefundReading } from "./payment-readings.ts";

/**
 * Register ↔ relay over one websocket, JSON text frames. The register opens it at `/till` with
 * `Authorization: Bearer <device token>`; nothing of it stands in the URL. Both sides parse every
 * message with these schemas. A peer of another version is refused at `hello`.
 */
export const PROTOCOL_VERSION = 1;

/** One frame, either way, in bytes. */
export const MAX_FRAME_BYTES = 1024 * 1024;

/** A charge is started at once or not at all: the longest that `validUntilMs` may lie ahead. */
export const MAX_START_DELAY_MS = 30_000;

/** The longest that a capture may be put off: a hold of a present card lives for two days. */
export const MAX_VOID_WINDOW_MS = 24 * 3_600_000;

const MessageId = z.string().min(1).max(80);

const AtMs = z.int().min(0);

/** A hold soon lost (`capture_before`), whose capture or end no book has ordered: a person's task. */
export const HoldUnordered = z.strictObject({
  kind: z.literal("hold-unordered"),
  paymentId: PaymentId,
  captureBeforeMs: AtMs,
});
export type HoldUnordered = z.infer<typeof HoldUnordered>;

/** What a register says. Requests carry an id, which the answer names. */
export const ToRelay = z.discriminatedUnion("type", [
  /** First of a connection. `cursor`: the last mailbox number that is committed at the register. */
  z.strictObject({
    type: z.literal("hello"),
    protocol: z.int(),
    registerId: RegisterId,
    cursor: z.int().min(0),
    /** To fill up a lost book before selling: no mail and no readers, only heads and copies. */
    purpose: z.literal("recover").optional(),
  }),
  /**
   * Creates the intent and takes the reader's lease; then, by the relay, puts the amount on the
   * reader, or, direct, hands the intent's secret to the register. Never queued.
   */
  z.strictObject({
    type: z.literal("start-card-payment"),
    id: MessageId,
    via: Way,
    paymentId: PaymentId,
    saleId: SaleId,
    connection: z.string(),
    readerId: z.string(),
    amount: MoneySchema,
    validUntilMs: AtMs,
  }),
  PayLinkStart,
  /** After a decline: the same intent, by the same way, once more. Never queued either. */
  z.strictObject({
    type: z.literal("retry-card-payment"),
    id: MessageId,
    paymentId: PaymentId,
    readerId: z.string(),
    validUntilMs: AtMs,
  }),
  /** Asks for the truth: reads; where nothing was authorised, cancels and reads again. */
  z.strictObject({
    type: z.literal("resolve-payment"),
    id: MessageId,
    paymentId: PaymentId,
    connection: z.string(),
    startedAtMs: AtMs,
    /** A payment by link is looked for among sessions, too. */
    via: z.literal("link").optional(),
    /** Cash took its place: a hold is cancelled, too, unless its capture was ordered. */
    isAbandoned: z.literal(true).optional(),
  }),
  /** Reads only. */
  z.strictObject({
    type: z.literal("read-payment"),
    id: MessageId,
    paymentId: PaymentId,
  }),
  /** The clerk's cancel: the reader's action, then the intent. Its outcome is a reading. */
  z.strictObject({ type: z.literal("cancel-payment"), id: MessageId, paymentId: PaymentId }),
  /** From the outbox: stands in the ledger as authorised, so it may be captured. */
  z.strictObject({
    type: z.literal("capture-payment"),
    id: MessageId,
    paymentId: PaymentId,
    notBeforeMs: AtMs,
    /** How long it is put off: the relay waits no longer, whatever the till's clock says. */
    windowMs: z.int().min(0).max(MAX_VOID_WINDOW_MS).optional(),
    /**
     * The whole to take where that is more than is held: a tip on the slip. Stripe's no leaves the
     * capture of what is held. Told while the capture waits, it changes it; later it changes nothing.
     */
    amount: MoneySchema.optional(),
  }),
  /**
   * From the outbox, and in the ledger: the hold is let go of, and no capture of it is carried out
   * from here on. One that was faster wins; the reading says which. The same id twice is one.
   */
  z.strictObject({ type: z.literal("void-payment"), id: MessageId, paymentId: PaymentId }),
  RaiseHold,
  /** From the outbox. `refundId` is the idempotency key all the way. */
  z.strictObject({
    type: z.literal("refund-payment"),
    id: MessageId,
    refundId: RefundId,
    paymentId: PaymentId,
    amount: MoneySchema,
  }),
  /**
   * Takes the reader for this register, for as long as it asks again within HOLD_FOR_MS: it alone
   * may charge on it, by either way, and is given connection tokens for it.
   */
  z.strictObject({
    type: z.literal("hold-reader"),
    id: MessageId,
    connection: z.string(),
    readerId: z.string(),
  }),
  /** Gives up every reader that this register holds. */
  z.strictObject({ type: z.literal("release-readers"), id: MessageId }),
  /** For terminal-js: a token of the reader's location, for the register that holds the reader. */
  z.strictObject({
    type: z.literal("connection-token"),
    id: MessageId,
    connection: z.string(),
    readerId: z.string(),
  }),
  /** The connection's readers as Stripe lists them now, and who has them. */
  z.strictObject({ type: z.literal("list-readers"), id: MessageId, connection: z.string() }),
  /** Mailbox messages up to `seq` are committed at the register. */
  z.strictObject({ type: z.literal("ack"), seq: z.int().min(1) }),
  ...copiesToRelay,
  ...reservationsToRelay,
  ...refundsToRelay,
  ...holdsToRelay,
  ...readerRefundsToRelay,
]);
export type ToRelay = z.infer<typeof ToRelay>;

/**
 * Expected answers of no. `lease-held`: another register has the reader; detail names it.
 * `no-lease`: a connection token for a reader that this register does not hold. `no-pay-page`: the
 * relay does not know at which address customers reach it.
 */
export const relayRefusals = [
  "too-late",
  "unknown-connection",
  "unknown-reader",
  "unknown-payment",
  "currency-mismatch",
  "lease-held",
  "reader-busy",
  "reader-offline",
  "stripe-unreachable",
  "stripe-refused",
  "payment-not-open",
  "no-lease",
  "no-pay-page",
] as const;
export type RelayRefusal = (typeof relayRefusals)[number];

/** What the relay says. */
export const FromRelay = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("welcome"),
    protocol: z.int(),
    relayTimeMs: AtMs,
    connections: z.array(ConnectionView),
  }),
  /** Not understood or not allowed; the socket closes after it. */
  z.strictObject({ type: z.literal("goodbye"), code: z.string(), detail: z.string() }),
  /** The request is stored (capture, refund) or under way (start, cancel). Readings follow. */
  z.strictObject({ type: z.literal("accepted"), id: MessageId }),
  z.strictObject({
    type: z.literal("refused"),
    id: MessageId,
    refusal: z.enum(relayRefusals),
    detail: z.string(),
  }),
  /** Instead of `accepted`, for the direct way: opens this one intent to terminal-js. Not kept. */
  z.strictObject({
    type: z.literal("client-secret"),
    id: MessageId,
    paymentId: PaymentId,
    clientSecret: z.string(),
  }),
  PayLinkMade,
  z.strictObject({ type: z.literal("connection-token"), id: MessageId, secret: z.string() }),
  z.strictObject({
    type: z.literal("readers"),
    id: MessageId,
    connection: z.string(),
    readers: z.array(ListedReader),
  }),
  /**
   * A hint for the screen, not kept: the amount is on the reader; the cancel met a card that is
   * being processed, so keep waiting; Stripe cannot be reached just now.
   */
  z.strictObject({
    type: z.literal("payment-hint"),
    paymentId: PaymentId,
    hint: z.enum(["on-reader", "card-in-process", "stripe-unreachable"]),
    atMs: AtMs,
  }),
  /** From the mailbox: kept and sent again until acked. Numbers of one register are gapless. */
  z.strictObject({
    type: z.literal("mail"),
    seq: z.int().min(1),
    body: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("payment-reading"), reading: PaymentReading }),
      z.strictObject({ kind: z.literal("refund-reading"), reading: RefundReading }),
      z.strictObject({ kind: z.literal("concern-reading"), reading: ConcernReading }),
      RefundElsewhere,
      HoldUnordered,
    ]),
  }),
  ...copiesFromRelay,
  ...reservationsFromRelay,
  ...refundsFromRelay,
  ...holdsFromRelay,
]);
export type FromRelay = z.infer<typeof FromRelay>;
export type Mail = Extract<FromRelay, { type: "mail" }>;

/** How the relay closes a socket it will not serve (RFC 6455, private range). */
export const closeCodes = { unauthorized: 4401, replaced: 4409, badMessage: 4400 } as const;
