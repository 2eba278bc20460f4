import { z } from "zod";
import { Hold } from "../../contract/hold-protocol.ts";
import {
  CreditAccountId,
  PaymentId,
  RegisterId,
  ReservationId,
  TopUpId,
  UserId,
} from "../../contract/ids.ts";
import { Currency, Minor } from "../../contract/money.ts";
import { Amount, Approval, Reason } from "./fields.ts";

/** Facts of the whole account at Stripe, which no register can know: the relay's own chain. */
export const OfficeOpened = z.strictObject({
  type: z.literal("office-opened"),
  officeId: z.string().regex(/^office_[A-Za-z0-9-]{1,60}$/, "not an office"),
});

const ofPayout = {
  payoutId: z.string().min(1),
  connection: z.string().min(1),
  /** Negative when Stripe takes money from the bank. */
  amountMinor: Minor,
  currency: Currency,
};

export const PayoutCreated = z.strictObject({ type: z.literal("payout-created"), ...ofPayout });
export const PayoutPaid = z.strictObject({ type: z.literal("payout-paid"), ...ofPayout });
/** The bank did not take it: the money is back at Stripe. `wasPaid` when it was booked as paid. */
export const PayoutFailed = z.strictObject({
  type: z.literal("payout-failed"),
  ...ofPayout,
  reason: Reason,
  wasPaid: z.boolean(),
});

/** `feeId` is the balance transaction at Stripe that carries it; negative when a fee came back. */
export const FeeCharged = z.strictObject({
  type: z.literal("fee-charged"),
  feeId: z.string().min(1),
  connection: z.string().min(1),
  paymentId: PaymentId.nullable(),
  amountMinor: Minor,
  currency: Currency,
});

const ofDispute = {
  disputeId: z.string().min(1),
  connection: z.string().min(1),
  paymentId: PaymentId.nullable(),
  chargeId: z.string().min(1),
  amountMinor: Amount,
  feeMinor: Amount,
  currency: Currency,
};

/** The disputed amount and a fee were withdrawn; whose they are is open. */
export const DisputeOpened = z.strictObject({ type: z.literal("dispute-opened"), ...ofDispute });
/** Reinstated; `feeMinor` is what of the fee came back with it. */
export const DisputeWon = z.strictObject({ type: z.literal("dispute-won"), ...ofDispute });
/** Gone for good; `feeMinor` is a further fee. */
export const DisputeLost = z.strictObject({ type: z.literal("dispute-lost"), ...ofDispute });

/** Paid by link or Checkout, without a register; added exactly once per `topUpId`. */
export const CreditToppedUpByLink = z.strictObject({
  type: z.literal("credit-topped-up-by-link"),
  topUpId: TopUpId,
  accountId: CreditAccountId,
  connection: z.string().min(1),
  checkoutSessionId: z.string().min(1),
  intentId: z.string().min(1),
  amountMinor: Amount.min(1),
  currency: Currency,
});

const ofHold = { reservationId: ReservationId, registerId: RegisterId, hold: Hold };

/** A manager let go of what register `registerId` held and never ended. No money. */
export const HoldReleased = z.strictObject({
  type: z.literal("hold-released"),
  ...ofHold,
  /** Where the manager was. */
  byRegisterId: RegisterId,
  userId: UserId,
  approval: Approval,
  reason: Reason,
});

/**
 * An entry came that had spent it all the same. `overMinor` is what that took beyond what there
 * was: of the account, with what other registers hold; of the sale's lines. No money here: the
 * register's entry moves it.
 */
export const HoldSpentLate = z.strictObject({
  type: z.literal("hold-spent-late"),
  ...ofHold,
  /** The number of that entry in its register's book. */
  seq: z.int().min(1),
  overMinor: Amount,
});

/** Somebody checked `what` (a payout, a day) and stands for it; `digest` is over what was seen. */
export const SignedOff = z.strictObject({
  type: z.literal("signed-off"),
  what: z.string().min(1).max(120),
  userId: UserId,
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});

export const officeEntries = [
  OfficeOpened,
  PayoutCreated,
  PayoutPaid,
  PayoutFailed,
  FeeCharged,
  DisputeOpened,
  DisputeWon,
  DisputeLost,
  CreditToppedUpByLink,
  HoldReleased,
  HoldSpentLate,
  SignedOff,
] as const;
/** The office chain's vocabulary. */
export const OfficeEntry = z.discriminatedUnion("type", officeEntries);
export type OfficeEntry = z.infer<typeof OfficeEntry>;
export type OfficeEntryOf<Type extends OfficeEntry["type"]> = Extract<OfficeEntry, { type: Type }>;
