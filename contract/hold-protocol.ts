import { z } from "zod";
import { ApprovalId, CreditAccountId, RegisterId, ReservationId, SaleId, UserId } from "./ids.ts";
import { Currency, Minor } from "./money.ts";
import { LineParts } from "./refund-protocol.ts";

/**
 * The part of register ↔ relay by which a manager lets go of what a lost register holds: store
 * credit, or lines of a sale. The relay writes that to the office chain first. Should the register
 * come back with an entry that spent it all the same, the entry counts, and what it took too much
 * is listed until a manager stands for it. Nothing of this is ever queued.
 */
const RequestId = z.string().min(1).max(80);
const Words = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]*$/u);

/** What is held: credit of one account, or pieces and money of the lines of one sale. */
export const Hold = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("credit"),
    accountId: CreditAccountId,
    currency: Currency,
    amountMinor: Minor.min(0),
  }),
  z.strictObject({
    kind: z.literal("refund"),
    originRegisterId: RegisterId,
    saleId: SaleId,
    lines: LineParts.min(1),
  }),
]);
export type Hold = z.infer<typeof Hold>;

/** How many of each a list holds at most; the rest follows when those are dealt with. */
export const MAX_HOLDS = 100;

const StandingHold = z.strictObject({
  reservationId: ReservationId,
  registerId: RegisterId,
  /** When its book last told the relay anything; null where it never did. */
  lastHeardMs: z.int().nullable(),
  /** It is there: what it holds is its own to end. */
  isOnline: z.boolean(),
  hold: Hold,
});
export type StandingHold = z.infer<typeof StandingHold>;

/** Spent after it was let go of. `overMinor`: what that took beyond what there was. */
const LateSpend = z.strictObject({
  reservationId: ReservationId,
  registerId: RegisterId,
  atMs: z.int(),
  overMinor: Minor.min(0),
  hold: Hold,
});
export type LateSpend = z.infer<typeof LateSpend>;

const act = { id: RequestId, reservationId: ReservationId, userId: UserId };

/** Said by the register, each answered by one frame. The same again is answered as before. */
export const holdsToRelay = [
  z.strictObject({ type: z.literal("list-holds"), id: RequestId }),
  z.strictObject({
    type: z.literal("release-hold"),
    ...act,
    reason: Words,
    approval: ApprovalId.nullable(),
  }),
  /** Somebody looked at what was spent late, and stands for it. */
  z.strictObject({ type: z.literal("accept-late"), ...act }),
] as const;
export type HoldRequest = z.infer<(typeof holdsToRelay)[number]>;

/**
 * `hold-not-found`: the relay knows nothing of it, or nobody let go of it. `hold-ended`: it was spent
 * or let go of by its own register. `register-online`: the register that holds it is there.
 */
export const holdRefusals = ["hold-not-found", "hold-ended", "register-online"] as const;
export type HoldRefusal = (typeof holdRefusals)[number];

/** Said by the relay. */
export const holdsFromRelay = [
  z.strictObject({
    type: z.literal("holds"),
    id: RequestId,
    held: z.array(StandingHold).max(MAX_HOLDS),
    late: z.array(LateSpend).max(MAX_HOLDS),
  }),
  z.strictObject({
    type: z.literal("hold-done"),
    id: RequestId,
    reservationId: ReservationId,
    phase: z.enum(["released", "accepted"]),
  }),
  z.strictObject({
    type: z.literal("hold-refused"),
    id: RequestId,
    reservationId: ReservationId,
    refusal: z.enum(holdRefusals),
  }),
] as const;
export type HoldAnswer = z.infer<(typeof holdsFromRelay)[number]>;

const requests: ReadonlySet<string> = new Set<HoldRequest["type"]>([
  "list-holds",
  "release-hold",
  "accept-late",
]);
const answers: ReadonlySet<string> = new Set<HoldAnswer["type"]>([
  "holds",
  "hold-done",
  "hold-refused",
]);

export function isHoldRequest(message: Readonly<{ type: string }>): message is HoldRequest {
  return requests.has(message.type);
}

export function isHoldAnswer(frame: Readonly<{ type: string }>): frame is HoldAnswer {
  return answers.has(frame.type);
}
