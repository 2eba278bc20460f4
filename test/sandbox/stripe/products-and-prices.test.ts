import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StripeWorld } from "./support/stripe-world.ts";
import { errorOf, idOf, openStripeWorld } from "./support/stripe-world.ts";

let world: StripeWorld;

beforeEach(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.close());

describe("products", () => {
  it("makes a product with its first price, and opens that price on demand", async () => {
    const made = await world.stripe.products.create({
      name: "Flat white",
      default_price_data: { currency: "eur", unit_amount: 380 },
    });
    const product = await world.stripe.products.retrieve(made.id, { expand: ["default_price"] });
    expect(product).toMatchObject({ name: "Flat white", active: true, type: "service" });
    expect(product.default_price).toMatchObject({ unit_amount: 380, product: made.id });
    expect(world.sandbox.books().events.map(({ type }) => type)).toEqual([
      "product.created",
      "price.created",
    ]);
  });

  it("deletes a product without prices only, and takes an id of the shop's own once", async () => {
    const { products, prices } = world.stripe;
    await products.create({ id: "beans", name: "Beans" });
    expect(await errorOf(products.create({ id: "beans", name: "B" }))).toMatchObject({
      code: "resource_already_exists",
    });
    expect(await products.del("beans")).toMatchObject({ deleted: true });
    const { id } = await products.create({ name: "Tea" });
    await prices.create({ product: id, currency: "eur", unit_amount: 300 });
    expect(await errorOf(products.del(id))).toMatchObject({ statusCode: 400 });
    expect((await products.update(id, { active: false })).active).toBe(false);
    expect((await products.list({ active: true })).data).toEqual([]);
  });
});

describe("prices", () => {
  it("makes one-time and recurring prices, with a product in passing", async () => {
    const { prices } = world.stripe;
    const once = await prices.create({
      currency: "eur",
      unit_amount: 1250,
      product_data: { name: "Cup" },
    });
    expect(once).toMatchObject({ type: "one_time", recurring: null, unit_amount: 1250 });
    expect(once.unit_amount_decimal?.toString()).toBe("1250");
    const monthly = await prices.create({
      currency: "eur",
      unit_amount: 900,
      product: idOf(once.product),
      recurring: { interval: "month" },
    });
    expect(monthly).toMatchObject({
      type: "recurring",
      recurring: { interval: "month", interval_count: 1, usage_type: "licensed" },
    });
    const found = await prices.list({ type: "recurring", recurring: { interval: "month" } });
    expect(found.data.map(({ id }) => id)).toEqual([monthly.id]);
  });

  it("gives a lookup key to one price at a time", async () => {
    const { prices } = world.stripe;
    const given = { currency: "eur", product_data: { name: "Club" }, lookup_key: "club" };
    const old = await prices.create({ ...given, unit_amount: 900 });
    expect(await errorOf(prices.create({ ...given, unit_amount: 990 }))).toMatchObject({
      param: "lookup_key",
    });
    const next = await prices.create({ ...given, unit_amount: 990, transfer_lookup_key: true });
    const found = await prices.list({ lookup_keys: ["club"], expand: ["data.product"] });
    expect(found.data.map(({ id }) => id)).toEqual([next.id]);
    expect(found.data[0]?.product).toMatchObject({ name: "Club" });
    expect((await prices.retrieve(old.id)).lookup_key).toBeNull();
  });

  it("wants an amount and a product", async () => {
    const { prices } = world.stripe;
    const free = prices.create({ currency: "eur", product_data: { name: "Cup" } });
    expect(await errorOf(free)).toMatchObject({ code: "parameter_missing", param: "unit_amount" });
    const loose = prices.create({ currency: "eur", unit_amount: 100 });
    expect(await errorOf(loose)).toMatchObject({ code: "parameter_missing", param: "product" });
  });
});
