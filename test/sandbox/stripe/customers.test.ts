import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StripeWorld } from "./support/stripe-world.ts";
import { errorOf, openStripeWorld } from "./support/stripe-world.ts";

let world: StripeWorld;

beforeEach(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.close());

const eventTypes = () => world.sandbox.books().events.map(({ type }) => type);

describe("customers", () => {
  it("keeps what it is told, changes it, and unsets it with an empty string", async () => {
    const made = await world.stripe.customers.create({
      email: "ana@example.com",
      name: "Ana",
      address: { line1: "1 Quay", city: "Galway", country: "IE" },
      metadata: { till: "1" },
    });
    expect(made.id).toMatch(/^cus_[A-Za-z0-9]{14}$/);
    expect(made).toMatchObject({
      object: "customer",
      email: "ana@example.com",
      address: { line1: "1 Quay", line2: null },
      balance: 0,
      invoice_settings: { default_payment_method: null },
    });
    const changed = await world.stripe.customers.update(made.id, {
      address: "",
      phone: "+353 1",
      metadata: { club: "gold" },
    });
    expect(changed).toMatchObject({
      address: null,
      name: "Ana",
      phone: "+353 1",
      metadata: { till: "1", club: "gold" },
    });
    expect(eventTypes()).toEqual(["customer.created", "customer.updated"]);
    const [, told] = world.sandbox.books().events;
    expect(told?.data.previous_attributes).toEqual({
      ...{ address: made.address, phone: null, metadata: { club: null } },
    });
  });

  it("lists by e-mail address and forgets who was deleted", async () => {
    const ana = await world.stripe.customers.create({ email: "ana@example.com" });
    await world.stripe.customers.create({ email: "bo@example.com" });
    const found = await world.stripe.customers.list({ email: "ana@example.com" });
    expect(found.data.map(({ id }) => id)).toEqual([ana.id]);

    expect(await world.stripe.customers.del(ana.id)).toMatchObject({ id: ana.id, deleted: true });
    expect(await world.stripe.customers.retrieve(ana.id)).toMatchObject({ deleted: true });
    expect((await world.stripe.customers.list()).data).toHaveLength(1);
    const update = world.stripe.customers.update(ana.id, { name: "Ana" });
    expect(await errorOf(update)).toMatchObject({ statusCode: 404, code: "resource_missing" });
    expect(eventTypes().at(-1)).toBe("customer.deleted");
  });

  it("refuses what Stripe does not know, and says so of what is not built", async () => {
    const odd = world.stripe.customers.create({ nickname: "A" } as never);
    expect(await errorOf(odd)).toMatchObject({ code: "parameter_unknown", param: "nickname" });
    const later = world.stripe.customers.create({ test_clock: "clock_1" });
    expect(await errorOf(later)).toMatchObject({ code: "sandbox_not_built" });
  });
});
