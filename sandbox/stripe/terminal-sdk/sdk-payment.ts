import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { forgetCollected } from "../behaviour/collect-card.ts";
import { command, logReader, readerOf } from "../behaviour/reader-commands.ts";
import { askForCard, collectedFor, confirmCollected } from "../behaviour/two-steps.ts";
import { idOf } from "../id-of.ts";
import { intentForReader, shownConfig } from "../rooms/reader-payment-params.ts";
import { findRow, rowsOf } from "../table.ts";
import type { World } from "../world.ts";
import { sdkError, type SdkAnswer } from "./sdk-answer.ts";

type Reader = Stripe.Terminal.Reader;

/** What a page waits for. */
export type Busy = {
  readonly kind: "collect" | "process" | "refund";
  /** The payment intent; of a refund, the charge. */
  readonly aboutId: string;
  readonly settle: (answer: SdkAnswer) => void;
};

export type Asked = {
  readonly clientSecret: string;
  readonly skipTipping: boolean;
  readonly eligibleMinor: number | null;
};

export type Begun = Omit<Busy, "settle">;

/** The reader asks for a tip where it is set to, then for a card. */
export function collect(world: World, readerId: string, asked: Asked): Begun {
  const reader = readerOf(world, readerId);
  const intents = rowsOf(world.state.paymentIntents);
  const known = intents.find(({ client_secret: secret }) => secret === asked.clientSecret);
  if (known === undefined) {
    throw invalidRequest("No such client secret.", {
      code: "invalid_payment_intent_client_secret",
    });
  }
  const intent = intentForReader(world, known.id, { status: "requires_payment_method" });
  const { skipTipping, eligibleMinor } = asked;
  const config = shownConfig({
    skip_tipping: skipTipping,
    ...(eligibleMinor === null ? {} : { tipping: { amount_eligible: eligibleMinor } }),
  });
  command(world, reader, () => {
    askForCard(world, reader, { intentId: intent.id, config });
    logReader(world, readerId, { what: "collectPaymentMethod", detail: intent.id });
  });
  return { kind: "collect", aboutId: intent.id };
}

/** Goes to the bank with the card that was read. */
export function process(world: World, readerId: string, intentId: string): Begun {
  const reader = readerOf(world, readerId);
  forgetCollected(world, readerId);
  const intent = intentForReader(world, intentId, { status: "requires_confirmation" });
  const { presentation } = collectedFor(world, reader, intent);
  command(world, reader, () => {
    confirmCollected(world, reader, { intentId, presentation, cause: null });
    logReader(world, readerId, { what: "processPayment", detail: intentId });
  });
  return { kind: "process", aboutId: intentId };
}

const actionOf = {
  collect: "collect_payment_method",
  process: "confirm_payment_intent",
  refund: "refund_payment",
} as const;

/** How the reader's action has ended; null while it goes on. */
export function outcomeOf(
  world: World,
  reader: Reader | undefined,
  { kind, aboutId }: Busy,
): SdkAnswer | null {
  if (reader === undefined || reader.status === "offline") return lostOf(kind);
  const { action } = reader;
  if (action?.type !== actionOf[kind] || aboutOf(action) !== aboutId) {
    return sdkError("canceled", "Another command took its place.");
  }
  return action.status === "in_progress" ? null : endOf(world, action, { kind, aboutId });
}

function endOf(
  world: World,
  action: Stripe.Terminal.Reader.Action,
  { kind, aboutId }: Begun,
): SdkAnswer {
  const { paymentIntents, refunds } = world.state;
  if (kind === "refund") {
    const refund = findRow(refunds, idOf(action.refund_payment?.refund));
    return action.status === "succeeded" ? { refund: structuredClone(refund) } : failureOf(action);
  }
  const intent = structuredClone(findRow(paymentIntents, aboutId));
  return action.status === "succeeded" ? { paymentIntent: intent } : failureOf(action, intent);
}

function aboutOf(action: Stripe.Terminal.Reader.Action): string {
  const { collect_payment_method: collected, confirm_payment_intent: confirmed } = action;
  return idOf(
    collected?.payment_intent ?? confirmed?.payment_intent ?? action.refund_payment?.charge,
  );
}

/** Whether a card was authorised before the line broke is not known: no intent comes along. */
function lostOf(kind: Busy["kind"]): SdkAnswer {
  return kind === "collect"
    ? sdkError("reader_error", "The reader went away.")
    : sdkError("network_timeout", "The reader did not answer.");
}

function failureOf(action: Stripe.Terminal.Reader.Action, intent?: unknown): SdkAnswer {
  const code = action.failure_code ?? "reader_error";
  const message = action.failure_message ?? "";
  if (code === "connection_error") return sdkError("network_error", message);
  if (code === "customer_canceled") return sdkError("canceled_by_customer", message);
  const declineCode = action.api_error?.decline_code ?? undefined;
  const type = action.api_error?.type;
  return { error: { type, code, decline_code: declineCode, message, payment_intent: intent } };
}
