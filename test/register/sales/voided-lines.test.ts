import { describe, expect, it } from "vitest";
import type { EntryOf } from "../../../ledger/ledger-entry.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";
import { closeDay, openDayWorld, openDrawer } from "../../support/day.ts";
import { jonas, mara, openPeopleWorld } from "../../support/people.ts";
import { readEntries } from "../../support/read-entries.ts";
import { verifyFolder } from "../../support/verify-ledger.ts";
import { beans, kettle, openWorld, papers, type World } from "../../support/world.ts";

const voidsOf = (world: World) =>
  readEntries(world.folder).filter(
    (entry): entry is EntryOf<"lines-voided"> => entry.type === "lines-voided",
  );

function scan(world: World, ...codes: string[]) {
  const { saleId } = world.sale();
  for (const code of codes) world.act("sales.scan", { saleId, code, quantity: 1 });
  return { saleId, lineIds: world.sale().lines.map(({ lineId }) => lineId) };
}

describe("what is taken off a sale before it is paid", () => {
  it("is told with the sale: what, how many, how much, how and by whom", () => {
    const world = openWorld();
    const { saleId, lineIds } = scan(world, beans, kettle, papers, papers);
    const [first = "", , third = ""] = lineIds;
    world.act("sales.remove-line", { saleId, lineId: first as never });
    world.act("sales.set-quantity", { saleId, lineId: third as never, quantity: 1 });
    expect(voidsOf(world)).toEqual([]);
    world.sell();
    const userId = mara.userId;
    expect(voidsOf(world)).toMatchObject([
      {
        ...{ saleId, userId, totalMinor: 3_140 },
        lines: [
          { name: "House Espresso", quantity: 1, amountMinor: 2_450, how: "removed", userId },
          { name: "Filter papers 02", quantity: 1, amountMinor: 690, how: "fewer", userId },
        ],
      },
    ]);
    const types = readEntries(world.folder).map(({ type }) => type);
    expect(types.slice(-2)).toEqual(["lines-voided", "sale-completed"]);
    world.register.close();
    expect(verifyFolder(world.folder).fault).toBeNull();
  });

  it("is told at once where nothing is left: by clearing, by the last line, by undo", () => {
    const world = openWorld();
    const { saleId } = scan(world, beans);
    world.act("sales.clear", { saleId });
    const { lineIds } = scan(world, papers);
    world.act("sales.remove-line", { saleId, lineId: lineIds[0] as never });
    scan(world, kettle);
    world.act("sales.undo", { saleId });
    const told = voidsOf(world).map(({ lines }) => lines.map(({ how, name }) => [how, name]));
    expect(told).toEqual([
      [["cleared", "House Espresso"]],
      [["removed", "Filter papers 02"]],
      [["undone", "Gooseneck kettle"]],
    ]);
  });

  it("is nothing where undo or a new count brought it back", () => {
    const world = openWorld();
    const { saleId, lineIds } = scan(world, beans, papers, papers);
    const [first = "", second = ""] = lineIds;
    world.act("sales.remove-line", { saleId, lineId: first as never });
    world.act("sales.undo", { saleId });
    world.act("sales.set-quantity", { saleId, lineId: second as never, quantity: 1 });
    world.act("sales.set-quantity", { saleId, lineId: second as never, quantity: 5 });
    world.sell();
    expect(voidsOf(world)).toEqual([]);
  });

  it("cannot be undone away: what undo took off stays told, whatever is undone next", () => {
    const world = openWorld();
    const { saleId } = scan(world, papers, beans, kettle);
    world.act("sales.undo", { saleId });
    world.act("sales.undo", { saleId });
    const after = world.restart();
    after.sell();
    const [told] = voidsOf(after);
    expect(told?.lines.map(({ name, how }) => [name, how])).toEqual([
      ["Gooseneck kettle", "undone"],
      ["House Espresso", "undone"],
    ]);
  });

  it("names who took it off, not who took the money", () => {
    const { world } = openPeopleWorld();
    const { saleId, lineIds } = scan(world, beans, papers);
    world.act("sales.remove-line", { saleId, lineId: lineIds[0] as never });
    world.act("people.sign-in", jonas);
    world.sell();
    const [told] = voidsOf(world);
    expect([told?.userId, told?.lines[0]?.userId]).toEqual([jonas.userId, mara.userId]);
    const [line] = world
      .act("people.activity", { beforeSeq: null, limit: 20 })
      .filter(({ what }) => what === "lines-voided");
    expect(line).toMatchObject({
      who: "Jonas",
      facts: [
        { kind: "amount", amount: { minor: 2_450, currency: "EUR" } },
        { kind: "text", text: "1 × House Espresso" },
      ],
    });
  });

  it("stands on X and Z, and a day without any has no such figure", () => {
    const { world } = openDayWorld();
    openDrawer(world);
    const { saleId } = scan(world, beans);
    expect(world.act("day.x-report", {}).day).not.toHaveProperty("voidedLines");
    world.act("sales.clear", { saleId });
    const { report } = closeDay(world);
    expect(report.voidedLines).toEqual({ count: 1, totalMinor: 2_450 });
    expect(world.act("day.rebuild-z", { zNumber: 1 }).isSame).toBe(true);
  });

  it("is not told of practice", () => {
    const { world } = openDayWorld({ isSessionRequired: false });
    world.act("day.start-training", {});
    const { saleId } = scan(world, beans);
    world.act("sales.clear", { saleId });
    world.act("day.end-training", {});
    expect(voidsOf(world)).toEqual([]);
  });
});

describe("a parked sale that was taken up again", () => {
  function recalled(clerk: object = {}) {
    const rights = { clerk: { "people.activity": "allowed", ...clerk } } as never;
    const { world } = openPeopleWorld({ ...demoShop.people, rights });
    const { saleId, lineIds } = scan(world, beans, papers);
    world.act("sales.park", { saleId, label: "" });
    world.act("sales.recall", { saleId });
    return { world, saleId, lineId: lineIds[0] as never };
  }

  it("is given up with a manager's yes only: by clearing, line by line, or by undo", () => {
    const { world, saleId, lineId } = recalled();
    expect(world.refusal("sales.clear", { saleId })).toBe("needs-approval");
    expect(world.refusal("sales.remove-line", { saleId, lineId })).toBe("needs-approval");
    expect(world.refusal("sales.undo", { saleId })).toBe("needs-approval");
    expect(world.sale().lines).toHaveLength(2);
    const input = { saleId };
    world.act("people.approve", { command: "sales.clear", input, ...jonas });
    expect(world.refusal("sales.clear", input)).toBe("ok");
    expect(voidsOf(world)[0]?.lines.map(({ how }) => how)).toEqual(["cleared", "cleared"]);
  });

  it("may grow and be paid by the clerk alone, and a restart forgets nothing", () => {
    const { world, saleId } = recalled();
    scan(world, kettle);
    const after = world.restart();
    expect(after.refusal("sales.clear", { saleId })).toBe("needs-approval");
    expect(after.sell().itemCount).toBe(3);
    const next = scan(after, beans);
    expect(after.refusal("sales.clear", { saleId: next.saleId })).toBe("ok");
  });

  it("is the clerk's to give up where the shop allows it", () => {
    const { world, saleId } = recalled({ "sales.void-parked": "allowed" });
    expect(world.refusal("sales.clear", { saleId })).toBe("ok");
  });
});
