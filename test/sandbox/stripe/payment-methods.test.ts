import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StripeWorld } from "./support/stripe-world.ts";
import {
  errorOf,
  idOf,
  openStripeWorld,
  payByCard,
  registerReader,
} from "./support/stripe-world.ts";

let world: StripeWorld;

beforeEach(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.close());

const card = (number: string) => ({
  type: "card" as const,
  card: { number, exp_month: 12, exp_year: 2034, cvc: "123" },
});

describe("payment methods", () => {
  it("makes one from a number, and shows no more than the last four digits", async () => {
    const method = await world.stripe.paymentMethods.create({
      ...card("5555 5555 5555 4444"),
      billing_details: { name: "Ana", address: { country: "IE" } },
    });
    expect(method).toMatchObject({
      object: "payment_method",
      type: "card",
      customer: null,
      billing_details: { name: "Ana", address: { country: "IE", city: null } },
      card: { brand: "mastercard", last4: "4444", exp_year: 2034, checks: { cvc_check: "pass" } },
    });
    expect(JSON.stringify(method)).not.toContain("55555555");
  });

  it.each([
    ["4242424242424241", "incorrect_number"],
    ["4000001234567899", "card_declined"],
  ])("refuses %s as %s", async (number, code) => {
    const refused = await errorOf(world.stripe.paymentMethods.create(card(number)));
    expect(refused).toMatchObject({ type: "StripeCardError", statusCode: 402, code });
  });

  it("refuses a date that has passed and a security code of two digits", async () => {
    const past = { ...card("4242424242424242").card, exp_month: 10, exp_year: 2026 };
    const old = world.stripe.paymentMethods.create({ type: "card", card: past });
    expect((await errorOf(old)).code).toBe("invalid_expiry_year");
    const short = { ...card("4242424242424242").card, cvc: "12" };
    const bad = world.stripe.paymentMethods.create({ type: "card", card: short });
    expect((await errorOf(bad)).code).toBe("invalid_cvc");
  });

  it("ties a named test card to a customer, lists it, and lets it go", async () => {
    const { customers, paymentMethods } = world.stripe;
    const { id } = await customers.create({ name: "Ana" });
    const method = await paymentMethods.attach("pm_card_amex", { customer: id });
    expect(method.id).toMatch(/^pm_1/);
    expect(method).toMatchObject({ customer: id, card: { brand: "amex", last4: "0005" } });
    const twice = paymentMethods.attach(method.id, { customer: id });
    expect(await errorOf(twice)).toMatchObject({ statusCode: 400 });
    expect((await paymentMethods.list({ customer: id, type: "card" })).data).toHaveLength(1);
    const own = await customers.listPaymentMethods(id, { expand: ["data.customer"] });
    expect(own.data[0]?.customer).toMatchObject({ id, name: "Ana" });
    expect((await customers.retrievePaymentMethod(id, method.id)).id).toBe(method.id);

    expect((await paymentMethods.detach(method.id)).customer).toBeNull();
    expect((await paymentMethods.list({ customer: id })).data).toEqual([]);
    expect(world.sandbox.books().events.map(({ type }) => type)).toEqual([
      "customer.created",
      "payment_method.attached",
      "payment_method.detached",
    ]);
  });

  it("asks the bank at the attachment, so that a declined card is refused there", async () => {
    const { id } = await world.stripe.customers.create();
    const attach = world.stripe.paymentMethods.attach("pm_card_chargeDeclined", { customer: id });
    expect(await errorOf(attach)).toMatchObject({
      type: "StripeCardError",
      code: "card_declined",
      decline_code: "generic_decline",
    });
    const later = await world.stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: id,
    });
    expect(later.customer).toBe(id);
  });

  it("never attaches a card that a reader saw", async () => {
    const reader = await registerReader(world.stripe);
    const paid = await payByCard(world.stripe, reader.id);
    const { id } = await world.stripe.customers.create();
    const attach = world.stripe.paymentMethods.attach(idOf(paid.payment_method), {
      customer: id,
    });
    expect((await errorOf(attach)).code).toBe("payment_method_unsupported_type");
  });
});
