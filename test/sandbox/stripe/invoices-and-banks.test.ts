import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type Stripe from "stripe";
import { DAY_MS } from "./support/money-world.ts";
import { answerBank } from "./support/pay-page.ts";
import type { StripeWorld } from "./support/stripe-world.ts";
import { errorOf, openStripeWorld } from "./support/stripe-world.ts";

let world: StripeWorld;
let stripe: Stripe;
let customer: string;

beforeEach(async () => {
  world = await openStripeWorld();
  stripe = world.stripe;
  customer = (await stripe.customers.create({ email: "ana@example.com", name: "Ana" })).id;
});
afterEach(() => world.close());

const eventTypes = () => world.sandbox.books().events.map(({ type }) => type);

async function useCard(name: string): Promise<string> {
  const { id } = await stripe.paymentMethods.attach(name, { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
  return id;
}

/** A bill over 12.00 whose card's bank wants to hear of its owner. */
async function waitingBill(card = "pm_card_threeDSecure2Required") {
  await useCard(card);
  await stripe.invoiceItems.create({ customer, amount: 1_200, currency: "eur" });
  const { id } = await stripe.invoices.create({
    customer,
    pending_invoice_items_behavior: "include",
  });
  const refused = await errorOf(stripe.invoices.pay(id));
  const [intent] = (await stripe.paymentIntents.list({ customer })).data;
  return { id, refused, intent: intent?.id ?? "" };
}

describe("an invoice whose bank asks for its customer", () => {
  it("stays open with a payment that waits, and says where it goes on", async () => {
    const { id, refused, intent } = await waitingBill();
    expect(refused).toMatchObject({
      statusCode: 402,
      code: "invoice_payment_intent_requires_action",
      payment_intent: { id: intent, status: "requires_action" },
    });
    expect(await stripe.invoices.retrieve(id)).toMatchObject({
      status: "open",
      attempted: true,
      attempt_count: 1,
      amount_remaining: 1_200,
      hosted_invoice_url: `${world.sandbox.url}/c/3ds/${intent}`,
    });
    expect(eventTypes().slice(-2)).toEqual([
      "payment_intent.requires_action",
      "invoice.payment_action_required",
    ]);
    expect((await stripe.charges.list()).data).toEqual([]);
  });

  it("is paid when its customer has answered the bank", async () => {
    const { id, intent } = await waitingBill();
    await answerBank(world, intent, "complete");
    expect(await stripe.invoices.retrieve(id)).toMatchObject({
      status: "paid",
      amount_paid: 1_200,
      attempt_count: 1,
      hosted_invoice_url: null,
    });
    expect(eventTypes().filter((type) => type.startsWith("invoice.pa"))).toEqual([
      "invoice.payment_action_required",
      "invoice.paid",
      "invoice.payment_succeeded",
    ]);
  });

  it("stays open when the customer fails, or the bank declines after all", async () => {
    const failed = await waitingBill();
    await answerBank(world, failed.intent, "fail");
    const declined = await waitingBill("pm_card_threeDSecureRequiredChargeDeclined");
    await answerBank(world, declined.intent, "complete");
    for (const { id } of [failed, declined]) {
      const bill = await stripe.invoices.retrieve(id);
      expect(bill).toMatchObject({ status: "open", hosted_invoice_url: null });
    }
    expect(eventTypes().filter((type) => type === "invoice.payment_failed")).toHaveLength(2);
    expect(eventTypes()).not.toContain("invoice.paid");
  });

  it("is paid with another card by the same payment, over the bill or the payment", async () => {
    const first = await waitingBill();
    await stripe.invoices.pay(first.id, { payment_method: "pm_card_visa" });
    const second = await waitingBill();
    await stripe.paymentIntents.confirm(second.intent, { payment_method: "pm_card_visa" });
    for (const { id, intent } of [first, second]) {
      expect((await stripe.invoices.retrieve(id)).status).toBe("paid");
      expect((await stripe.paymentIntents.retrieve(intent)).status).toBe("succeeded");
    }
    expect((await stripe.paymentIntents.list({ customer })).data).toHaveLength(2);
  });

  it("takes its payment with it when it is void, or paid another way", async () => {
    const lost = await waitingBill();
    const no = await errorOf(stripe.paymentIntents.cancel(lost.intent));
    expect(no.code).toBe("payment_intent_unexpected_state");
    await stripe.invoices.voidInvoice(lost.id);
    const cash = await waitingBill();
    await stripe.invoices.pay(cash.id, { paid_out_of_band: true });
    for (const { intent } of [lost, cash]) {
      expect(await stripe.paymentIntents.retrieve(intent)).toMatchObject({
        status: "canceled",
        cancellation_reason: "void_invoice",
        next_action: null,
      });
    }
  });
});

describe("a subscription whose bank asks for its customer", () => {
  async function subscribe(more: Partial<Stripe.SubscriptionCreateParams> = {}) {
    const price = await stripe.prices.create({
      currency: "eur",
      unit_amount: 900,
      recurring: { interval: "month" },
      product_data: { name: "Beans" },
    });
    return stripe.subscriptions.create({ customer, items: [{ price: price.id }], ...more });
  }

  it("is incomplete until the first bill is paid, and is renewed from then on", async () => {
    await useCard("pm_card_threeDSecure2Required");
    const made = await subscribe();
    expect(made.status).toBe("incomplete");
    const [intent] = (await stripe.paymentIntents.list({ customer })).data;
    await answerBank(world, intent?.id ?? "", "complete");
    expect((await stripe.subscriptions.retrieve(made.id)).status).toBe("active");
    await useCard("pm_card_visa");
    world.clock.nowMs += 31 * DAY_MS;
    await stripe.subscriptions.retrieve(made.id);
    expect(eventTypes().filter((type) => type === "invoice.paid")).toHaveLength(2);
  });

  it("is not begun at all where that was asked for", async () => {
    await useCard("pm_card_threeDSecure2Required");
    const no = await errorOf(subscribe({ payment_behavior: "error_if_incomplete" }));
    expect(no).toMatchObject({ statusCode: 402, code: "authentication_required" });
    expect(eventTypes()).not.toContain("invoice.payment_action_required");
  });

  it("falls behind at a renewal, is asked again, and comes back", async () => {
    await useCard("pm_card_visa");
    const made = await subscribe();
    await useCard("pm_card_threeDSecure2Required");
    world.clock.nowMs += 35 * DAY_MS;
    expect((await stripe.subscriptions.retrieve(made.id)).status).toBe("past_due");
    const asked = eventTypes().filter((type) => type === "invoice.payment_action_required");
    expect(asked).toHaveLength(2);
    const [intent] = (await stripe.paymentIntents.list({ customer })).data;
    await answerBank(world, intent?.id ?? "", "complete");
    expect((await stripe.subscriptions.retrieve(made.id)).status).toBe("active");
    expect((await stripe.paymentIntents.list({ customer })).data).toHaveLength(2);
  });
});
