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

const eventTypes = () => world.sandbox.books().events.map(({ type }) => type);

describe("collect_payment_method and confirm_payment_intent", () => {
  async function collect(): Promise<string> {
    const intent = await createIntent(stripe);
    await readers().collectPaymentMethod(reader.id, { payment_intent: intent.id });
    return intent.id;
  }

  it("show the card before it is charged, and charge it in a second step", async () => {
    const id = await collect();
    const read = await present();
    expect(read.action).toMatchObject({
      type: "collect_payment_method",
      status: "succeeded",
      collect_payment_method: {
        payment_intent: id,
        payment_method: { type: "card_present", card_present: { brand: "visa", last4: "4242" } },
      },
    });
    expect(await intentNow(id)).toMatchObject({ status: "requires_confirmation" });
    expect(world.sandbox.books().charges).toEqual([]);
    const done = await readers().confirmPaymentIntent(reader.id, { payment_intent: id });
    expect(done.action).toMatchObject({ type: "confirm_payment_intent", status: "succeeded" });
    expect(await intentNow(id)).toMatchObject({ status: "requires_capture" });
    expect(eventTypes().slice(1, 3)).toEqual([
      "terminal.reader.action_updated",
      "charge.succeeded",
    ]);
  });

  it("forget the card after thirty seconds", async () => {
    const id = await collect();
    await present();
    world.clock.nowMs += 30_001;
    const late = await errorOf(readers().confirmPaymentIntent(reader.id, { payment_intent: id }));
    expect(late.code).toBe("intent_invalid_state");
    expect(await intentNow(id)).toMatchObject({
      status: "requires_payment_method",
      payment_method: null,
    });
  });

  it("forget the card when the reader is told something else", async () => {
    const id = await collect();
    await present();
    await readers().cancelAction(reader.id);
    expect(await intentNow(id)).toMatchObject({ status: "requires_payment_method" });
  });
});

describe("amounts that decide", () => {
  it.each([
    [1201, "call_issuer"],
    [1205, "generic_decline"],
    [1255, "incorrect_pin"],
    [1265, "withdrawal_count_limit_exceeded"],
    [1275, "pin_try_exceeded"],
  ])("%i is declined with %s", async (amount, declineCode) => {
    const id = await process({ amount });
    await present();
    expect(await intentNow(id)).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "card_declined", decline_code: declineCode },
    });
  });

  it.each([
    [1202, "offline_pin_required", "offline_pin"],
    [1203, "online_or_offline_pin_required", "online_pin"],
  ])("%i refuses the tap with %s and takes the chip", async (amount, refused, verified) => {
    const id = await process({ amount });
    await present();
    const paid = await intentNow(id);
    expect(paid).toMatchObject({ status: "requires_capture", last_payment_error: null });
    const { data } = await stripe.charges.list({ payment_intent: id });
    expect(data).toMatchObject([
      {
        id: (paid.latest_charge as Stripe.Charge).id,
        status: "succeeded",
        payment_method_details: {
          card_present: {
            read_method: "contact_emv",
            receipt: { cardholder_verification_method: verified },
          },
        },
      },
      {
        status: "failed",
        outcome: { reason: refused },
        payment_method_details: { card_present: { read_method: "contactless_emv" } },
      },
    ]);
  });

  it("do not decide for cards that have a will of their own", async () => {
    const id = await process({ amount: 1205 });
    await present("4001000360000005");
    expect(await intentNow(id)).toMatchObject({ status: "requires_capture" });
  });
});

describe("strong customer authentication, by hand", () => {
  const control = () => world.sandbox.control;
  const screen = () => control().reader(reader.id).screen.kind;

  it("refuses the tap, wants the chip and then the PIN", async () => {
    const id = await process({});
    control().present(reader.id, { number: "4000008260000075", isByHand: true });
    expect(screen()).toBe("insert-card");
    expect(await intentNow(id)).toMatchObject({
      last_payment_error: { decline_code: "offline_pin_required" },
    });
    control().present(reader.id, {
      number: "4000008260000075",
      gesture: "insert",
      isByHand: true,
    });
    expect(screen()).toBe("pin");
    control().enterPin(reader.id, { pin: "1234" });
    expect(await intentNow(id)).toMatchObject({ status: "requires_capture" });
  });

  it("declines a wrong offline PIN", async () => {
    const id = await process({});
    const card = { number: "4001007020000002", gesture: "insert", isByHand: true } as const;
    control().present(reader.id, card);
    control().enterPin(reader.id, { pin: "0000" });
    expect(await intentNow(id)).toMatchObject({
      last_payment_error: { decline_code: "incorrect_pin" },
    });
  });
});

describe("networks that cannot hold money", () => {
  const preferred = {
    payment_method_options: { card_present: { capture_method: "manual_preferred" as const } },
  };

  it.each(["6280000360000978", "4000050360000001"])(
    "%s is captured at once when holding is only preferred",
    async (number) => {
      const id = await process({ ...preferred, currency: "aud", capture_method: "automatic" });
      await present(number);
      expect(await intentNow(id)).toMatchObject({
        status: "succeeded",
        latest_charge: { captured: true },
      });
    },
  );

  it("is declined where holding is demanded and the card has no other brand", async () => {
    const id = await process({ currency: "aud" });
    await present("6280000360000978");
    expect(await intentNow(id)).toMatchObject({
      last_payment_error: { decline_code: "card_not_supported" },
    });
  });
});

describe("Interac", () => {
  async function paid(): Promise<string> {
    const id = await process({
      amount: 2000,
      currency: "cad",
      capture_method: "automatic",
      allowed_payment_method_types: ["interac_present"],
    });
    await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id);
    return id;
  }

  it("is captured at once, and refunded only with the card in the reader", async () => {
    const id = await paid();
    expect(await intentNow(id)).toMatchObject({
      status: "succeeded",
      latest_charge: {
        payment_method_details: {
          type: "interac_present",
          interac_present: { brand: "interac", receipt: { account_type: "checking" } },
        },
      },
    });
    const byApi = await errorOf(stripe.refunds.create({ payment_intent: id }));
    expect(byApi.code).toBe("charge_not_refundable");
    await readers().refundPayment(reader.id, { payment_intent: id, amount: 500 });
    const done = await present0();
    expect(done.action).toMatchObject({ type: "refund_payment", status: "succeeded" });
    const refund = done.action?.refund_payment?.refund;
    expect(await stripe.refunds.retrieve(idOf(refund))).toMatchObject({ amount: 500 });
  });

  it("declines a partial refund by its amount", async () => {
    const id = await paid();
    await readers().refundPayment(reader.id, { payment_intent: id, amount: 505 });
    const done = await present0();
    expect(done.action).toMatchObject({
      status: "failed",
      failure_code: "card_declined",
      api_error: { decline_code: "generic_decline" },
    });
    expect(world.sandbox.books().refunds).toEqual([]);
  });

  it("refunds no other card on the reader", async () => {
    const id = await process({ capture_method: "automatic" });
    await present();
    const refused = await errorOf(readers().refundPayment(reader.id, { payment_intent: id }));
    expect(refused.code).toBe("charge_not_refundable");
  });

  const present0 = () =>
    stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id, {
      type: "interac_present",
    });
});
