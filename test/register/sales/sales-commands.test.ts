import { describe, expect, it } from "vitest";
import type { NewProduct } from "../../../register/catalog/catalog.ts";
import { beans, kettle, openWorld, papers, products, type World } from "../../support/world.ts";

const names = (world: World) => world.sale().lines.map(({ name, quantity }) => [name, quantity]);

describe("salesCommands", () => {
  it("adds pieces of the same product to its line", () => {
    const world = openWorld();
    const { saleId } = world.sale();
    for (const code of [beans, papers, beans])
      world.act("sales.scan", { saleId, code, quantity: 1 });
    expect(names(world)).toEqual([
      ["House Espresso", 2],
      ["Filter papers 02", 1],
    ]);
  });

  it("opens a new line for a product whose line was discounted", () => {
    const world = openWorld();
    const { saleId } = world.sale();
    const scan = () => world.act("sales.scan", { saleId, code: kettle, quantity: 1 });
    const lineId = scan().lines[0]?.lineId ?? "";
    const terms = { kind: "percent", basisPoints: 1_000 } as const;
    world.act("sales.discount-line", {
      saleId,
      lineId: lineId as never,
      discount: { terms, reason: "ex-display" },
    });
    scan();
    expect(names(world)).toEqual([
      ["Gooseneck kettle", 1],
      ["Gooseneck kettle", 1],
    ]);
  });

  it("takes every change back, one by one, and no further", () => {
    const world = openWorld();
    const { saleId } = world.sale();
    world.act("sales.scan", { saleId, code: beans, quantity: 1 });
    const lineId = world.act("sales.scan", { saleId, code: papers, quantity: 1 }).lines[1]?.lineId;
    world.act("sales.remove-line", { saleId, lineId: lineId as never });
    world.act("sales.clear", { saleId });
    const undo = () =>
      world.refusal("sales.undo", { saleId }) === "ok" ? names(world).length : -1;
    expect([undo(), undo(), undo(), undo(), undo()]).toEqual([1, 2, 1, 0, -1]);
    expect(world.sale().canUndo).toBe(false);
  });

  it.each([
    ["sales.scan", { code: "4999999999999", quantity: 1 }, "unknown-code"],
    ["sales.scan", { code: "x".repeat(4_096), quantity: 1 }, "code-too-long"],
    ["sales.scan", { code: "x".repeat(4_097), quantity: 1 }, "bad-input"],
    ["sales.add", { productId: "prod_none", quantity: 1 }, "unknown-product"],
    ["sales.set-quantity", { lineId: "line_none", quantity: 2 }, "line-not-found"],
    ["sales.remove-line", { lineId: "line_none" }, "line-not-found"],
    [
      "sales.discount",
      { discount: { terms: { kind: "amount", minor: 1 }, reason: "loyalty" } },
      "sale-empty",
    ],
    ["sales.undo", {}, "nothing-to-undo"],
  ])("%s with %j answers %s", (command, input, refusal) => {
    const world = openWorld();
    expect(world.refusal(command, { saleId: world.sale().saleId, ...input })).toBe(refusal);
  });

  it("refuses a screen that still shows another sale", () => {
    const world = openWorld();
    const { saleId } = world.sale();
    world.sell(beans);
    expect(world.refusal("sales.scan", { saleId, code: beans, quantity: 1 })).toBe("sale-not-open");
  });

  it("keeps a line within 9,999 pieces and a discount within the price, B12", () => {
    const world = openWorld();
    const { saleId } = world.sale();
    const line = world.act("sales.scan", { saleId, code: beans, quantity: 9_999 }).lines[0];
    expect(world.refusal("sales.scan", { saleId, code: beans, quantity: 1 })).toBe(
      "quantity-too-large",
    );
    const lineId = line?.lineId;
    world.act("sales.set-quantity", { saleId, lineId: lineId as never, quantity: 1 });
    const discount = { terms: { kind: "amount", minor: 2_451 }, reason: "damaged" };
    expect(world.refusal("sales.discount-line", { saleId, lineId, discount })).toBe(
      "discount-too-large",
    );
    expect(world.refusal("sales.discount", { saleId, discount })).toBe("discount-too-large");
  });

  it("lets the sale's discount go with its last line, and gives it back with undo", () => {
    const world = openWorld();
    const { saleId } = world.sale();
    const lineId = world.act("sales.scan", { saleId, code: beans, quantity: 1 }).lines[0]?.lineId;
    const terms = { kind: "percent", basisPoints: 5_000 } as const;
    world.act("sales.discount", { saleId, discount: { terms, reason: "goodwill" } });
    world.act("sales.remove-line", { saleId, lineId: lineId as never });
    expect(world.act("sales.scan", { saleId, code: papers, quantity: 1 }).total.minor).toBe(690);
    world.act("sales.undo", { saleId });
    expect(world.act("sales.undo", { saleId }).total.minor).toBe(1_225);
    expect(world.refusal("sales.discount", { saleId, discount: null })).toBe("ok");
  });

  it("refuses a sale worth more than the ledger can say, B12", () => {
    const dear = {
      ...products[0],
      productId: "prod_dear",
      barcodes: ["111"],
      priceMinor: 999_999_999_999,
    };
    const world = openWorld({ products: [dear as NewProduct] });
    const { saleId } = world.sale();
    expect(world.refusal("sales.scan", { saleId, code: "111", quantity: 2 })).toBe(
      "sale-too-large",
    );
    expect(world.refusal("sales.scan", { saleId, code: "111", quantity: 1 })).toBe("ok");
  });

  it("takes the characters of SQL and patterns as text, B15", () => {
    const world = openWorld();
    for (const text of ["'); DROP TABLE product; --", '"*^:NEAR(', "%", "_", "[]", "\\"]) {
      expect(world.act("catalog.search", { text, limit: 50 })).toEqual([]);
    }
    expect(world.act("catalog.search", { text: "esp", limit: 50 })).toHaveLength(1);
  });
});
