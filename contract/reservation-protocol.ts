import { z } from "zod";
import { CreditAccountId, RegisterId, ReservationId, SaleId, UserId } from "./ids.ts";
import { MoneySchema } from "./money.ts";

/**
 * The part of register ↔ relay that keeps two tills from spending one credit. The relay knows every
 * account from the copies of the registers' books: what was topped up, what was spent. Before a
 * register spends, the relay holds the amount under an id; the register's entry, once copied,
 * confirms it, and an entry `reservation-released` lets it go. Nothing of this is ever queued.
 */
const RequestId = z.string().min(1).max(80);

/** How many movements one answer holds at most. */
export const MAX_CREDIT_MOVES = 50;

/** How credit came to be: what paid for a top-up. `word` is a tender's name, or why it was given. */
const ToppedUpBy = z.strictObject({
  tender: z.enum(["cash", "card", "other", "goodwill"]),
  word: z.string().max(200).nullable(),
});

/**
 * A movement of an account as the book of the register that made it tells it. `amount` is signed:
 * what adds is positive. What is null the relay does not know: of a movement that it was told of
 * before it kept its entry, or of a receipt whose book it has not.
 */
const CreditMoveRead = z.strictObject({
  movementId: z.string().min(1).max(120),
  kind: z.enum(["topped-up", "spent", "returned", "refunded"]).nullable(),
  amount: MoneySchema,
  registerId: RegisterId,
  registerNumber: z.int().min(1).nullable(),
  atMs: z.int().nullable(),
  userId: UserId.nullable(),
  saleId: SaleId.nullable(),
  receiptNumber: z.string().max(40).nullable(),
  by: ToppedUpBy.nullable(),
});
export type CreditMoveRead = z.infer<typeof CreditMoveRead>;

/** Said by the register, each answered by one frame. */
export const reservationsToRelay = [
  /** The same id again is answered as before: it holds the amount once. */
  z.strictObject({
    type: z.literal("reserve-credit"),
    id: RequestId,
    reservationId: ReservationId,
    accountId: CreditAccountId,
    amount: MoneySchema,
  }),
  z.strictObject({
    type: z.literal("read-credit"),
    id: RequestId,
    accountId: CreditAccountId,
  }),
  /** What moved an account at any register, newest first, before the movement of this number. */
  z.strictObject({
    type: z.literal("read-credit-history"),
    id: RequestId,
    accountId: CreditAccountId,
    before: z.int().min(1).nullable(),
    limit: z.int().min(1).max(MAX_CREDIT_MOVES),
  }),
] as const;
export type ReservationRequest = z.infer<(typeof reservationsToRelay)[number]>;

/**
 * Why nothing is held. `credit-too-low`: less is left than was asked for. `reservation-used`: the
 * id was released, spent, or stands for something else. `currency-mismatch`: the account is kept in
 * another currency.
 */
export const reservationRefusals = [
  "credit-too-low",
  "reservation-used",
  "currency-mismatch",
] as const;
export type ReservationRefusal = (typeof reservationRefusals)[number];

/** Said by the relay. `available` is what could be spent now: the balance less what is held. */
export const reservationsFromRelay = [
  z.strictObject({
    type: z.literal("credit-held"),
    id: RequestId,
    reservationId: ReservationId,
    available: MoneySchema,
  }),
  z.strictObject({
    type: z.literal("credit-refused"),
    id: RequestId,
    reservationId: ReservationId,
    refusal: z.enum(reservationRefusals),
    available: MoneySchema,
  }),
  z.strictObject({
    type: z.literal("credit-read"),
    id: RequestId,
    accountId: CreditAccountId,
    balance: MoneySchema.nullable(),
    available: MoneySchema.nullable(),
    /** The register whose entry moved it last, or opened it where none did. */
    lastRegisterId: RegisterId.nullable(),
  }),
  z.strictObject({
    type: z.literal("credit-history"),
    id: RequestId,
    accountId: CreditAccountId,
    /** What was asked for, so that a late answer is told from the one that is waited for. */
    before: z.int().min(1).nullable(),
    moves: z.array(CreditMoveRead).max(MAX_CREDIT_MOVES),
    /** Where older ones go on; null at the account's first movement. */
    next: z.int().min(1).nullable(),
  }),
] as const;
export type ReservationAnswer = z.infer<(typeof reservationsFromRelay)[number]>;

const requests: ReadonlySet<string> = new Set<ReservationRequest["type"]>([
  "reserve-credit",
  "read-credit",
  "read-credit-history",
]);
const answers: ReadonlySet<string> = new Set<ReservationAnswer["type"]>([
  "credit-held",
  "credit-refused",
  "credit-read",
  "credit-history",
]);

export function isReservationRequest(
  message: Readonly<{ type: string }>,
): message is ReservationRequest {
  return requests.has(message.type);
}

export function isReservationAnswer(frame: Readonly<{ type: string }>): frame is ReservationAnswer {
  return answers.has(frame.type);
}
