import { invalidRequest } from "../api-error.ts";
import { askForRefundCard, checkReaderRefund } from "../behaviour/ask-for-refund.ts";
import { command, logReader, readerOf } from "../behaviour/reader-commands.ts";
import { chargeNamed } from "../rooms/refunds.ts";
import type { World } from "../world.ts";
import type { Begun } from "./sdk-payment.ts";

/** What `collectRefundPaymentMethod` was told; the amount in minor units. */
export type RefundAsked = {
  readonly chargeId: string;
  readonly amountMinor: number;
  readonly currency: string;
};

/** Says no to what cannot be paid back. The card is asked for when the refund is processed. */
export function collectRefund(world: World, asked: RefundAsked): void {
  const charge = chargeNamed(world, { charge: asked.chargeId, payment_intent: undefined });
  if (charge.currency !== asked.currency.toLowerCase()) {
    throw invalidRequest(`The charge is in ${charge.currency}.`, { param: "currency" });
  }
  checkReaderRefund(charge, asked.amountMinor);
}

/** The reader asks for the card, and gives the money back to it. */
export function processRefund(world: World, readerId: string, asked: RefundAsked): Begun {
  collectRefund(world, asked);
  const reader = readerOf(world, readerId);
  const { chargeId, amountMinor: amount } = asked;
  const charge = chargeNamed(world, { charge: chargeId, payment_intent: undefined });
  command(world, reader, () => {
    askForRefundCard(world, { reader, charge, amount });
    logReader(world, readerId, { what: "processRefund", detail: chargeId });
  });
  return { kind: "refund", aboutId: chargeId };
}
