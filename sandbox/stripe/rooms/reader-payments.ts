import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import { askForRefundCard, checkReaderRefund } from "../behaviour/ask-for-refund.ts";
import { typedConfig } from "../behaviour/awaited.ts";
import { dropCollected, forgetCollected } from "../behaviour/collect-card.ts";
import { command, logReader, readerOf, sideOf, startAction } from "../behaviour/reader-commands.ts";
import { askForCard, collectedFor, confirmCollected } from "../behaviour/two-steps.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import type { Values } from "../params/param.ts";
import { flag, hash, integer, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow } from "../table.ts";
import type { World } from "../world.ts";
import { chargeNamed } from "./refunds.ts";
import {
  collectConfig,
  intentForReader,
  isForReader,
  redisplay,
  shownConfig,
} from "./reader-payment-params.ts";

type Reader = Stripe.Terminal.Reader;

const collectParams = { payment_intent: text(), collect_config: optional(hash(collectConfig)) };

/** Reads a card without paying, so that the till may look at it: the first of two steps. */
function collect(call: Call, params: Values<typeof collectParams>): Reader {
  const { world } = call;
  const reader = readerOf(world, call.ids[0] ?? "");
  const intent = intentForReader(world, params.payment_intent, {
    status: "requires_payment_method",
  });
  call.answerDelayMs = command(world, reader, () => {
    askForCard(world, reader, {
      intentId: intent.id,
      config: shownConfig(params.collect_config ?? {}),
    });
    sideOf(world, reader.id).redisplay = params.collect_config?.allow_redisplay ?? null;
    logReader(world, reader.id, { what: "collect_payment_method", detail: intent.id });
  });
  return reader;
}

const confirmParams = {
  payment_intent: text(),
  confirm_config: optional(hash({ return_url: optional(text()) })),
};

/** Pays with the card that was read; it is good for half a minute. */
function confirm(call: Call, params: Values<typeof confirmParams>): Reader {
  const { world, cause } = call;
  const reader = readerOf(world, call.ids[0] ?? "");
  forgetCollected(world, reader.id);
  const intent = intentForReader(world, params.payment_intent, { status: "requires_confirmation" });
  const collected = collectedFor(world, reader, intent);
  const url = params.confirm_config?.return_url;
  call.answerDelayMs = command(world, reader, () => {
    confirmCollected(world, reader, {
      ...{ intentId: intent.id, presentation: collected.presentation, cause },
      ...(url === undefined ? {} : { returnUrl: url }),
    });
    logReader(world, reader.id, { what: "confirm_payment_intent", detail: intent.id });
  });
  return reader;
}

const setupParams = {
  allow_redisplay: redisplay(),
  process_config: optional(
    hash({ enable_customer_cancellation: optional(flag()), moto: optional(flag()) }),
  ),
  setup_intent: text(),
};

function processSetupIntent(call: Call, params: Values<typeof setupParams>): Reader {
  const { world } = call;
  const reader = readerOf(world, call.ids[0] ?? "");
  const { enable_customer_cancellation: mayCancel = false, moto: isTyped = false } =
    params.process_config ?? {};
  const intent = setupIntentFor(world, params.setup_intent, isTyped);
  call.answerDelayMs = command(world, reader, () => {
    dropCollected(world, reader.id);
    startAction(world, reader, {
      type: "process_setup_intent",
      process_setup_intent: {
        process_config: { enable_customer_cancellation: mayCancel, ...typedConfig(isTyped) },
        setup_intent: intent.id,
      },
    });
    sideOf(world, reader.id).redisplay = params.allow_redisplay;
    logReader(world, reader.id, { what: "process_setup_intent", detail: intent.id });
  });
  return reader;
}

function setupIntentFor(world: World, id: string, isTyped: boolean): Stripe.SetupIntent {
  const intent = findRow(world.state.setupIntents, id);
  if (intent === undefined)
    throw noSuch("setupintent", id, { param: "setup_intent", inPath: false });
  if (!isForReader(intent.payment_method_types, isTyped)) {
    throw invalidRequest(
      `The SetupIntent must allow the payment method type ${isTyped ? "card" : "card_present"} to be processed on a reader.`,
      { code: "setup_intent_invalid_parameter", param: "setup_intent" },
    );
  }
  if (intent.status === "requires_payment_method") return intent;
  throw invalidRequest(`The SetupIntent has a status of ${intent.status}.`, {
    code: "intent_invalid_state",
    param: "setup_intent",
    setup_intent: structuredClone(intent),
  });
}

const refundParams = {
  amount: optional(integer(1)),
  charge: optional(text()),
  metadata: metadata(),
  payment_intent: optional(text()),
  refund_application_fee: optional(flag()),
  refund_payment_config: optional(hash({ enable_customer_cancellation: optional(flag()) })),
  reverse_transfer: optional(flag()),
};

/** Only Interac needs it: every other card is refunded without being there. */
function refundPayment(call: Call, params: Values<typeof refundParams>): Reader {
  const { world } = call;
  const reader = readerOf(world, call.ids[0] ?? "");
  const charge = chargeNamed(world, params);
  checkReaderRefund(charge, params.amount);
  const mayCancel = params.refund_payment_config?.enable_customer_cancellation ?? false;
  call.answerDelayMs = command(world, reader, () => {
    askForRefundCard(world, {
      reader,
      charge,
      amount: params.amount,
      ...(params.metadata === undefined ? {} : { metadata: mergedMetadata({}, params.metadata) }),
      mayCancel,
    });
    logReader(world, reader.id, { what: "refund_payment", detail: charge.id });
  });
  return reader;
}

const one = "/v1/terminal/readers/:id";
const method = "POST";
const returns = "terminal.reader";

export const readerPaymentRoutes: readonly Route[] = [
  endpoint({
    ...{ method, path: `${one}/collect_payment_method`, returns },
    params: collectParams,
    handle: collect,
  }),
  endpoint({
    ...{ method, path: `${one}/confirm_payment_intent`, returns },
    params: confirmParams,
    handle: confirm,
  }),
  endpoint({
    ...{ method, path: `${one}/process_setup_intent`, returns },
    params: setupParams,
    handle: processSetupIntent,
  }),
  endpoint({
    ...{ method, path: `${one}/refund_payment`, returns },
    params: refundParams,
    handle: refundPayment,
  }),
];
