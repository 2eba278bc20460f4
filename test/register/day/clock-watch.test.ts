import { describe, expect, it } from "vitest";
import { readEntries } from "../../support/read-entries.ts";
import { beans, openWorld } from "../../support/world.ts";

const start = Date.UTC(2028, 1, 28, 23, 59);
const minute = 60_000;

/** A till whose clock and whose counter a test can move apart. */
function openTill() {
  const time = { clockMs: start, upMs: 5_000 };
  const world = openWorld({ now: () => time.clockMs, uptime: () => time.upMs });
  const pass = (ms: number, bySetting = 0) => {
    time.clockMs += ms + bySetting;
    time.upMs += ms;
  };
  const jumps = () =>
    readEntries(world.folder).flatMap((entry) =>
      entry.type === "clock-jumped" ? [(entry.atMs - entry.lastAtMs) / minute] : [],
    );
  return { world, pass, jumps };
}

describe("the watch over the clock", () => {
  it("F35: notes a jump forward and one back, while it sells", () => {
    const { world, pass, jumps } = openTill();
    world.sell(beans);
    pass(minute, 24 * 60 * minute);
    world.sell(beans);
    pass(minute, -24 * 60 * minute);
    world.sell(beans);
    expect(jumps()).toEqual([1_440, -1_440]);
    const types = readEntries(world.folder).map(({ type }) => type);
    expect(types.slice(-4)).toEqual([
      ...["clock-jumped", "sale-completed", "clock-jumped", "sale-completed"],
    ]);
    expect(world.act("day.x-report", {}).day.audit.clockJumps).toBe(2);
  });

  it("F35: lets time pass: over midnight, a leap day, a year's end, days of idleness", () => {
    const { world, pass, jumps } = openTill();
    for (const ms of [2 * minute, 26 * 60 * minute, 310 * 24 * 60 * minute]) {
      pass(ms);
      world.sell(beans);
    }
    expect(jumps()).toEqual([]);
  });

  it("F35: lets a time server pull the clock slowly, however long, but not a hand in small steps", () => {
    const { world, pass, jumps } = openTill();
    for (let hour = 0; hour < 400; hour += 1) {
      pass(60 * minute, 900);
      world.act("day.view", {});
    }
    expect(jumps()).toEqual([]);
    for (let step = 0; step < 4; step += 1) {
      pass(minute, -50_000);
      world.act("day.view", {});
    }
    expect(jumps()).toEqual([-2.5]);
  });
});
