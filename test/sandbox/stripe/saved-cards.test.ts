import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf } from "../../../sandbox/stripe/id-of.ts";
import type { StripeWorld } from "./support/stripe-world.ts";
import { createIntent, openStripeWorld, registerReader } from "./support/stripe-world.ts";

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

const present = (number?: string) =>
  stripe.testHelpers.terminal.readers.presentPaymentMethod(
    reader.id,
    number === undefined ? {} : { card_present: { number } },
  );

async function process(params: Partial<Stripe.PaymentIntentCreateParams>): Promise<string> {
  const intent = await createIntent(stripe, params);
  await readers().processPaymentIntent(reader.id, { payment_intent: intent.id });
  return intent.id;
}

const intentNow = (id: string) => stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] });

describe("process_setup_intent", () => {
  it("saves a card that can be charged later without it", async () => {
    const customer = await stripe.customers.create({ name: "Maeve" });
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      allowed_payment_method_types: ["card_present"],
    });
    await readers().processSetupIntent(reader.id, {
      setup_intent: setup.id,
      allow_redisplay: "always",
    });
    const done = await present();
    expect(done.action).toMatchObject({ type: "process_setup_intent", status: "succeeded" });
    const card = done.action?.process_setup_intent?.generated_card ?? "";
    expect(await stripe.paymentMethods.retrieve(card)).toMatchObject({
      type: "card",
      card: { last4: "4242" },
      customer: customer.id,
    });
    expect(await stripe.setupIntents.retrieve(setup.id)).toMatchObject({ status: "succeeded" });
  });

  it("says where the saved card comes from, and whether it may be shown again", async () => {
    const setup = await stripe.setupIntents.create({
      allowed_payment_method_types: ["card_present"],
    });
    await readers().processSetupIntent(reader.id, {
      ...{ setup_intent: setup.id, allow_redisplay: "always" },
    });
    const { action } = await present();
    const saved = idOf(action?.process_setup_intent?.generated_card);
    const { latest_attempt: attempt } = await stripe.setupIntents.retrieve(setup.id);
    expect(attempt).toMatch(/^setatt_/);
    expect(await stripe.paymentMethods.retrieve(saved)).toMatchObject({
      allow_redisplay: "always",
      card: { generated_from: { charge: null, setup_attempt: attempt } },
    });
  });
});

describe("setup_future_usage on a reader", () => {
  it("leaves a card with the customer that can be charged without being there", async () => {
    const { id: customer } = await stripe.customers.create({});
    const id = await process({ customer, setup_future_usage: "off_session" });
    await present();
    const { latest_charge: charge } = await intentNow(id);
    const details = (charge as Stripe.Charge).payment_method_details?.card_present;
    const kept = await stripe.customers.listPaymentMethods(customer);
    expect(kept.data).toMatchObject([
      {
        id: details?.generated_card,
        card: { last4: "4242", generated_from: { charge: idOf(charge) } },
      },
    ]);
    const later = await stripe.paymentIntents.create({
      ...{ amount: 900, currency: "eur", customer, confirm: true, off_session: true },
      payment_method: kept.data[0]?.id ?? "",
    });
    expect(later.status).toBe("succeeded");
  });
});

describe("an answer that is lost after the bank's", () => {
  it.each([
    ["answer-lost", { status: "failed", failure_code: "connection_error" }],
    ["power-lost-after", { status: "in_progress" }],
  ] as const)("%s: an Interac refund that was made all the same", async (nextCard, action) => {
    const id = await process({
      ...{ capture_method: "automatic", currency: "cad" },
      allowed_payment_method_types: ["interac_present"],
    });
    const helpers = stripe.testHelpers.terminal.readers;
    await helpers.presentPaymentMethod(reader.id, { type: "interac_present" });
    await readers().refundPayment(reader.id, { payment_intent: id });
    world.sandbox.control.setReader(reader.id, { nextCard });
    const after = await helpers.presentPaymentMethod(reader.id, { type: "interac_present" });
    expect(after.action).toMatchObject(action);
    expect(after.action?.refund_payment?.refund).toBeUndefined();
    expect(world.sandbox.books().refunds).toMatchObject([{ payment_intent: id }]);
    expect(world.sandbox.control.reader(reader.id).nextCard).toBeNull();
  });

  it("a card that was saved all the same", async () => {
    const setup = await stripe.setupIntents.create({
      allowed_payment_method_types: ["card_present"],
    });
    await readers().processSetupIntent(reader.id, {
      ...{ setup_intent: setup.id, allow_redisplay: "limited" },
    });
    world.sandbox.control.setReader(reader.id, { nextCard: "answer-lost" });
    expect((await present()).action).toMatchObject({ failure_code: "connection_error" });
    expect(await stripe.setupIntents.retrieve(setup.id)).toMatchObject({ status: "succeeded" });
  });
});
