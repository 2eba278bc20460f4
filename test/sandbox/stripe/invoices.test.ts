import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type Stripe from "stripe";
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

function keep(amount: number, more: Partial<Stripe.InvoiceItemCreateParams> = {}) {
  return stripe.invoiceItems.create({ customer, amount, currency: "eur", ...more });
}

function draft(more: Partial<Stripe.InvoiceCreateParams> = {}) {
  const pending_invoice_items_behavior = "include";
  return stripe.invoices.create({ customer, pending_invoice_items_behavior, ...more });
}

describe("invoice items", () => {
  it("wait for the customer's next bill, and go on it where that is asked for", async () => {
    const coffee = await keep(1_200, { description: "Coffee" });
    await keep(-200, { description: "Voucher" });
    await keep(500, { currency: "usd" });
    expect(coffee).toMatchObject({ invoice: null, quantity: 1, discountable: true });
    expect((await draft({ pending_invoice_items_behavior: "exclude" })).total).toBe(0);
    const bill = await draft({ currency: "eur" });
    expect(bill).toMatchObject({ total: 1_000, amount_due: 1_000, currency: "eur" });
    expect(bill.lines.data.map((line) => line.parent?.invoice_item_details?.invoice_item)).toEqual([
      coffee.id,
      expect.any(String),
    ]);
    const { data } = await stripe.invoiceItems.list({ customer, pending: true });
    expect(data.map(({ currency }) => currency)).toEqual(["usd"]);
  });

  it("change and leave a draft, and nothing else", async () => {
    const price = await stripe.prices.create({
      currency: "eur",
      unit_amount: 300,
      product_data: { name: "Scone" },
    });
    const bill = await draft();
    const item = await keep(0, {
      amount: undefined as unknown as number,
      currency: undefined as unknown as string,
      invoice: bill.id,
      pricing: { price: price.id },
      quantity: 2,
    });
    expect(item).toMatchObject({ amount: 600, description: "Scone" });
    await stripe.invoiceItems.update(item.id, { quantity: 3 });
    expect((await stripe.invoices.retrieve(bill.id)).total).toBe(900);
    const other = await keep(100, { invoice: bill.id });
    await stripe.invoiceItems.del(other.id);
    await stripe.invoices.finalizeInvoice(bill.id);
    expect((await stripe.invoices.retrieve(bill.id)).total).toBe(900);
    expect((await errorOf(stripe.invoiceItems.del(item.id))).code).toBe("invoice_not_editable");
    expect((await errorOf(keep(1, { invoice: bill.id }))).code).toBe("invoice_not_editable");
    const { data } = await stripe.invoices.listLineItems(bill.id);
    expect(data).toMatchObject([{ amount: 900, quantity: 3 }]);
  });
});

describe("invoices made by hand", () => {
  it("are drafts without a number until they are final", async () => {
    await keep(1_200);
    const bill = await draft({ description: "Tables" });
    expect(bill).toMatchObject({ status: "draft", number: null, billing_reason: "manual" });
    const final = await stripe.invoices.finalizeInvoice(bill.id);
    expect(final).toMatchObject({
      status: "open",
      number: expect.stringMatching(/-0001$/) as string,
    });
    expect((await errorOf(stripe.invoices.update(bill.id, { description: "x" }))).code).toBe(
      "invoice_not_editable",
    );
    await stripe.invoices.update(bill.id, { metadata: { table: "4" } });
    expect(eventTypes().slice(-3)).toEqual([
      "invoice.created",
      "invoice.finalized",
      "invoice.updated",
    ]);
  });

  it("are paid with a card, from a draft as well", async () => {
    const card = await stripe.paymentMethods.attach("pm_card_visa", { customer });
    await keep(1_200);
    const bill = await draft();
    const paid = await stripe.invoices.pay(bill.id, { payment_method: card.id });
    expect(paid).toMatchObject({ status: "paid", amount_paid: 1_200, amount_remaining: 0 });
    const [charge] = (await stripe.charges.list()).data;
    expect(charge).toMatchObject({ amount: 1_200, customer, status: "succeeded" });
    expect((await errorOf(stripe.invoices.pay(bill.id))).message).toContain("already paid");
  });

  it("stay open when the card is declined", async () => {
    const card = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
    await keep(1_200);
    const bill = await draft();
    const no = await errorOf(stripe.invoices.pay(bill.id, { payment_method: card.id }));
    expect(no.type).toBe("StripeCardError");
    expect((await stripe.invoices.retrieve(bill.id)).status).toBe("open");
    expect(eventTypes().at(-1)).toBe("invoice.payment_failed");
  });

  it("go on by themselves after an hour with auto_advance", async () => {
    const card = await stripe.paymentMethods.attach("pm_card_visa", { customer });
    await stripe.customers.update(customer, {
      invoice_settings: { default_payment_method: card.id },
    });
    await keep(1_200);
    const bill = await draft({ auto_advance: true });
    expect(bill.automatically_finalizes_at).toBe(bill.created + 3_600);
    await world.sandbox.control.advanceClock({ byMs: 3_599_000 });
    expect((await stripe.invoices.retrieve(bill.id)).status).toBe("draft");
    await world.sandbox.control.advanceClock({ byMs: 1_000 });
    expect((await stripe.invoices.retrieve(bill.id)).status).toBe("paid");
  });

  it("are sent to those who pay by a day, and to nobody else", async () => {
    await keep(1_200);
    const refused = await errorOf(draft({ collection_method: "send_invoice" }));
    expect(refused.param).toBe("days_until_due");
    const bill = await draft({ collection_method: "send_invoice", days_until_due: 7 });
    expect(bill.due_date).toBe(bill.created + 7 * 86_400);
    expect((await stripe.invoices.sendInvoice(bill.id)).status).toBe("open");
    expect(eventTypes().at(-1)).toBe("invoice.sent");
    expect((await errorOf(draft({ due_date: bill.created }))).param).toBe("days_until_due");
  });

  it("end without money: void, given up, deleted", async () => {
    await keep(1_200);
    const lost = await draft();
    await stripe.invoices.finalizeInvoice(lost.id);
    expect((await stripe.invoices.markUncollectible(lost.id)).status).toBe("uncollectible");
    expect(
      (await stripe.invoices.voidInvoice(lost.id)).status_transitions.voided_at,
    ).not.toBeNull();
    expect((await errorOf(stripe.invoices.voidInvoice(lost.id))).code).toBe("invoice_not_editable");
    const item = await keep(300);
    const gone = await draft();
    expect(await stripe.invoices.del(gone.id)).toMatchObject({ deleted: true });
    expect((await stripe.invoiceItems.retrieve(item.id)).invoice).toBeNull();
    expect((await errorOf(stripe.invoices.retrieve(gone.id))).statusCode).toBe(404);
    expect((await errorOf(stripe.invoices.del(lost.id))).code).toBe("invoice_not_editable");
  });
});
