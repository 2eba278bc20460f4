import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import type { World } from "../world.ts";
import { dropCollected } from "./collect-card.ts";
import { startAction } from "./reader-commands.ts";

type Wish = {
  readonly reader: Stripe.Terminal.Reader;
  readonly charge: Stripe.Charge;
  /** In minor units; undefined for all that is left. */
  readonly amount?: number | undefined;
  readonly metadata?: Record<string, string>;
  /** Whether there is a cross on the glass. */
  readonly mayCancel?: boolean;
};

/** The reader asks for the card that the money goes back to. */
export function askForRefundCard(
  world: World,
  { reader, charge, amount, metadata, mayCancel = false }: Wish,
): void {
  const intent = charge.payment_intent;
  dropCollected(world, reader.id);
  startAction(world, reader, {
    type: "refund_payment",
    refund_payment: {
      ...(amount === undefined ? {} : { amount }),
      charge: charge.id,
      ...(metadata === undefined ? {} : { metadata }),
      ...(typeof intent === "string" ? { payment_intent: intent } : {}),
      refund_payment_config: { enable_customer_cancellation: mayCancel },
    },
  });
}

/** Only Interac needs a reader: every other card is refunded without being there. */
export function checkReaderRefund(charge: Stripe.Charge, amount: number | undefined): void {
  if (charge.payment_method_details?.type !== "interac_present") {
    throw invalidRequest("Only Interac payments are refunded on a reader.", {
      code: "charge_not_refundable",
      charge: charge.id,
    });
  }
  const left = charge.amount - charge.amount_refunded;
  if (left <= 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
      charge: charge.id,
    });
  }
  if ((amount ?? left) <= left) return;
  throw invalidRequest(
    `Refund amount (${amount ?? left}) is greater than unrefunded amount on charge (${left})`,
    { param: "amount" },
  );
}
