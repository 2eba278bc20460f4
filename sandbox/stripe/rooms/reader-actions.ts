import type Stripe from "stripe";
import { typedConfig } from "../behaviour/awaited.ts";
import { dropCollected } from "../behaviour/collect-card.ts";
import {
  clearGlass,
  command,
  logReader,
  readerOf,
  sideOf,
  startAction,
} from "../behaviour/reader-commands.ts";
import { currency } from "../params/money.ts";
import type { Values } from "../params/param.ts";
import { flag, hash, integer, listOf, missing, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { collectConfig, intentForReader, shownConfig } from "./reader-payment-params.ts";

type Reader = Stripe.Terminal.Reader;

const processParams = {
  payment_intent: text(),
  process_config: optional(
    hash({ ...collectConfig, moto: optional(flag()), return_url: optional(text()) }),
  ),
};

type ProcessValues = Values<typeof processParams>;

/**
 * Shows the amount and waits for a card, or for its details where it is not there (`moto`). It
 * takes the place of whatever had not begun.
 */
function processPaymentIntent(call: Call, params: ProcessValues): Reader {
  const { world } = call;
  const reader = readerOf(world, call.ids[0] ?? "");
  const isTyped = params.process_config?.moto === true;
  const status = "requires_payment_method";
  const intent = intentForReader(world, params.payment_intent, { status, isTyped });
  const url = params.process_config?.return_url;
  const shown = {
    ...shownConfig(params.process_config ?? {}),
    ...typedConfig(isTyped),
    ...(url === undefined ? {} : { return_url: url }),
  };
  call.answerDelayMs = command(world, reader, () => {
    dropCollected(world, reader.id);
    startAction(world, reader, {
      type: "process_payment_intent",
      process_payment_intent: {
        payment_intent: intent.id,
        process_config: shown,
      },
    });
    sideOf(world, reader.id).redisplay = params.process_config?.allow_redisplay ?? null;
    logReader(world, reader.id, { what: "process_payment_intent", detail: intent.id });
  });
  return reader;
}

const displayParams = {
  cart: optional(
    hash({
      currency: currency(),
      line_items: listOf(hash({ amount: integer(), description: text(), quantity: integer(0) })),
      tax: optional(integer()),
      total: integer(),
    }),
  ),
  type: oneOf(["cart"]),
};

/**
 * Shows a cart. While a payment waits for its card this takes the payment off the reader without a
 * word, as measured on Stripe's own simulated WisePOS E.
 */
function setReaderDisplay(call: Call, params: Values<typeof displayParams>): Reader {
  const { world } = call;
  const reader = readerOf(world, call.ids[0] ?? "");
  const { cart } = params;
  if (cart === undefined) throw missing("cart");
  call.answerDelayMs = command(world, reader, () => {
    dropCollected(world, reader.id);
    startAction(world, reader, {
      type: "set_reader_display",
      set_reader_display: {
        type: "cart",
        cart: { ...cart, line_items: [...cart.line_items], tax: cart.tax ?? null },
      },
    });
    const detail = `${cart.line_items.length} lines`;
    logReader(world, reader.id, { what: "set_reader_display", detail });
  });
  return reader;
}

/** Clears the screen; refused once a card is being authorised. No event tells of it. */
function cancelAction(call: Call): Reader {
  const { world } = call;
  const reader = readerOf(world, call.ids[0] ?? "");
  call.answerDelayMs = command(world, reader, () => {
    dropCollected(world, reader.id);
    reader.action = null;
    clearGlass(world, reader);
    logReader(world, reader.id, { what: "cancel_action", detail: "" });
  });
  return reader;
}

const one = "/v1/terminal/readers/:id";
const returns = "terminal.reader";

export const readerActionRoutes: readonly Route[] = [
  endpoint({
    method: "POST",
    path: `${one}/process_payment_intent`,
    params: processParams,
    returns,
    handle: processPaymentIntent,
  }),
  endpoint({
    method: "POST",
    path: `${one}/set_reader_display`,
    params: displayParams,
    returns,
    handle: setReaderDisplay,
  }),
  endpoint({
    method: "POST",
    path: `${one}/cancel_action`,
    params: {},
    returns,
    handle: cancelAction,
  }),
];
