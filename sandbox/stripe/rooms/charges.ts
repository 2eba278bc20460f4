import type Stripe from "stripe";
import { noSuch } from "../api-error.ts";
import type { ParamsOf } from "../params/built-later.ts";
import { builtLater } from "../params/built-later.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { later, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import { previousOf } from "../webhooks/previous.ts";

function chargeOf({ world, ids }: Call): Stripe.Charge {
  const id = ids[0] ?? "";
  const charge = findRow(world.state.charges, id);
  if (charge !== undefined) return charge;
  throw noSuch("charge", id, { param: "id", inPath: true });
}

const updateParams = {
  ...builtLater("customer", "fraud_details", "receipt_email", "shipping", "transfer_group"),
  description: optional(text(40_000)),
  metadata: metadata(),
} satisfies ParamsOf<Stripe.ChargeUpdateParams>;

function update(call: Call, params: Values<typeof updateParams>): Stripe.Charge {
  const { world, cause } = call;
  const charge = chargeOf(call);
  const before = structuredClone(charge);
  charge.description = params.description ?? charge.description;
  charge.metadata = mergedMetadata(charge.metadata, params.metadata);
  const previous = previousOf(before, charge);
  emit(world, { type: "charge.updated", object: charge, previous, cause });
  return charge;
}

const listParams = {
  ...pageParams,
  created: createdRange(),
  customer: later(),
  payment_intent: optional(text()),
  transfer_group: optional(text()),
};

function list({ world }: Call, params: Values<typeof listParams>): object {
  return pageOf({
    table: world.state.charges,
    url: "/v1/charges",
    what: "charge",
    page: params,
    keep: (charge) =>
      params.created.isInside(charge.created) &&
      (params.payment_intent ?? charge.payment_intent) === charge.payment_intent &&
      (params.transfer_group ?? charge.transfer_group) === charge.transfer_group,
  });
}

const path = "/v1/charges";
const one = `${path}/:id`;
const returns = "charge";

export const chargeRoutes: readonly Route[] = [
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: chargeOf }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
];
