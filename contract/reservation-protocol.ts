import { z } from "zod";
import { CreditAccountId, RegisterId, ReservationId } from "./ids.ts";
import { MoneySchema } from "./money.ts";

/**
 * The part of register ↔ relay that keeps two tills from spending one credit. The relay knows every
 * account from the copies of the registers' books: what was topped up, what was spent. Before a
 * register spends, the relay holds the amount under an id; the register's entry, once copied,
 * confirms it, and an entry `reservation-released` lets it go. Nothing of this is ever queued.
 */
const RequestId = z.string().min(1).max(80);

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
    /** The register whose entry moved it last. */
    lastRegisterId: RegisterId.nullable(),
  }),
] as const;
export type ReservationAnswer = z.infer<(typeof reservationsFromRelay)[number]>;

const requests: ReadonlySet<string> = new Set<ReservationRequest["type"]>([
  "reserve-credit",
  "read-credit",
]);
const answers: ReadonlySet<string> = new Set<ReservationAnswer["type"]>([
  "credit-held",
  "credit-refused",
  "credit-read",
]);

export function isReservationRequest(
  message: Readonly<{ type: string }>,
): message is ReservationRequest {
  return requests.has(message.type);
}

export function isReservationAnswer(frame: Readonly<{ type: string }>): frame is ReservationAnswer {
  return answers.has(frame.type);
}
