import { describe, expect, it } from "vitest";
import { createTimes } from "../../../ledger/exports/amounts.ts";
import { closeDay, openDayWorld, openDrawer } from "../../support/day.ts";
import { readEntries } from "../../support/read-entries.ts";
import { beans } from "../../support/world.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A till of which a test moves the clock, by itself or with the time that passes. */
function openTill(startMs: number) {
  const time = { clockMs: startMs, upMs: 5_000 };
  const { world } = openDayWorld({}, { now: () => time.clockMs, uptime: () => time.upMs });
  const pass = (ms: number) => {
    time.clockMs += ms;
    time.upMs += ms;
  };
  const set = (ms: number) => (time.clockMs += ms);
  const jumps = () =>
    readEntries(world.folder).flatMap((entry) =>
      entry.type === "clock-jumped" ? [(entry.atMs - entry.lastAtMs) / MINUTE_MS] : [],
    );
  return { world, pass, set, jumps };
}

type Till = ReturnType<typeof openTill>;

/** A sale every half hour; the answer is what the shop's clock showed at each. */
function sellAtEachHalfHour({ world, pass }: Till, sales: number, timeZone: string) {
  const { time } = createTimes(timeZone);
  return Array.from({ length: sales }, () => {
    const { atMs } = world.sell(beans);
    pass(30 * MINUTE_MS);
    return time(atMs).slice(11, 16);
  });
}

describe("a day over a change of the clocks", () => {
  const dublin = "Europe/Dublin";
  it.each([
    [
      "forward, and the hour that is not there",
      Date.UTC(2026, 2, 29, 0, 0),
      ["00:00", "00:30", "02:00", "02:30"],
    ],
    [
      "back, and the hour that comes twice",
      Date.UTC(2026, 9, 24, 23, 30),
      ["00:30", "01:00", "01:30", "01:00", "01:30", "02:00"],
    ],
  ])("F35: is one day with one Z: %s", (_what, startMs, shown) => {
    const till = openTill(startMs);
    const { world, pass, jumps } = till;
    openDrawer(world);
    expect(sellAtEachHalfHour(till, shown.length, dublin)).toEqual(shown);
    const found = world.act("sales.find", {
      ...{ text: "", fromMs: startMs, toMs: startMs + 24 * HOUR_MS },
      ...{ beforeSeq: null, limit: 100 },
    });
    expect(found.map(({ seq }) => seq)).toEqual(
      found.map(({ seq }) => seq).toSorted((a, b) => b - a),
    );
    expect(found).toHaveLength(shown.length);
    pass(12 * HOUR_MS);
    const z = closeDay(world);
    expect(z).toMatchObject({ zNumber: 1, report: { sales: { count: shown.length } } });
    expect(z.report.lastAtMs).toBeGreaterThan(z.report.firstAtMs);
    expect(world.act("day.rebuild-z", { zNumber: 1 }).isSame).toBe(true);
    expect(jumps()).toEqual([]);
  });

  it("F35: keeps its order and its sums where somebody sets the clock an hour back by hand", () => {
    const till = openTill(Date.UTC(2026, 9, 25, 0, 30));
    const { world, set, jumps } = till;
    openDrawer(world);
    const before = sellAtEachHalfHour(till, 2, "UTC");
    set(-HOUR_MS);
    const after = sellAtEachHalfHour(till, 2, "UTC");
    expect([...before, ...after]).toEqual(["00:30", "01:00", "00:30", "01:00"]);
    expect(jumps()).toEqual([-60]);
    const listed = world.act("sales.list", { beforeSeq: null, limit: 10 });
    expect(listed.map(({ atMs }) => new Date(atMs).toISOString().slice(11, 16))).toEqual([
      ...after.toReversed(),
      ...before.toReversed(),
    ]);
    const midway = listed[2]?.seq ?? 0;
    expect(world.act("day.x-report", { lastSeq: midway }).saleCount).toBe(2);
    const x = world.act("day.x-report", {});
    expect(x).toMatchObject({ saleCount: 4, day: { audit: { clockJumps: 1 } } });
    const z = closeDay(world);
    expect(z.report.sales).toEqual(x.day.sales);
    expect(world.act("day.rebuild-z", { zNumber: 1 }).isSame).toBe(true);
  });

  it("F35: belongs to no other day where the clock is set back over its beginning", () => {
    const till = openTill(Date.UTC(2026, 11, 31, 23, 30));
    const { world, set, pass } = till;
    openDrawer(world);
    world.sell(beans);
    const first = closeDay(world);
    pass(HOUR_MS);
    set(-30 * MINUTE_MS);
    world.act("day.open-session", { denominations: [], fromSafe: world.sale().total });
    world.sell(beans);
    set(-MINUTE_MS);
    world.sell(beans);
    expect(world.act("day.x-report", {})).toMatchObject({
      ...{ saleCount: 2, firstSeq: first.seq + 1 },
    });
    expect(closeDay(world)).toMatchObject({ zNumber: 2, report: { sales: { count: 2 } } });
    for (const zNumber of [1, 2]) {
      expect(world.act("day.rebuild-z", { zNumber }).isSame).toBe(true);
    }
    expect(world.act("day.period", { fromZ: 1, toZ: 2 }).saleCount).toBe(3);
  });
});
