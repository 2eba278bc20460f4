import type Stripe from "stripe";
import { z } from "zod";
import type { PaymentId, RegisterId } from "../../contract/ids.ts";
import { callStripe, unknown, type Answer } from "./call-stripe.ts";
import {
  IntentAnswer,
  OpenIntentAnswer,
  type IntentReading,
  type OpenIntent,
} from "./payment-reading.ts";

export type NewIntent = Readonly<{
  paymentId: PaymentId;
  saleId: string;
  registerId: RegisterId;
  amountMinor: number;
  currency: string;
}>;

export type Intents = Readonly<{
  create: (intent: NewIntent) => Promise<Answer<OpenIntent>>;
  read: (intentId: string) => Promise<Answer<IntentReading>>;
  /** With its secret, for another card by terminal-js. */
  open: (intentId: string) => Promise<Answer<OpenIntent>>;
  /** The attempt's intent where we lost its id; null where Stripe knows none. Never Search. */
  find: (paymentId: PaymentId, startedAtMs: number) => Promise<Answer<IntentReading | null>>;
  cancel: (intentId: string) => Promise<Answer<IntentReading>>;
  /** All that is held; where `amountMinor` is not null as much as that, which may be more. */
  capture: (
    intentId: string,
    amountMinor: number | null,
    idempotencyKey: string,
  ) => Promise<Answer<IntentReading>>;
  /** Holds this much instead, in minor units; a no of the bank leaves the hold as it was. */
  raise: (
    intentId: string,
    amountMinor: number,
    idempotencyKey: string,
  ) => Promise<Answer<IntentReading>>;
}>;

const PAGE = 100;
/** 2,000 intents in the hours since an attempt: more than any shop takes. */
const MAX_PAGES = 20;
/** Clocks differ, and an attempt may have waited: look from an hour before it. */
const LOOK_BACK_S = 3_600;

const expand = { expand: ["latest_charge"] };

/**
 * Whether larger holds may be asked for later, and more captured than is held: registers of before
 * do not know such answers.
 */
export type HoldTerms = Readonly<{ raisesHolds: boolean; takesLateTips: boolean }>;

/** PaymentIntents of one account. */
export function stripeIntents(stripe: Stripe, terms: HoldTerms): Intents {
  const { paymentIntents } = stripe;
  const sameIntent: SameIntent = (intentId, call) => asToldBy(terms, readSame(intentId, call));

  function create(intent: NewIntent) {
    const { paymentId, saleId, registerId, amountMinor, currency } = intent;
    const params: Stripe.PaymentIntentCreateParams = {
      amount: amountMinor,
      currency: currency.toLowerCase(),
      ...methodsFor(currency, terms),
      metadata: { attempt: paymentId, sale: saleId, register: registerId },
      ...expand,
    };
    const idempotencyKey = `pi-create-${paymentId}`;
    return callStripe(OpenIntentAnswer, () => paymentIntents.create(params, { idempotencyKey }));
  }

  return {
    create,
    read: (intentId) => sameIntent(intentId, () => paymentIntents.retrieve(intentId, expand)),
    open: (intentId) => openIntent(stripe, intentId),
    find: (paymentId, startedAtMs) => findByAttempt(stripe, sameIntent, { paymentId, startedAtMs }),
    cancel: (intentId) => sameIntent(intentId, () => paymentIntents.cancel(intentId, expand)),
    capture: (intentId, amountMinor, idempotencyKey) => {
      const params = { ...expand, ...(amountMinor !== null && { amount_to_capture: amountMinor }) };
      return sameIntent(intentId, () =>
        paymentIntents.capture(intentId, params, { idempotencyKey }),
      );
    },
    raise: (intentId, amountMinor, idempotencyKey) =>
      sameIntent(intentId, () =>
        paymentIntents.incrementAuthorization(
          intentId,
          { amount: amountMinor, ...expand },
          { idempotencyKey },
        ),
      ),
  };
}

/**
 * Held until the book has it. Interac, in Canadian dollars alone, knows no hold: asked for so, what
 * can be held is, and an Interac card is captured at once.
 */
function methodsFor(
  currency: string,
  { raisesHolds }: HoldTerms,
): Pick<
  Stripe.PaymentIntentCreateParams,
  "capture_method" | "allowed_payment_method_types" | "payment_method_options"
> {
  const larger = raisesHolds ? { request_incremental_authorization_support: true } : {};
  if (currency.toUpperCase() !== "CAD") {
    return {
      capture_method: "manual",
      allowed_payment_method_types: ["card_present"],
      ...(raisesHolds && { payment_method_options: { card_present: larger } }),
    };
  }
  return {
    capture_method: "automatic",
    allowed_payment_method_types: ["card_present", "interac_present"],
    payment_method_options: { card_present: { capture_method: "manual_preferred", ...larger } },
  };
}

async function openIntent(stripe: Stripe, intentId: string): Promise<Answer<OpenIntent>> {
  const answer = await callStripe(OpenIntentAnswer, () =>
    stripe.paymentIntents.retrieve(intentId, expand),
  );
  if (answer.kind !== "ok" || answer.value.reading.intentId === intentId) return answer;
  return unknown(`asked for ${intentId}, answered ${answer.value.reading.intentId}`);
}

type SameIntent = (
  intentId: string,
  call: () => Promise<unknown>,
) => Promise<Answer<IntentReading>>;

/** Without what this shop's registers are not told of. */
async function asToldBy(
  { takesLateTips }: HoldTerms,
  reading: Promise<Answer<IntentReading>>,
): Promise<Answer<IntentReading>> {
  const answer = await reading;
  if (takesLateTips || answer.kind !== "ok" || answer.value.latestCharge === null) return answer;
  const { takesLateTip: _untold, ...latestCharge } = answer.value.latestCharge;
  return { ...answer, value: { ...answer.value, latestCharge } };
}

async function readSame(
  intentId: string,
  call: () => Promise<unknown>,
): Promise<Answer<IntentReading>> {
  const answer = await callStripe(IntentAnswer, call);
  if (answer.kind !== "ok" || answer.value.intentId === intentId) return answer;
  return unknown(`asked for ${intentId}, answered ${answer.value.intentId}`);
}

/** Listed intents carry their charge by id only: the one that matches is read again by its id. */
const Listed = z.object({
  id: z.string().startsWith("pi_"),
  metadata: z.record(z.string(), z.string()),
});
const Page = z.object({ object: z.literal("list"), data: z.array(Listed), has_more: z.boolean() });

type Attempt = Readonly<{ paymentId: PaymentId; startedAtMs: number }>;

async function findByAttempt(
  stripe: Stripe,
  sameIntent: SameIntent,
  { paymentId, startedAtMs }: Attempt,
): Promise<Answer<IntentReading | null>> {
  const created = { gte: Math.max(0, Math.floor(startedAtMs / 1_000) - LOOK_BACK_S) };
  let after: { starting_after?: string } = {};
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const params = { created, limit: PAGE, ...after };
    const answer = await callStripe(Page, () => stripe.paymentIntents.list(params));
    if (answer.kind !== "ok") return answer;
    const { data, has_more: hasMore } = answer.value;
    const found = data.find(({ metadata }) => metadata["attempt"] === paymentId);
    if (found) {
      return sameIntent(found.id, () => stripe.paymentIntents.retrieve(found.id, expand));
    }
    const last = data.at(-1);
    if (!hasMore || !last) return { kind: "ok", value: null };
    after = { starting_after: last.id };
  }
  return unknown(`more than ${PAGE * MAX_PAGES} intents since the attempt`);
}
