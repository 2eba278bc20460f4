import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StripeWorld } from "./support/stripe-world.ts";
import {
  createIntent,
  errorOf,
  openStripeWorld,
  payByCard,
  registerReader,
} from "./support/stripe-world.ts";

let world: StripeWorld;
let stripe: Stripe;
let reader: Stripe.Terminal.Reader;

beforeEach(async () => {
  world = await openStripeWorld();
  stripe = world.stripe;
  reader = await registerReader(stripe);
});
afterEach(() => world.close());

const process = (intentId: string, config: object = {}) =>
  stripe.terminal.readers.processPaymentIntent(reader.id, {
    payment_intent: intentId,
    process_config: config,
  });

const present = (number = "4242424242424242", tip?: number) =>
  stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id, {
    card_present: { number },
    ...(tip === undefined ? {} : { amount_tip: tip }),
  });

const cart = {
  currency: "eur",
  total: 500,
  line_items: [{ amount: 500, description: "Tea", quantity: 1 }],
};

async function currentAction(): Promise<Stripe.Terminal.Reader.Action | null> {
  const found = await stripe.terminal.readers.retrieve(reader.id);
  return found.deleted ? null : found.action;
}

function eventTypes(): string[] {
  return world.sandbox.books().events.map((event) => event.type);
}

describe("process_payment_intent", () => {
  it("waits for a card, and then carries the receipt's fields to the charge", async () => {
    const intent = await createIntent(stripe);
    const waiting = await process(intent.id);
    expect(waiting.action).toMatchObject({
      type: "process_payment_intent",
      status: "in_progress",
      process_payment_intent: { payment_intent: intent.id },
    });
    const done = await present();
    expect(done.action).toMatchObject({ status: "succeeded", failure_code: null });
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
    const charge = paid.latest_charge as Stripe.Charge;
    expect(charge).toMatchObject({ captured: false, paid: true, status: "succeeded" });
    expect(charge.payment_method_details?.card_present).toMatchObject({
      brand: "visa",
      last4: "4242",
      read_method: "contactless_emv",
      amount_authorized: 1250,
      capture_before: Math.floor(world.clock.nowMs / 1000) + 172_800,
      reader: reader.id,
      location: reader.location,
      receipt: {
        application_preferred_name: "Visa Credit",
        dedicated_file_name: "A0000000031010",
        account_type: "credit",
      },
    });
    expect(eventTypes()).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.amount_capturable_updated",
      "terminal.reader.action_succeeded",
    ]);
  });

  it.each([
    ["4000000000000002", "card_declined", "generic_decline"],
    ["4000000000009995", "card_declined", "insufficient_funds"],
    ["4000000000009987", "card_declined", "lost_card"],
    ["4000000000009979", "card_declined", "stolen_card"],
    ["4000000000000069", "expired_card", "expired_card"],
    ["4000000000000119", "processing_error", "processing_error"],
  ])(
    "declines %s with %s and %s, and takes another card after it",
    async (number, code, decline) => {
      const declined = await payByCard(stripe, reader.id, number);
      expect(declined).toMatchObject({
        status: "requires_payment_method",
        payment_method: null,
        last_payment_error: { type: "card_error", code, decline_code: decline },
        latest_charge: { status: "failed", paid: false, failure_code: code },
      });
      expect(await currentAction()).toMatchObject({
        status: "failed",
        failure_code: code,
        api_error: { code, decline_code: decline },
      });
      expect(eventTypes().slice(1)).toEqual([
        "charge.failed",
        "payment_intent.payment_failed",
        "terminal.reader.action_failed",
      ]);

      await process(declined.id);
      await present();
      const paid = await stripe.paymentIntents.retrieve(declined.id);
      expect(paid).toMatchObject({ status: "requires_capture", last_payment_error: null });
      const charges = await stripe.charges.list({ payment_intent: declined.id });
      expect(charges.data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
    },
  );

  it("adds a tip to the amount, unless tipping was skipped", async () => {
    const intent = await createIntent(stripe);
    await process(intent.id, { skip_tipping: true });
    expect((await errorOf(present(undefined, 200))).param).toBe("amount_tip");
    await process(intent.id);
    await present(undefined, 200);
    const paid = await stripe.paymentIntents.retrieve(intent.id);
    expect(paid).toMatchObject({
      amount: 1450,
      amount_capturable: 1450,
      amount_details: { tip: { amount: 200 } },
    });
  });

  it("refuses an intent that is not open, not there, or not for readers", async () => {
    const paid = await payByCard(stripe, reader.id);
    const refused = await errorOf(process(paid.id));
    expect(refused).toMatchObject({ code: "intent_invalid_state", statusCode: 400 });
    expect(refused.payment_intent).toMatchObject({ status: "requires_capture" });
    expect(await errorOf(process("pi_none"))).toMatchObject({
      code: "resource_missing",
      param: "payment_intent",
    });
    const online = await createIntent(stripe, { allowed_payment_method_types: ["card"] });
    expect((await errorOf(process(online.id))).code).toBe("payment_intent_invalid_parameter");
  });

  it("is replaced by the next payment as long as no card was presented", async () => {
    const first = await createIntent(stripe);
    const second = await createIntent(stripe, { amount: 700 });
    await process(first.id);
    await process(second.id);
    await present();
    expect((await stripe.paymentIntents.retrieve(first.id)).status).toBe("requires_payment_method");
    expect((await stripe.paymentIntents.retrieve(second.id)).status).toBe("requires_capture");
  });

  it("is taken off without a word by a cart, and the card after it pays nothing", async () => {
    const intent = await createIntent(stripe);
    await process(intent.id);
    const shown = await stripe.terminal.readers.setReaderDisplay(reader.id, { type: "cart", cart });
    expect(shown.action).toMatchObject({ type: "set_reader_display", status: "in_progress" });
    expect((await errorOf(present())).statusCode).toBe(400);
    expect((await stripe.paymentIntents.retrieve(intent.id)).latest_charge).toBeNull();
    expect(eventTypes()).toEqual(["payment_intent.created"]);
  });

  it("makes no charge when the intent was canceled while the reader waited", async () => {
    const intent = await createIntent(stripe);
    await process(intent.id);
    await stripe.paymentIntents.cancel(intent.id);
    const after = await present();
    expect(after.action).toMatchObject({ status: "failed", failure_code: "intent_invalid_state" });
    expect(world.sandbox.books().charges).toEqual([]);
  });

  it("opens the intent inside the action on request", async () => {
    const intent = await createIntent(stripe);
    const opened = await stripe.terminal.readers.processPaymentIntent(reader.id, {
      payment_intent: intent.id,
      expand: ["action.process_payment_intent.payment_intent"],
    });
    expect(opened.action?.process_payment_intent?.payment_intent).toMatchObject({
      id: intent.id,
      amount: 1250,
    });
  });
});

describe("cancel_action", () => {
  it("clears the reader without an event, and the card after it pays nothing", async () => {
    const intent = await createIntent(stripe);
    await process(intent.id);
    const canceled = await stripe.terminal.readers.cancelAction(reader.id);
    expect(canceled).toMatchObject({ action: null });
    expect((await errorOf(present())).statusCode).toBe(400);
    expect(eventTypes()).toEqual(["payment_intent.created"]);
  });

  it("is refused as busy while the bank is asked", async () => {
    world.sandbox.control.setReader(reader.id, { authorisationMs: 600_000 });
    const intent = await createIntent(stripe);
    await process(intent.id);
    expect((await present()).action?.status).toBe("in_progress");
    const refused = await errorOf(stripe.terminal.readers.cancelAction(reader.id));
    expect(refused.code).toBe("terminal_reader_busy");
    expect((await errorOf(process(intent.id))).code).toBe("terminal_reader_busy");
    const display = stripe.terminal.readers.setReaderDisplay(reader.id, { type: "cart", cart });
    expect((await errorOf(display)).code).toBe("terminal_reader_busy");
  });
});
