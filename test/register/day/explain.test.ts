import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Input, Output } from "../../../contract/commands.ts";
import type { DayReport } from "../../../contract/day-views.ts";
import { taxKey } from "../../../contract/tax-rate.ts";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { closeDay, openDayWorld, openDrawer } from "../../support/day.ts";
import { jonas, openPeopleWorld } from "../../support/people.ts";
import { allHappenings, openRandomDays } from "../../support/random-days.ts";
import { beans, openWorld, papers, type World } from "../../support/world.ts";

type Page = Output<"day.explain">;

/** Every figure that a report has, by its name, read from the report itself. */
function figuresOf(report: DayReport): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const put = (path: string, row: object) => {
    for (const [member, value] of Object.entries(row)) {
      if (typeof value === "number" && !/^rate/.test(member) && !/Receipt$/.test(member)) {
        found.set(`${path}.${member}`, value);
      }
    }
  };
  const { taxes, tenders, sessions, late, refunds, ...groups } = report;
  for (const [name, group] of Object.entries({ ...groups, refunds })) {
    if (typeof group === "object") put(name, group);
  }
  found.set("late.count", late.length);
  for (const tax of taxes) put(`taxes[${taxKey(tax.code, tax)}]`, tax);
  for (const tax of refunds.taxes) put(`refunds.taxes[${taxKey(tax.code, tax)}]`, tax);
  for (const tender of tenders) {
    put(`tenders[${[tender.tender, tender.name ?? []].flat().join(" ")}]`, tender);
  }
  for (const session of sessions) put(`sessions[${session.sessionId}]`, session);
  return found;
}

/** All pages, and what they come to. */
function pagesOf(ask: (after: number) => Page): { pages: Page[]; sum: number } {
  const pages = [ask(0)];
  for (let last = pages.at(-1); last?.next; last = pages.at(-1)) pages.push(ask(last.next));
  const shares = pages.flatMap((page) => page.shares);
  expect(shares).toHaveLength(pages[0]?.shareCount ?? -1);
  const inOrder = shares.toSorted((a, b) => a.seq - b.seq);
  expect(new Set(shares.map(({ seq }) => seq)).size).toBe(shares.length);
  expect(shares).toEqual(inOrder);
  return { pages, sum: shares.reduce((sum, { value }) => sum + value, pages[0]?.carried ?? 0) };
}

type Asked = Pick<Input<"day.explain">, "of" | "figures">;

const explained = (world: World, asked: Asked, limit = 200) =>
  pagesOf((after) => world.act("day.explain", { ...asked, after, limit }));

function proveX(world: World): void {
  const { day, lastSeq } = world.act("day.x-report", {});
  for (const [name, value] of figuresOf(day)) {
    const { pages, sum } = pagesOf((after) =>
      world.act("day.explain-x", { lastSeq, figures: [name], after, limit: 200 }),
    );
    expect({ name, sum, ...pages[0] }).toMatchObject({ name, sum: value, value, isSame: true });
  }
}

it("P7: says of an X what the X says, and that its entries do not make it", () => {
  const { world } = openDayWorld();
  world.act("people.sign-in", jonas);
  openDrawer(world, 5_000);
  world.sell(beans);
  const side = openDatabase(join(world.folder, "register.db"));
  side.exec("UPDATE day_total SET count = count + 5 WHERE what = 'sales'");
  side.close();
  const { day, lastSeq } = world.act("day.x-report", {});
  const asked = { lastSeq, figures: ["sales.count"], after: 0, limit: 5 };
  const { value, addsUpTo, isSame } = world.act("day.explain-x", asked);
  expect({ value, addsUpTo, isSame }).toEqual({
    ...{ value: day.sales.count, addsUpTo: 1, isSame: false },
  });
});

const firstZ = { kind: "z", zNumber: 1 } as const;
const secondZ = { kind: "z", zNumber: 2 } as const;

describe("day.explain", () => {
  it("P7: whatever happens, the entries behind every figure of every X and Z make it", async () => {
    const days = fc.array(fc.constantFrom(...allHappenings), { minLength: 8, maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(days, async (happenings) => {
        const { world, happen } = await openRandomDays();
        for (const what of [...happenings, "what Stripe says later"] as const) happen(what);
        proveX(world);
        happen("a Z");
        for (const { zNumber } of world.act("day.z-list", { beforeNumber: null, limit: 100 })) {
          const { report } = world.act("day.z-report", { zNumber });
          for (const [name, value] of figuresOf(report)) {
            const { pages, sum } = explained(world, {
              of: { kind: "z", zNumber },
              figures: [name],
            });
            expect({ name, sum, ...pages[0] }).toMatchObject({ name, sum: value, isSame: true });
          }
        }
        world.register.close();
      }),
      { seed: 20_261_128, numRuns: 8, endOnFailure: true },
    );
  }, 120_000);

  /** Two closed days: three sales, and one more. */
  function twoDays(): World {
    const { world } = openDayWorld();
    world.act("people.sign-in", jonas);
    openDrawer(world, 5_000);
    for (const codes of [[beans], [papers, papers], [beans, papers]]) world.sell(...codes);
    closeDay(world, 5_000);
    openDrawer(world, 0);
    world.sell(papers);
    closeDay(world);
    return world;
  }

  it("goes on after the last entry that was seen, and says at each page what all make", () => {
    const world = twoDays();
    const { pages, sum } = explained(world, { of: firstZ, figures: ["sales.takenMinor"] }, 2);
    expect(pages.map(({ shares }) => shares.length)).toEqual([2, 1]);
    expect(pages.map(({ value, addsUpTo }) => [value, addsUpTo])).toEqual([
      [6_970, 6_970],
      [6_970, 6_970],
    ]);
    expect(sum).toBe(6_970);
    const shares = pages.flatMap((page) => page.shares);
    expect(shares.map(({ type, value }) => [type, value])).toEqual([
      ["sale-completed", 2_450],
      ["sale-completed", 1_380],
      ["sale-completed", 3_140],
    ]);
    expect(shares.map(({ receiptCount }) => receiptCount)).toEqual([1, 2, 3]);
  });

  it("opens what a screen shows as one number: names with and without a minus", () => {
    const world = twoDays();
    const figures = ["sales.takenMinor", "-drawer.fromSafeMinor"];
    const { pages, sum } = explained(world, { of: firstZ, figures });
    expect(sum).toBe(6_970 - 5_000);
    expect(pages[0]).toMatchObject({ value: 1_970, isSame: true, shareCount: 4 });
  });

  it("begins the drawer with what lay in it at the Z before", () => {
    const world = twoDays();
    const { pages, sum } = explained(world, { of: secondZ, figures: ["drawer.closingMinor"] });
    expect(pages[0]).toMatchObject({ carried: 5_000, unit: "money", currency: "EUR" });
    expect(sum).toBe(world.act("day.z-report", { zNumber: 2 }).report.drawer.closingMinor);
  });

  it("opens a period and a perpetual sum into the Zs that make them", () => {
    const world = twoDays();
    const period = explained(world, {
      of: { kind: "period", fromZ: 1, toZ: 2 },
      figures: ["sales.takenMinor"],
    });
    const told = world.act("day.period", { fromZ: 1, toZ: 2 });
    expect(period.sum).toBe(told.taken.minor);
    const perpetual = explained(world, { of: secondZ, figures: ["perpetual.grossMinor"] });
    expect(perpetual.sum).toBe(told.perpetual.gross.minor);
    for (const { pages } of [period, perpetual]) {
      expect(pages[0]?.shares).toMatchObject([
        { type: "day-closed", zNumber: 1, value: 6_970 },
        { type: "day-closed", zNumber: 2, value: 690 },
      ]);
    }
  });

  it.each([
    [{ kind: "z", zNumber: 1 }, ["sales.takenMajor"], "figure-not-found"],
    [{ kind: "z", zNumber: 1 }, ["sales.takenMinor", "sales.count"], "figure-not-found"],
    [{ kind: "z", zNumber: 1 }, ["tenders.count"], "figure-not-found"],
    [{ kind: "z", zNumber: 1 }, ["__proto__[x].count"], "figure-not-found"],
    [{ kind: "z", zNumber: 9 }, ["sales.takenMinor"], "z-not-found"],
    [{ kind: "period", fromZ: 1, toZ: 9 }, ["sales.takenMinor"], "z-not-found"],
    [{ kind: "period", fromZ: 2, toZ: 1 }, ["sales.takenMinor"], "z-not-found"],
    [{ kind: "period", fromZ: 1, toZ: 2 }, ["drawer.closingMinor"], "figure-not-found"],
    [{ kind: "z", zNumber: 1 }, [], "bad-input"],
  ])("B11 refuses %j %j", (of, figures, refusal) => {
    const world = twoDays();
    expect(world.refusal("day.explain", { of, figures, after: 0, limit: 3 })).toBe(refusal);
  });

  it("asks a manager where a clerk opens the running day, for it tells what the drawer holds", () => {
    const { world } = openPeopleWorld();
    const input = { lastSeq: 1, figures: ["drawer.closingMinor"], after: 0, limit: 3 };
    expect(world.refusal("day.explain-x", input)).toBe("needs-approval");
    world.act("people.sign-in", jonas);
    expect(world.refusal("day.explain-x", { ...input, lastSeq: 99 })).toBe("entry-not-found");
    expect(world.refusal("day.explain-x", input)).toBe("ok");
  });

  it("has nothing to list on a day without entries", () => {
    const world = openWorld();
    world.act("people.sign-in", jonas);
    const input = { lastSeq: 0, figures: ["sales.takenMinor"], after: 0, limit: 3 };
    expect(world.act("day.explain-x", input)).toMatchObject({ value: 0, shares: [] });
  });
});
