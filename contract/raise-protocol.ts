import { z } from "zod";
import { PaymentId } from "./ids.ts";
import { MoneySchema } from "./money.ts";

/** How a wish to hold more can end beside Stripe's own codes of no. */
export const RAISED = "raised";
/** It came too late, or to a hold that was captured or let go of: Stripe was not asked. */
export const NEVER_SENT = "never-sent";

export const RaiseId = z.string().regex(/^raise-pay_[A-Za-z0-9-]{1,60}-\d{1,3}$/, "not a raise");

/**
 * Asks the bank of a card that is held to hold more: `amount` is the new whole, the tip with it. Asked
 * at once or not at all, like a charge. One that the relay knows is not asked again, but told.
 */
export const RaiseHold = z.strictObject({
  type: z.literal("raise-hold"),
  id: RaiseId,
  paymentId: PaymentId,
  amount: MoneySchema,
  /** UTC, by the relay's clock. */
  validUntilMs: z.int().min(0),
});
export type RaiseHold = z.infer<typeof RaiseHold>;

/** How the last wish to hold more on a payment's card ended. */
export const RaiseReading = z.strictObject({
  raiseId: RaiseId,
  /** `raised`, `never-sent`, or Stripe's code of no: then the hold is as it was. */
  outcome: z.string().min(1),
});
export type RaiseReading = z.infer<typeof RaiseReading>;
