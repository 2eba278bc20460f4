import { z } from "zod";
import { PaymentId, SaleId, UserId } from "../../contract/ids.ts";
import { Currency } from "../../contract/money.ts";
import { Amount, Approval, Late, Reason, TaxShare } from "./fields.ts";
import { Tender } from "./sales.ts";

const ofPart = {
  saleId: SaleId,
  /** A card payment's own id, a reservation's, or one of its own for cash. */
  partId: PaymentId,
  userId: UserId,
  currency: Currency,
  tender: Tender,
};

/**
 * One of several tenders of a sale that is not complete yet. The shop has the money, or a hold, and
 * owes it until the sale's entry settles it or `tender-returned` gives it back.
 */
export const TenderTaken = z.strictObject({ type: z.literal("tender-taken"), ...ofPart });
export type TenderTaken = z.infer<typeof TenderTaken>;

/** Given back before the sale was complete: cash handed out, or a hold proven gone. */
export const TenderReturned = z.strictObject({
  type: z.literal("tender-returned"),
  ...ofPart,
  reason: Reason,
  late: Late.optional(),
});
export type TenderReturned = z.infer<typeof TenderReturned>;

const ofHold = { paymentId: PaymentId, saleId: SaleId, userId: UserId };

/**
 * A hold is to be let go of. Committed before the relay is told; what came of it is read at Stripe,
 * and only then is there money to move.
 */
export const VoidStarted = z.strictObject({
  type: z.literal("void-started"),
  ...ofHold,
  approval: Approval,
  reason: Reason,
});

/** What Stripe holds beside what was asked, taken by a manager as it is. Amounts are Stripe's. */
export const HoldAccepted = z.strictObject({
  type: z.literal("hold-accepted"),
  ...ofHold,
  approval: Approval,
  /** Why it had asked for a person: a code of the payment's. */
  misfit: z.string().min(1),
  amountMinor: Amount,
  tipMinor: Amount,
  currency: Currency,
});

const ofRaise = {
  ...ofHold,
  /** Counts the wishes of one payment from 1. */
  number: z.int().min(1),
  /** What the card settles of the sale before and after, without a tip. */
  fromMinor: Amount,
  toMinor: Amount,
  currency: Currency,
};

/** The bank of a card that holds a part is asked to hold more. Committed before the relay is told. */
export const HoldRaiseStarted = z.strictObject({
  type: z.literal("hold-raise-started"),
  ...ofRaise,
});

/** Read at Stripe: it holds more, and the part has grown by as much. */
export const HoldRaised = z.strictObject({
  type: z.literal("hold-raised"),
  ...ofRaise,
  connection: z.string().min(1),
  late: Late.optional(),
});
export type HoldRaised = z.infer<typeof HoldRaised>;

/** It holds what it held before; the code says why. */
export const HoldRaiseRefused = z.strictObject({
  type: z.literal("hold-raise-refused"),
  ...ofRaise,
  code: z.string().min(1),
  late: Late.optional(),
});

/**
 * A completed sale's hold, read at Stripe as gone and never captured: the customer pays nothing of
 * it. `amountMinor` includes the tip; `taxes` is the hold's share of the sale, net and tax.
 */
export const PaymentVoided = z.strictObject({
  type: z.literal("payment-voided"),
  ...ofHold,
  connection: z.string().min(1),
  intentId: z.string().min(1),
  reason: Reason,
  amountMinor: Amount,
  tipMinor: Amount,
  currency: Currency,
  taxes: z.array(TaxShare),
  late: Late.optional(),
});
export type PaymentVoided = z.infer<typeof PaymentVoided>;
