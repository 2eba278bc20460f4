import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf } from "../../../sandbox/stripe/id-of.ts";
import type { StripeWorld } from "./support/stripe-world.ts";
import { createIntent, errorOf, openStripeWorld, registerReader } from "./support/stripe-world.ts";

let world: StripeWorld;
let stripe: Stripe;
let reader: Stripe.Terminal.Reader;

beforeEach(async () => {
  world = await openStripeWorld();
  stripe = world.stripe;
  reader = await registerReader(stripe);
});
afterEach(() => world.close());

const readers = () => stripe.terminal.readers;
const holdOut = () => stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id);
const intentNow = (id: string) => stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] });
const eventTypes = () => world.sandbox.books().events.map(({ type }) => type);

describe("an order by mail or telephone", () => {
  const details = { number: "4242424242424242", exp_month: 12, exp_year: 2034, cvc: "123" };
  const typeIn = (card: Partial<typeof details> = {}) =>
    stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id, {
      type: "card",
      card: { ...details, ...card },
    });
  // Stripe opens it to a shop on request, so that its package has no type for it.
  const moto = { moto: true } as Stripe.Terminal.ReaderProcessPaymentIntentParams.ProcessConfig;
  async function processTyped(params: Partial<Stripe.PaymentIntentCreateParams> = {}) {
    const intent = await createIntent(stripe, {
      allowed_payment_method_types: ["card"],
      ...params,
    });
    const asked = { payment_intent: intent.id, process_config: moto };
    await readers().processPaymentIntent(reader.id, asked);
    return intent.id;
  }

  it("is paid by a card whose details are typed in, marked as MOTO, and never asks the bank's page", async () => {
    const id = await processTyped();
    expect(world.sandbox.control.reader(reader.id).screen).toMatchObject({
      kind: "type-card",
      purpose: "pay",
    });
    const done = await typeIn({ number: "4000000000003220" });
    expect(done.action).toMatchObject({
      type: "process_payment_intent",
      status: "succeeded",
      process_payment_intent: { payment_intent: id, process_config: { moto: true } },
    });
    expect(await intentNow(id)).toMatchObject({
      status: "requires_capture",
      latest_charge: {
        payment_method_details: {
          type: "card",
          card: { last4: "3220", moto: true, three_d_secure: null, checks: { cvc_check: "pass" } },
        },
      },
    });
    expect(eventTypes()).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.amount_capturable_updated",
      "terminal.reader.action_succeeded",
    ]);
  });

  it("is declined as the bank says, and goes on with another card", async () => {
    const id = await processTyped();
    const declined = await typeIn({ number: "4000000000009995" });
    expect(declined.action).toMatchObject({
      status: "failed",
      failure_code: "card_declined",
      api_error: { decline_code: "insufficient_funds" },
    });
    await readers().processPaymentIntent(reader.id, { payment_intent: id, process_config: moto });
    await typeIn();
    expect(await intentNow(id)).toMatchObject({ status: "requires_capture" });
    expect(world.sandbox.books().charges).toHaveLength(2);
  });

  it.each([
    ["a wrong check digit", { number: "4242424242424241" }, "incorrect_number"],
    ["a card of last year", { exp_year: 2020 }, "invalid_expiry_year"],
    ["a month that is none", { exp_month: 13 }, "invalid_expiry_month"],
    ["a security code that is none", { cvc: "12" }, "invalid_cvc"],
  ])("refuses %s at once, and goes on waiting", async (_what, wrong, code) => {
    await processTyped();
    expect(await errorOf(typeIn(wrong))).toMatchObject({ code, statusCode: 402 });
    expect(await readers().retrieve(reader.id)).toMatchObject({
      action: { status: "in_progress" },
    });
    expect(world.sandbox.books().charges).toEqual([]);
  });

  it("wants an intent that allows cards not present, and takes none that is held to it", async () => {
    const { id: held } = await createIntent(stripe);
    const refused = await errorOf(
      readers().processPaymentIntent(reader.id, { payment_intent: held, process_config: moto }),
    );
    expect(refused.code).toBe("payment_intent_invalid_parameter");
    await processTyped();
    expect((await errorOf(holdOut())).message).toMatch(/not waiting for a payment method/);
    const { id: other } = await createIntent(stripe);
    await readers().processPaymentIntent(reader.id, { payment_intent: other });
    expect((await errorOf(typeIn())).message).toMatch(/not waiting for card details/);
  });

  it("brings no tip", async () => {
    await processTyped();
    const tipped = stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id, {
      ...{ type: "card", card: details, amount_tip: 100 },
    });
    expect((await errorOf(tipped)).param).toBe("amount_tip");
  });

  it("keeps a card for later", async () => {
    const customer = await stripe.customers.create({});
    const intent = await stripe.setupIntents.create({
      customer: customer.id,
      allowed_payment_method_types: ["card"],
    });
    await readers().processSetupIntent(reader.id, {
      ...{ setup_intent: intent.id, allow_redisplay: "always" },
      process_config: moto,
    });
    const { action } = await typeIn();
    const saved = idOf(action?.process_setup_intent?.generated_card);
    expect(await stripe.paymentMethods.retrieve(saved)).toMatchObject({
      type: "card",
      customer: customer.id,
    });
    expect(await stripe.setupIntents.retrieve(intent.id)).toMatchObject({ status: "succeeded" });
  });

  it("does not keep a card that the bank refuses", async () => {
    const intent = await stripe.setupIntents.create({ allowed_payment_method_types: ["card"] });
    await readers().processSetupIntent(reader.id, {
      ...{ setup_intent: intent.id, allow_redisplay: "limited" },
      process_config: moto,
    });
    const refused = await typeIn({ number: "4000000000000002" });
    expect(refused.action).toMatchObject({ status: "failed", failure_code: "card_declined" });
    expect(await stripe.setupIntents.retrieve(intent.id)).toMatchObject({
      status: "requires_payment_method",
      last_setup_error: { decline_code: "generic_decline" },
    });
  });
});
