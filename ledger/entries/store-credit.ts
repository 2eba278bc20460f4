import { z } from "zod";
import {
  CorrectionId,
  CreditAccountId,
  PaymentId,
  RefundId,
  TopUpId,
  UserId,
} from "../../contract/ids.ts";
import { Currency, Minor } from "../../contract/money.ts";
import { AccountWord, Amount, Approval, Reason } from "./fields.ts";

/** Whose account it is stands outside the chain, so that it can be erased. */
export const CreditOpened = z.strictObject({
  type: z.literal("credit-opened"),
  accountId: CreditAccountId,
  userId: UserId,
});

/** How the shop was paid for credit that it now owes. A refund to credit is `refund-paid`. */
const TopUpBy = z.discriminatedUnion("tender", [
  z.strictObject({ tender: z.literal("cash") }),
  /** Authorised; its capture follows as `payment-captured`. */
  z.strictObject({
    tender: z.literal("card"),
    connection: z.string().min(1),
    paymentId: PaymentId,
    intentId: z.string().min(1),
  }),
  z.strictObject({
    tender: z.literal("other"),
    name: AccountWord,
    reference: z.string().max(80).nullable(),
  }),
  /** Given, not sold: an expense of the shop. */
  z.strictObject({ tender: z.literal("goodwill"), reason: Reason, approval: Approval }),
]);

/** Added exactly once: a second entry of the same `topUpId` breaks the book's rules. */
export const CreditToppedUp = z.strictObject({
  type: z.literal("credit-topped-up"),
  topUpId: TopUpId,
  accountId: CreditAccountId,
  userId: UserId,
  amountMinor: Amount.min(1),
  currency: Currency,
  by: TopUpBy,
});
export type CreditToppedUp = z.infer<typeof CreditToppedUp>;

/** A reservation that came to nothing: the relay may let go of it. No money. */
export const ReservationReleased = z.strictObject({
  type: z.literal("reservation-released"),
  reservationId: z.union([PaymentId, RefundId]),
  reason: Reason,
});

const account = z
  .string()
  .max(160)
  .regex(
    /^(assets|liabilities|income|expenses|equity)(:[^:\s](?:[^:]*[^:\s])?)+$/,
    "not an account",
  );

/** What is wrong is never changed: this stands beside entry `correctsSeq` and moves what it says. */
export const Correction = z.strictObject({
  type: z.literal("correction"),
  correctionId: CorrectionId,
  correctsSeq: z.int().min(1),
  userId: UserId,
  approval: Approval,
  reason: Reason,
  postings: z
    .array(
      z.strictObject({
        account,
        currency: Currency,
        minor: Minor.refine((minor) => minor !== 0, "a posting of nothing"),
      }),
    )
    .min(2),
});
export type Correction = z.infer<typeof Correction>;
