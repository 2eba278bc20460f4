import type Stripe from "stripe";
import { noSuch } from "../api-error.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { later, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow } from "../table.ts";

function chargeOf({ world, ids }: Call): Stripe.Charge {
  const id = ids[0] ?? "";
  const charge = findRow(world.state.charges, id);
  if (charge !== undefined) return charge;
  throw noSuch("charge", id, { param: "id", inPath: true });
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
const returns = "charge";

export const chargeRoutes: readonly Route[] = [
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: `${path}/:id`, params: {}, returns, handle: chargeOf }),
];
