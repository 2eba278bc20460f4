import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { command, logReader, readerOf, sideOf } from "../behaviour/reader-commands.ts";
import { currency } from "../params/money.ts";
import type { Values } from "../params/param.ts";
import { flag, hash, integer, listOf, missing, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { intentNamed } from "./payment-intents.ts";

type Reader = Stripe.Terminal.Reader;

const processParams = {
  payment_intent: text(),
  process_config: optional(
    hash({
      allow_redisplay: optional(oneOf(["always", "limited", "unspecified"])),
      enable_customer_cancellation: optional(flag()),
      return_url: optional(text()),
      skip_tipping: optional(flag()),
      tipping: optional(hash({ amount_eligible: optional(integer(0)) })),
    }),
  ),
};

type ProcessValues = Values<typeof processParams>;

/** Shows the amount and waits for a card. It takes the place of whatever had not begun. */
function processPaymentIntent(call: Call, params: ProcessValues): Reader {
  const { world } = call;
  const reader = readerOf(world, call.ids[0] ?? "");
  const intent = intentNamed(world, params.payment_intent);
  if (!intent.payment_method_types.some((type) => type.endsWith("_present"))) {
    throw invalidRequest(
      "The PaymentIntent must allow the payment method type card_present to be processed on a reader.",
      { code: "payment_intent_invalid_parameter", param: "payment_intent" },
    );
  }
  if (intent.status !== "requires_payment_method") {
    throw invalidRequest(
      `The PaymentIntent has a status of ${intent.status}; it must be requires_payment_method to be processed on a reader.`,
      {
        code: "intent_invalid_state",
        param: "payment_intent",
        payment_intent: structuredClone(intent),
      },
    );
  }
  call.answerDelayMs = command(world, reader, () => {
    start(call, reader, {
      type: "process_payment_intent",
      process_payment_intent: {
        payment_intent: intent.id,
        process_config: shownConfig(params.process_config ?? {}),
      },
    });
    logReader(world, reader.id, { what: "process_payment_intent", detail: intent.id });
  });
  return reader;
}

type ShownConfig = NonNullable<
  Stripe.Terminal.Reader.Action.ProcessPaymentIntent["process_config"]
>;

function shownConfig(asked: Partial<NonNullable<ProcessValues["process_config"]>>): ShownConfig {
  const { enable_customer_cancellation, return_url, skip_tipping, tipping } = asked;
  return {
    enable_customer_cancellation: enable_customer_cancellation ?? false,
    ...(return_url === undefined ? {} : { return_url }),
    ...(skip_tipping === undefined ? {} : { skip_tipping }),
    ...(tipping?.amount_eligible === undefined
      ? {}
      : { tipping: { amount_eligible: tipping.amount_eligible } }),
  };
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
    start(call, reader, {
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
    reader.action = null;
    sideOf(world, reader.id).outcome = null;
    logReader(world, reader.id, { what: "cancel_action", detail: "" });
  });
  return reader;
}

type Started = Pick<
  Stripe.Terminal.Reader.Action,
  "type" | "process_payment_intent" | "set_reader_display"
>;

function start({ world }: Call, reader: Reader, started: Started): void {
  sideOf(world, reader.id).outcome = null;
  reader.action = {
    api_error: null,
    failure_code: null,
    failure_message: null,
    status: "in_progress",
    ...started,
  };
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
