import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import { latestCharge } from "../behaviour/expire-holds.ts";
import { increment } from "../behaviour/stretch-hold.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { amount } from "../params/money.ts";
import type { Values } from "../params/param.ts";
import { later, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow } from "../table.ts";

const params = {
  amount: amount(),
  amount_details: later(),
  application_fee_amount: later(),
  description: optional(text()),
  hooks: later(),
  metadata: metadata(),
  payment_details: later(),
  statement_descriptor: optional(text(22)),
  transfer_data: later(),
};

/** Holds more on the same card; the amount is the new total. */
function incrementAuthorization(call: Call, asked: Values<typeof params>): Stripe.PaymentIntent {
  const { world, cause } = call;
  const id = call.ids[0] ?? "";
  const intent = findRow(world.state.paymentIntents, id);
  if (intent === undefined) throw noSuch("payment_intent", id, { param: "intent", inPath: true });
  const charge = latestCharge(world, intent);
  if (intent.status !== "requires_capture" || charge === undefined) {
    throw invalidRequest(
      `This PaymentIntent's authorization could not be incremented because it has a status of ${intent.status}.`,
      { code: "payment_intent_unexpected_state", payment_intent: structuredClone(intent) },
    );
  }
  if (asked.amount <= intent.amount) {
    throw invalidRequest(`The amount must be greater than the amount held (${intent.amount}).`, {
      param: "amount",
    });
  }
  increment(world, { intent, charge, cause }, asked.amount);
  intent.description = asked.description ?? intent.description;
  intent.metadata = mergedMetadata(intent.metadata, asked.metadata);
  intent.statement_descriptor = asked.statement_descriptor ?? intent.statement_descriptor;
  return intent;
}

export const incrementRoutes: readonly Route[] = [
  endpoint({
    method: "POST",
    path: "/v1/payment_intents/:id/increment_authorization",
    params,
    returns: "payment_intent",
    handle: incrementAuthorization,
  }),
];
