import { describe, expect, it } from "vitest";
import { jonas, openPeopleWorld } from "../../support/people.ts";
import { beans, openWorld } from "../../support/world.ts";

describe("receipts.reprint", () => {
  it("answers the receipt as a copy with the next number, over restarts too, F40", () => {
    const world = openWorld();
    const receipt = world.sell(beans);
    const { saleId } = receipt;
    expect(world.act("receipts.reprint", { saleId })).toEqual({ receipt, copyNumber: 1 });
    const after = world.restart();
    expect(after.act("receipts.reprint", { saleId }).copyNumber).toBe(2);
    expect(after.act("day.x-report", {}).day.audit.reprints).toBe(2);
  });

  it("writes who asked for it, and moves nothing", () => {
    const { world } = openPeopleWorld();
    const { saleId } = world.sell(beans);
    world.act("receipts.reprint", { saleId });
    world.act("people.sign-in", jonas);
    const log = world.act("people.activity", { beforeSeq: null, limit: 20 });
    expect(log.find(({ what }) => what === "receipt-reprinted")).toMatchObject({
      who: "Mara",
      facts: [{ kind: "copy", number: 1 }],
    });
    const { entries } = world.act("sales.detail", { saleId });
    expect(entries.at(-1)).toMatchObject({ type: "receipt-reprinted", postings: [] });
  });

  it("knows no receipt of a sale that is not completed", () => {
    const world = openWorld();
    const { saleId } = world.sale();
    expect(world.refusal("receipts.reprint", { saleId })).toBe("sale-not-found");
  });
});
