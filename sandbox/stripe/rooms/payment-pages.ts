import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import { methodNamed } from "../behaviour/card-methods.ts";
import { payWithMethod, sideOf } from "../behaviour/checkout.ts";
import { amountDueNow } from "../behaviour/checkout-side.ts";
import { declinedError } from "../behaviour/confirm-card.ts";
import type { Values } from "../params/param.ts";
import { integer, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow } from "../table.ts";

type Session = Stripe.Checkout.Session;

/**
 * What a Checkout page asks of Stripe: not documented, and used by the official CLI's own fixtures
 * to pay a session without a browser.
 */
function pageOf({ world, ids }: Call): Session {
  const id = ids[0] ?? "";
  const session = findRow(world.state.checkoutSessions, id);
  if (session !== undefined) return session;
  throw noSuch("checkout.session", id, { param: "session", inPath: true });
}

const confirmParams = { expected_amount: optional(integer(0)), payment_method: text() };

function confirm(call: Call, params: Values<typeof confirmParams>): Session {
  const { world, cause } = call;
  const session = pageOf(call);
  if (session.status !== "open") {
    throw invalidRequest(`This Checkout Session is ${session.status ?? "gone"}.`);
  }
  const side = sideOf(world, session);
  const due = amountDueNow(session, side);
  if ((params.expected_amount ?? due) !== due) {
    throw invalidRequest(`The amount of this Checkout Session is ${due}.`, {
      param: "expected_amount",
    });
  }
  payWithMethod(world, session, methodNamed(world, params.payment_method, cause));
  const intent =
    side.intentId === null ? undefined : findRow(world.state.paymentIntents, side.intentId);
  const declined = intent && declinedError(world, intent);
  if (declined !== undefined) throw declined;
  return session;
}

const path = "/v1/payment_pages/:id";
const returns = "checkout.session";

export const paymentPageRoutes: readonly Route[] = [
  endpoint({ method: "GET", path, params: {}, returns, handle: pageOf }),
  endpoint({
    method: "POST",
    path: `${path}/confirm`,
    params: confirmParams,
    returns,
    handle: confirm,
  }),
];
