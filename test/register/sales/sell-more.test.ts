import { describe, expect, it } from "vitest";
import type { Input } from "../../../contract/commands.ts";
import { ProductId } from "../../../contract/ids.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";
import { beans, openWorld, products } from "../../support/world.ts";

const cheese = ProductId.parse("prod_cheese");
const card = ProductId.parse("prod_card");
const deli = [
  ...products,
  {
    ...{ productId: cheese, name: "Brie", detail: "ripe", priceMinor: 2_440, taxCode: "B" },
    ...{ barcodes: ["2212345", "4006381333900"], keyPage: null, soldBy: "kg" as const },
  },
  {
    ...{ productId: card, name: "Repair", detail: "", priceMinor: 0, taxCode: "A" },
    ...{ barcodes: ["REPAIR"], keyPage: null, soldBy: "price" as const },
  },
];
const scaleLabels = [{ prefix: "22", itemDigits: 5, holds: "measure" }] as const;
const open = () => openWorld({ products: deli, shop: { scaleLabels } });

describe("what is weighed", () => {
  it("is added by its label, priced by its weight, and stands in the book so", () => {
    const world = open();
    const { saleId } = world.sale();
    world.act("sales.scan", { saleId, code: "2212345002504", quantity: 1 });
    const sale = world.act("sales.scan", { saleId, code: "2212345002504", quantity: 1 });
    // 0.250 kg at 24.40: two cuts are two lines.
    expect(sale.lines).toHaveLength(2);
    expect(sale.lines[0]).toMatchObject({
      quantity: 1,
      unitPrice: { minor: 610 },
      measure: { milli: 250, unit: "kg", perUnit: { minor: 2_440 } },
    });
    const { saleId: paid } = world.sell();
    const [line] = world.act("sales.detail", { saleId: paid }).receipt.lines;
    expect(line).toMatchObject({ measure: { milli: 250 }, total: { minor: 610 } });
  });

  it("asks for the weight where none is said, and is weighed anew", () => {
    const world = open();
    const { saleId } = world.sale();
    const add = { saleId, productId: cheese, quantity: 1 };
    expect(world.refusal("sales.add", add)).toBe("weight-needed");
    const sale = world.act("sales.add", { ...add, milli: 333 });
    const lineId = sale.lines[0]?.lineId as never;
    expect(sale.total.minor).toBe(813);
    expect(world.act("sales.set-measure", { saleId, lineId, milli: 500 }).total.minor).toBe(1_220);
    expect(world.act("sales.undo", { saleId }).total.minor).toBe(813);
    expect(world.refusal("sales.add", { ...add, milli: 1_000_001 })).toBe("bad-input");
  });

  it("refuses a weight for what is sold by the piece, and a price for what has one", () => {
    const world = open();
    const { saleId } = world.sale();
    const [line] = world.act("sales.scan", { saleId, code: beans, quantity: 1 }).lines;
    const measured = { saleId, lineId: line?.lineId, milli: 500 };
    expect(world.refusal("sales.set-measure", measured)).toBe("line-not-measured");
    const add = { saleId, productId: cheese, quantity: 1, priceMinor: 1 };
    expect(world.refusal("sales.add", add)).toBe("price-not-open");
  });
});

describe("a price that the clerk says", () => {
  it("is asked for, and taken", () => {
    const world = open();
    const { saleId } = world.sale();
    const add = { saleId, productId: card, quantity: 1 };
    expect(world.refusal("sales.add", add)).toBe("price-needed");
    expect(world.act("sales.add", { ...add, priceMinor: 4_500 }).total.minor).toBe(4_500);
  });
});

describe("sales.override-price", () => {
  it("needs a manager's yes from a clerk, and keeps the catalog's price and the reason", () => {
    const world = open();
    const { saleId } = world.sale();
    const [line] = world.act("sales.scan", { saleId, code: beans, quantity: 2 }).lines;
    const override = { minor: 2_000, reason: "price-match" } as const;
    const input: Input<"sales.override-price"> = {
      saleId,
      lineId: line?.lineId as never,
      override,
    };
    expect(world.refusal("sales.override-price", input)).toBe("needs-approval");
    const approval = { command: "sales.override-price", input, pin: "2222" };
    world.act("people.approve", { ...approval, userId: "user_jonas" as never });
    expect(world.act("sales.override-price", input)).toMatchObject({
      total: { minor: 4_000 },
      lines: [{ override: { original: { minor: 2_450 }, reason: "price-match" } }],
    });
    // Another piece at the catalog's price stands apart.
    expect(world.act("sales.scan", { saleId, code: beans, quantity: 1 }).lines).toHaveLength(2);
    const { saleId: paid } = world.sell();
    expect(world.act("sales.detail", { saleId: paid }).receipt.lines[0]).toMatchObject({
      override: { original: { minor: 2_450 } },
      total: { minor: 4_000 },
    });
  });

  it("brings the catalog's price back", () => {
    const rights = { clerk: { "sales.override-price": "allowed" } } as const;
    const people = { ...demoShop.people, rights };
    const world = openWorld({ products: deli, config: { people } });
    const { saleId } = world.sale();
    const added = world.act("sales.add", { saleId, productId: cheese, quantity: 1, milli: 500 });
    const lineId = added.lines[0]?.lineId as never;
    const change = (override: Input<"sales.override-price">["override"]) =>
      world.act("sales.override-price", { saleId, lineId, override });
    change({ minor: 2_000, reason: "agreed" });
    expect(change({ minor: 1_000, reason: "damaged" })).toMatchObject({
      total: { minor: 500 },
      lines: [{ override: { original: { minor: 2_440 } } }],
    });
    const back = change(null);
    expect(back.total.minor).toBe(1_220);
    expect(back.lines[0]).not.toHaveProperty("override");
  });
});

describe("notes and customers", () => {
  it("B14: keep markup as the text that it is, outside the book", () => {
    const world = open();
    const { saleId } = world.sale();
    const text = "<img src=x onerror=alert(1)> javascript:alert(1)";
    world.act("sales.scan", { saleId, code: beans, quantity: 1 });
    const lineId = world.sale().lines[0]?.lineId as never;
    world.act("sales.set-note", { saleId, lineId, text: "for the window" });
    expect(world.act("sales.set-note", { saleId, lineId: null, text })).toMatchObject({
      note: text,
      lines: [{ note: "for the window" }],
    });
    expect(world.refusal("sales.set-note", { saleId, lineId: null, text: "a\u0007b" })).toBe(
      "bad-input",
    );
    world.act("sales.set-customer", { saleId, customer: { name: text, email: null } });
    const { saleId: paid } = world.sell();
    const detail = world.act("sales.detail", { saleId: paid });
    expect(detail).toMatchObject({ note: text, customer: { name: text } });
    expect(JSON.stringify(detail.entries)).not.toContain("onerror");
  });

  it("names a customer by an id in the book, and forgets who that was", () => {
    const world = open();
    const { saleId } = world.sale();
    world.act("sales.scan", { saleId, code: beans, quantity: 1 });
    const customer = { name: "Ünal Öztürk", email: "unal@example.com" };
    const sale = world.act("sales.set-customer", { saleId, customer });
    const customerId = sale.customer?.customerId as never;
    const { saleId: paid } = world.sell();
    expect(world.act("customers.find", { text: "ozt", limit: 5 })).toEqual([
      { customerId, ...customer },
    ]);
    const after = world.restart();
    expect(after.refusal("customers.erase", { customerId })).toBe("not-allowed");
    after.act("people.sign-in", { userId: "user_jonas" as never, pin: "2222" });
    after.act("customers.erase", { customerId });
    expect(after.act("sales.detail", { saleId: paid }).customer).toEqual({
      ...{ customerId, name: null, email: null },
    });
    expect(after.act("customers.find", { text: "unal@example.com", limit: 5 })).toEqual([]);
    expect(after.refusal("customers.erase", { customerId })).toBe("customer-not-found");
  });

  it("knows the same e-mail again, and takes the customer off the sale", () => {
    const world = open();
    const { saleId } = world.sale();
    const put = (name: string) =>
      world.act("sales.set-customer", { saleId, customer: { name, email: "a@example.com" } });
    expect(put("Ann Lee").customer?.customerId).toBe(put("Ann Ley").customer?.customerId);
    expect(world.act("sales.set-customer", { saleId, customer: null })).not.toHaveProperty(
      "customer",
    );
    const unknown = { saleId, customer: { customerId: "customer_none" } };
    expect(world.refusal("sales.set-customer", unknown)).toBe("customer-not-found");
  });
});
