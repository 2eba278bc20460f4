import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StripeWorld } from "./support/stripe-world.ts";
import {
  createIntent,
  errorOf,
  openStripeWorld,
  payByCard,
  registerReader,
  stripeAt,
} from "./support/stripe-world.ts";

let world: StripeWorld;

beforeEach(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.close());

describe("payment intents", () => {
  it("creates an intent with every field that Stripe's type asks for", async () => {
    const intent = await createIntent(world.stripe, { metadata: { attempt: "pay_1" } });
    expect(intent).toMatchObject({
      object: "payment_intent",
      amount: 1250,
      currency: "eur",
      status: "requires_payment_method",
      capture_method: "manual",
      allowed_payment_method_types: ["card_present"],
      payment_method_types: ["card_present"],
      metadata: { attempt: "pay_1" },
      latest_charge: null,
      livemode: false,
    });
    expect(intent.id).toMatch(/^pi_3[A-Za-z0-9]{24}$/);
    expect(intent.client_secret).toContain(`${intent.id}_secret_`);
    expect(intent.lastResponse.requestId).toMatch(/^req_/);
  });

  it("holds the money, captures all of it, and refuses to capture twice", async () => {
    const reader = await registerReader(world.stripe);
    const held = await payByCard(world.stripe, reader.id);
    expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 1250 });
    const captured = await world.stripe.paymentIntents.capture(held.id);
    expect(captured).toMatchObject({
      status: "succeeded",
      amount_received: 1250,
      amount_capturable: 0,
    });
    const again = await errorOf(world.stripe.paymentIntents.capture(held.id));
    expect(again).toMatchObject({
      type: "StripeInvalidRequestError",
      statusCode: 400,
      code: "payment_intent_unexpected_state",
    });
    expect(again.payment_intent).toMatchObject({ id: held.id, status: "succeeded" });
    expect(world.sandbox.books().charges).toHaveLength(1);
  });

  it("captures a part and lets the rest go", async () => {
    const reader = await registerReader(world.stripe);
    const held = await payByCard(world.stripe, reader.id);
    const tooMuch = world.stripe.paymentIntents.capture(held.id, { amount_to_capture: 1251 });
    expect(await errorOf(tooMuch)).toMatchObject({ code: "amount_too_large" });
    const first = { amount_to_capture: 1000, final_capture: false };
    const inParts = await errorOf(world.stripe.paymentIntents.capture(held.id, first));
    expect(inParts.param).toBe("final_capture");
    await world.stripe.paymentIntents.capture(held.id, { amount_to_capture: 1000 });
    const [charge] = world.sandbox.books().charges;
    expect(charge).toMatchObject({ amount: 1250, amount_captured: 1000, amount_refunded: 250 });
  });

  it("captures at once without manual capture", async () => {
    const reader = await registerReader(world.stripe);
    const intent = await createIntent(world.stripe, { capture_method: "automatic" });
    await world.stripe.terminal.readers.processPaymentIntent(reader.id, {
      payment_intent: intent.id,
    });
    await world.stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id);
    const paid = await world.stripe.paymentIntents.retrieve(intent.id);
    expect(paid).toMatchObject({ status: "succeeded", amount_received: 1250 });
  });

  it("cancels a hold and gives the money back, but never a captured payment", async () => {
    const reader = await registerReader(world.stripe);
    const held = await payByCard(world.stripe, reader.id);
    const canceled = await world.stripe.paymentIntents.cancel(held.id, {
      cancellation_reason: "requested_by_customer",
    });
    expect(canceled).toMatchObject({
      status: "canceled",
      cancellation_reason: "requested_by_customer",
      amount_capturable: 0,
    });
    expect(world.sandbox.books().charges[0]).toMatchObject({ refunded: true, captured: false });

    const paid = await payByCard(world.stripe, reader.id);
    await world.stripe.paymentIntents.capture(paid.id);
    const refused = await errorOf(world.stripe.paymentIntents.cancel(paid.id));
    expect(refused.code).toBe("payment_intent_unexpected_state");
  });

  it("lets a hold go by itself when its capture deadline has passed", async () => {
    const reader = await registerReader(world.stripe);
    const held = await payByCard(world.stripe, reader.id);
    world.clock.nowMs += 2 * 24 * 60 * 60 * 1000 + 1000;
    const expired = await world.stripe.paymentIntents.retrieve(held.id);
    expect(expired).toMatchObject({ status: "canceled", cancellation_reason: "automatic" });
    const types = world.sandbox.books().events.map((event) => event.type);
    expect(types).toContain("charge.expired");
  });

  it("merges metadata and forgets the last error on an update", async () => {
    const reader = await registerReader(world.stripe);
    const declined = await payByCard(world.stripe, reader.id, "4000000000000002");
    expect(declined.last_payment_error?.code).toBe("card_declined");
    await world.stripe.paymentIntents.update(declined.id, { metadata: { a: "1", b: "2" } });
    const updated = await world.stripe.paymentIntents.update(declined.id, {
      metadata: { a: "", c: "3" },
    });
    expect(updated.metadata).toEqual({ b: "2", c: "3" });
    expect(updated.last_payment_error).toBeNull();
  });

  it("refuses a new amount once money is held", async () => {
    const reader = await registerReader(world.stripe);
    const held = await payByCard(world.stripe, reader.id);
    const refused = await errorOf(world.stripe.paymentIntents.update(held.id, { amount: 900 }));
    expect(refused.code).toBe("payment_intent_unexpected_state");
  });

  it("refuses to confirm a card present from the server", async () => {
    const intent = await createIntent(world.stripe);
    const refused = await errorOf(world.stripe.paymentIntents.confirm(intent.id));
    expect(refused).toMatchObject({
      statusCode: 400,
      code: "payment_intent_incompatible_payment_method",
    });
  });

  it("drops types that do not fit the currency, and refuses when none is left", async () => {
    const intent = await createIntent(world.stripe, {
      allowed_payment_method_types: ["card_present", "interac_present"],
    });
    expect(intent.payment_method_types).toEqual(["card_present"]);
    const canadian = await createIntent(world.stripe, {
      currency: "cad",
      allowed_payment_method_types: ["card_present", "interac_present"],
    });
    expect(canadian.payment_method_types).toEqual(["card_present", "interac_present"]);
    const none = createIntent(world.stripe, { allowed_payment_method_types: ["interac_present"] });
    expect(await errorOf(none)).toMatchObject({ statusCode: 400 });
  });

  it("says 404 with resource_missing for an intent that is not there", async () => {
    const refused = await errorOf(world.stripe.paymentIntents.retrieve("pi_none"));
    expect(refused).toMatchObject({ statusCode: 404, code: "resource_missing", param: "intent" });
  });

  it("expands the latest charge, and the intent inside it", async () => {
    const reader = await registerReader(world.stripe);
    const paid = await payByCard(world.stripe, reader.id);
    const deep = await world.stripe.paymentIntents.retrieve(paid.id, {
      expand: ["latest_charge.payment_intent", "payment_method"],
    });
    expect(deep.latest_charge).toMatchObject({
      object: "charge",
      payment_intent: { id: paid.id, object: "payment_intent" },
    });
    expect(deep.payment_method).toMatchObject({ type: "card_present" });
    const refused = world.stripe.paymentIntents.retrieve(paid.id, { expand: ["amount"] });
    expect((await errorOf(refused)).message).toContain("cannot be expanded");
  });
});

describe("lists", () => {
  it("goes from page to page, newest first, and back", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 25; n++) {
      ids.unshift((await createIntent(world.stripe, { amount: 1000 + n })).id);
    }
    const first = await world.stripe.paymentIntents.list({ limit: 10 });
    expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 10));
    expect(first.has_more).toBe(true);
    const last = await world.stripe.paymentIntents.list({
      limit: 10,
      starting_after: ids[19] ?? "",
    });
    expect(last.data.map(({ id }) => id)).toEqual(ids.slice(20));
    expect(last.has_more).toBe(false);
    const before = await world.stripe.paymentIntents.list({
      limit: 5,
      ending_before: ids[10] ?? "",
    });
    expect(before.data.map(({ id }) => id)).toEqual(ids.slice(5, 10));
    expect(before.has_more).toBe(true);
    const all = await world.stripe.paymentIntents
      .list({ limit: 7 })
      .autoPagingToArray({ limit: 99 });
    expect(all.map(({ id }) => id)).toEqual(ids);
  });

  it("filters by time of creation", async () => {
    await createIntent(world.stripe);
    world.clock.nowMs += 60_000;
    const second = await createIntent(world.stripe);
    const page = await world.stripe.paymentIntents.list({ created: { gte: second.created } });
    expect(page.data.map(({ id }) => id)).toEqual([second.id]);
    const older = await world.stripe.paymentIntents.list({ created: { lt: second.created } });
    expect(older.data).toHaveLength(1);
  });

  it("refuses limits outside 1 to 100, both cursors at once, and a cursor that is not there", async () => {
    const { paymentIntents } = world.stripe;
    expect(await errorOf(paymentIntents.list({ limit: 101 }))).toMatchObject({ param: "limit" });
    expect(await errorOf(paymentIntents.list({ limit: 0 }))).toMatchObject({ param: "limit" });
    const both = paymentIntents.list({ starting_after: "pi_a", ending_before: "pi_b" });
    expect((await errorOf(both)).code).toBe("parameters_exclusive");
    const gone = paymentIntents.list({ starting_after: "pi_gone" });
    expect(await errorOf(gone)).toMatchObject({
      code: "resource_missing",
      param: "starting_after",
    });
  });
});

describe("Stripe-Version", () => {
  const old = { payment_method_types: ["card_present"], amount: 500, currency: "eur" };

  it("refuses payment_method_types on the current version", async () => {
    const refused = await errorOf(world.stripe.paymentIntents.create(old));
    expect(refused).toMatchObject({
      statusCode: 400,
      code: "payment_method_types_no_longer_supported",
      param: "payment_method_types",
    });
    const intent = await createIntent(world.stripe);
    const update = world.stripe.paymentIntents.update(intent.id, {
      payment_method_types: ["card_present"],
    } as never);
    expect((await errorOf(update)).code).toBe("payment_method_types_no_longer_supported");
  });

  it("takes payment_method_types on an older version", async () => {
    const older = stripeAt(world.sandbox, { apiVersion: "2025-09-30.clover" as never });
    const intent = await older.paymentIntents.create(old);
    expect(intent.payment_method_types).toEqual(["card_present"]);
    expect(intent.allowed_payment_method_types).toBeNull();
    expect(intent.lastResponse.apiVersion).toBe("2025-09-30.clover");
  });

  it("refuses a version that does not exist", async () => {
    const wrong = stripeAt(world.sandbox, { apiVersion: "yesterday" as never });
    expect((await errorOf(wrong.paymentIntents.list())).message).toContain("Invalid Stripe API");
  });
});
