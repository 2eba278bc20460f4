import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { payOnPage } from "./support/pay-page.ts";
import type { StripeWorld } from "./support/stripe-world.ts";
import { errorOf, idOf, openStripeWorld } from "./support/stripe-world.ts";

let world: StripeWorld;

beforeEach(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.close());

const DAY_MS = 24 * 60 * 60 * 1000;
const eventTypes = () => world.sandbox.books().events.map(({ type }) => type);
const countOf = (type: string) => eventTypes().filter((each) => each === type).length;

async function customerWith(card: string) {
  const { customers, paymentMethods } = world.stripe;
  const { id } = await customers.create({ email: "ana@example.com" });
  const method = await paymentMethods.attach(card, { customer: id });
  return customers.update(id, { invoice_settings: { default_payment_method: method.id } });
}

function monthly() {
  return world.stripe.prices.create({
    currency: "eur",
    unit_amount: 900,
    recurring: { interval: "month" },
    product_data: { name: "Coffee club" },
  });
}

async function subscribe(card = "pm_card_visa") {
  const [customer, price] = await Promise.all([customerWith(card), monthly()]);
  return world.stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    metadata: { club: "gold" },
  });
}

describe("subscriptions", () => {
  it("begins with a paid bill", async () => {
    const made = await subscribe();
    const subscription = await world.stripe.subscriptions.retrieve(made.id, {
      expand: ["latest_invoice", "items.data.price.product", "customer"],
    });
    expect(subscription).toMatchObject({
      status: "active",
      cancel_at_period_end: false,
      customer: { email: "ana@example.com" },
      latest_invoice: {
        status: "paid",
        amount_paid: 900,
        amount_remaining: 0,
        billing_reason: "subscription_create",
        parent: { subscription_details: { subscription: made.id, metadata: { club: "gold" } } },
        lines: { data: [{ amount: 900, description: "1 × Coffee club" }] },
      },
    });
    expect(subscription.items.data[0]?.price.product).toMatchObject({ name: "Coffee club" });
    expect(eventTypes()).toContain("invoice.paid");
    expect(eventTypes()).toContain("customer.subscription.created");
  });

  it("renews itself by the clock, a month later in the same minute", async () => {
    const made = await subscribe();
    world.clock.nowMs += 31 * DAY_MS;
    const renewed = await world.stripe.subscriptions.retrieve(made.id);
    expect(countOf("invoice.paid")).toBe(2);
    const [item] = renewed.items.data;
    expect(new Date((item?.current_period_start ?? 0) * 1000).toISOString()).toBe(
      "2026-12-22T10:00:00.000Z",
    );
    const bills = await world.stripe.invoices.list({ subscription: made.id });
    expect(bills.data.map(({ billing_reason }) => billing_reason)).toEqual([
      "subscription_cycle",
      "subscription_create",
    ]);
    expect(countOf("customer.subscription.updated")).toBe(1);
  });

  it("falls behind when the card fails, and is over after the last attempt", async () => {
    const made = await subscribe();
    const customer = idOf(made.customer);
    const bad = await world.stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer,
    });
    await world.stripe.subscriptions.update(made.id, { default_payment_method: bad.id });
    world.clock.nowMs += 31 * DAY_MS;
    const late = await world.stripe.subscriptions.retrieve(made.id, {
      expand: ["latest_invoice"],
    });
    expect(late).toMatchObject({
      status: "past_due",
      latest_invoice: { status: "open", attempt_count: 1 },
    });
    world.clock.nowMs += 20 * DAY_MS;
    expect((await world.stripe.subscriptions.retrieve(made.id)).status).toBe("canceled");
    expect(countOf("invoice.payment_failed")).toBe(4);
    expect(countOf("customer.subscription.deleted")).toBe(1);
    world.clock.nowMs += 60 * DAY_MS;
    await world.stripe.subscriptions.retrieve(made.id);
    expect(countOf("invoice.created")).toBe(2);
  });

  it("comes back when its open bill is paid with another card", async () => {
    const made = await subscribe();
    const bad = await world.stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: idOf(made.customer),
    });
    await world.stripe.subscriptions.update(made.id, { default_payment_method: bad.id });
    world.clock.nowMs += 31 * DAY_MS;
    const late = await world.stripe.subscriptions.retrieve(made.id);
    const bill = idOf(late.latest_invoice);
    expect(await errorOf(world.stripe.invoices.pay(bill))).toMatchObject({ statusCode: 402 });
    const paid = await world.stripe.invoices.pay(bill, { payment_method: "pm_card_visa" });
    expect(paid.status).toBe("paid");
    expect((await world.stripe.subscriptions.retrieve(made.id)).status).toBe("active");
  });

  it("ends at once, or at the end of its period", async () => {
    const now = await subscribe();
    expect((await world.stripe.subscriptions.cancel(now.id)).status).toBe("canceled");
    const later = await subscribe();
    await world.stripe.subscriptions.update(later.id, { cancel_at_period_end: true });
    world.clock.nowMs += 31 * DAY_MS;
    expect((await world.stripe.subscriptions.retrieve(later.id)).status).toBe("canceled");
    expect(countOf("customer.subscription.deleted")).toBe(2);
    expect((await world.stripe.subscriptions.list()).data).toEqual([]);
    expect((await world.stripe.subscriptions.list({ status: "all" })).data).toHaveLength(2);
  });

  it("is incomplete, or not made at all, when its first payment fails", async () => {
    const made = await subscribe("pm_card_chargeCustomerFail");
    expect(made.status).toBe("incomplete");
    expect(countOf("invoice.payment_failed")).toBe(1);
    const bare = await world.stripe.customers.create();
    const price = await monthly();
    const without = world.stripe.subscriptions.create({
      customer: bare.id,
      items: [{ price: price.id }],
    });
    expect((await errorOf(without)).message).toContain("no attached payment source");
  });
});

describe("checkout in mode subscription", () => {
  it("makes the customer, the subscription and its first bill", async () => {
    const price = await monthly();
    const session = await world.stripe.checkout.sessions.create({
      mode: "subscription",
      line_items: [{ price: price.id, quantity: 1 }],
      subscription_data: { metadata: { club: "gold" } },
      success_url: "https://shop.example/thanks",
    });
    expect((await payOnPage(world, session.id)).step).toBe("done");
    const done = await world.stripe.checkout.sessions.retrieve(session.id, {
      expand: ["subscription", "invoice", "customer"],
    });
    expect(done).toMatchObject({
      status: "complete",
      payment_status: "paid",
      payment_intent: null,
      customer: { email: "ana@example.com" },
      subscription: { status: "active", metadata: { club: "gold" } },
      invoice: { status: "paid", amount_paid: 900 },
    });
    world.clock.nowMs += 31 * DAY_MS;
    await world.stripe.subscriptions.retrieve(idOf(done.subscription));
    expect(countOf("invoice.paid")).toBe(2);
  });

  it("begins with a trial when it is asked to", async () => {
    const price = await monthly();
    const { id } = await world.stripe.checkout.sessions.create({
      mode: "subscription",
      line_items: [{ price: price.id, quantity: 1 }],
      subscription_data: { trial_period_days: 7 },
      success_url: "https://shop.example/thanks",
    });
    expect(await payOnPage(world, id)).toMatchObject({ step: "done", amount: 0 });
    const done = await world.stripe.checkout.sessions.retrieve(id, { expand: ["subscription"] });
    expect(done).toMatchObject({
      payment_status: "no_payment_required",
      subscription: { status: "trialing" },
    });
    expect(world.sandbox.books().charges).toEqual([]);
    world.clock.nowMs += 8 * DAY_MS;
    const begun = await world.stripe.subscriptions.retrieve(idOf(done.subscription));
    expect(begun.status).toBe("active");
    expect(world.sandbox.books().charges).toHaveLength(1);
  });
});

describe("trials", () => {
  async function trial(
    days: number,
    then: "cancel" | "create_invoice" | "pause",
    customer: { id: string } | null = null,
  ) {
    const price = await monthly();
    return world.stripe.subscriptions.create({
      customer: (customer ?? (await world.stripe.customers.create())).id,
      items: [{ price: price.id }],
      trial_period_days: days,
      trial_settings: { end_behavior: { missing_payment_method: then } },
    });
  }

  it("are told of three days before their end, a short one at once", async () => {
    await trial(1, "pause");
    expect(eventTypes().at(-1)).toBe("customer.subscription.trial_will_end");
    await trial(7, "pause");
    expect(countOf("customer.subscription.trial_will_end")).toBe(1);
    await world.sandbox.control.advanceClock({ byMs: 4 * DAY_MS });
    expect(countOf("customer.subscription.trial_will_end")).toBe(2);
  });

  it("end as agreed on where nobody gave a card, at once as well", async () => {
    const paused = await trial(7, "pause");
    const ended = await trial(7, "cancel");
    const { status } = await world.stripe.subscriptions.update(paused.id, { trial_end: "now" });
    expect(status).toBe("paused");
    await world.sandbox.control.advanceClock({ byMs: 7 * DAY_MS });
    expect((await world.stripe.subscriptions.retrieve(ended.id)).status).toBe("canceled");
    expect(countOf("customer.subscription.paused")).toBe(1);
    const { paymentMethods, subscriptions } = world.stripe;
    expect((await errorOf(subscriptions.resume(paused.id))).message).toContain("no attached");
    const card = await paymentMethods.attach("pm_card_visa", { customer: idOf(paused.customer) });
    await subscriptions.update(paused.id, { default_payment_method: card.id });
    expect((await subscriptions.resume(paused.id)).status).toBe("active");
    expect(eventTypes().at(-1)).toBe("customer.subscription.resumed");
    expect((await errorOf(subscriptions.resume(paused.id))).statusCode).toBe(400);
    const kept = await trial(7, "pause", await customerWith("pm_card_visa"));
    const begun = await world.stripe.subscriptions.update(kept.id, { trial_end: "now" });
    expect(begun.status).toBe("active");
  });
});
