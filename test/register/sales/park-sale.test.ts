import { describe, expect, it } from "vitest";
import { openDayWorld } from "../../support/day.ts";
import { beans, kettle, openWorld, papers, type World } from "../../support/world.ts";

function parkOne(world: World, code: string, label = "") {
  const { saleId } = world.sale();
  world.act("sales.scan", { saleId, code, quantity: 1 });
  world.act("sales.park", { saleId, label });
  return saleId;
}

describe("sales.park", () => {
  it("sets the sale aside as it is, and an empty one opens", () => {
    const world = openWorld();
    const { saleId } = world.sale();
    world.act("sales.scan", { saleId, code: beans, quantity: 3 });
    const terms = { kind: "percent", basisPoints: 1_000 } as const;
    world.act("sales.discount", { saleId, discount: { terms, reason: "loyalty" } });
    const before = world.sale();
    expect(world.act("sales.park", { saleId, label: "red bag" }).lines).toEqual([]);
    const [parked] = world.act("sales.parked", {});
    expect(parked).toMatchObject({ label: "red bag", by: "Mara", sale: before });
    expect(world.act("register.view", {}).lanes).toEqual([]);
  });

  it("gives it back after a restart, at the prices it had", () => {
    const world = openWorld();
    const saleId = parkOne(world, beans);
    const after = world.restart();
    expect(after.act("day.view", {}).parkedCount).toBe(1);
    expect(after.act("sales.recall", { saleId })).toMatchObject({ saleId, itemCount: 1 });
    expect(after.act("sales.parked", {})).toEqual([]);
    expect(after.sell().total.minor).toBe(2_450);
  });

  it("takes other words for it, which stay over a restart", () => {
    const world = openWorld();
    const saleId = parkOne(world, beans);
    const named = world.act("sales.rename-parked", { saleId, label: " red bag " });
    expect(named).toMatchObject([{ label: "red bag" }]);
    const after = world.restart();
    expect(after.act("sales.parked", {})).toEqual(named);
    after.act("sales.recall", { saleId });
    expect(after.refusal("sales.rename-parked", { saleId, label: "" })).toBe("sale-not-parked");
  });

  it("keeps several, oldest first", () => {
    const world = openWorld();
    const ids = [beans, papers, kettle].map((code) => parkOne(world, code));
    expect(world.act("sales.parked", {}).map(({ sale }) => sale.saleId)).toEqual(ids);
    expect(world.events.filter(({ event }) => event === "day-changed")).toHaveLength(3);
  });

  it("refuses what is not the open sale, is empty, or would push a sale away", () => {
    const world = openWorld();
    const { saleId } = world.sale();
    expect(world.refusal("sales.park", { saleId, label: "" })).toBe("sale-empty");
    expect(world.refusal("sales.park", { saleId: "sale_other", label: "" })).toBe("sale-not-open");
    expect(world.refusal("sales.park", { saleId, label: "x".repeat(41) })).toBe("bad-input");
    const parked = parkOne(world, beans);
    expect(world.refusal("sales.recall", { saleId: "sale_other" })).toBe("sale-not-parked");
    world.act("sales.scan", { saleId: world.sale().saleId, code: papers, quantity: 1 });
    expect(world.refusal("sales.recall", { saleId: parked })).toBe("sale-not-empty");
  });

  it("gives a parked sale up by an entry that moves nothing", () => {
    const { world } = openDayWorld({ isSessionRequired: false });
    const saleId = parkOne(world, beans);
    expect(world.act("sales.void-parked", { saleId, reason: "did not come back" })).toEqual([]);
    expect(world.refusal("sales.void-parked", { saleId, reason: "again" })).toBe("sale-not-parked");
    const { voided, sales } = world.act("day.x-report", {}).day;
    expect(voided).toEqual({ count: 1, totalMinor: 2_450 });
    expect(sales.count).toBe(0);
  });
});
