import { afterEach, describe, expect, it } from "vitest";
import { dayInText } from "../../../renderer/format/day-in-text.ts";

const HOUR_MS = 3_600_000;
const zoneOfMachine = process.env["TZ"];

afterEach(() => {
  if (zoneOfMachine === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zoneOfMachine;
});

/** Every day of a year, as somebody types it. */
function daysOf(year: number): readonly string[] {
  const first = Date.UTC(year, 0, 1);
  const count = (Date.UTC(year + 1, 0, 1) - first) / (24 * HOUR_MS);
  return Array.from({ length: count }, (_, index) =>
    new Date(first + index * 24 * HOUR_MS).toISOString().slice(0, 10),
  );
}

describe("dayInText", () => {
  it.each([
    ["2026-11-28", 28],
    ["28.11.2026", 28],
    ["28/11/2026", 28],
    [" 2026-11-5 ", 5],
  ])("reads %j", (text, day) => {
    const range = dayInText(text);
    expect(range && new Date(range.fromMs)).toEqual(new Date(2026, 10, day));
  });

  it.each(["", "28.11.", "4242", "2026-11", "1-1-2026"])("takes %j for no day", (text) => {
    expect(dayInText(text)).toBeNull();
  });

  it.each([
    ["Europe/Dublin", "2026-03-29", 23],
    ["Europe/Dublin", "2026-10-25", 25],
    ["America/New_York", "2026-03-08", 23],
    ["America/New_York", "2026-11-01", 25],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
    // The clocks skip midnight itself.
    ["Africa/Cairo", "2026-04-24", 23],
    ["Asia/Tokyo", "2026-03-29", 24],
  ])("F35: gives %s on %s its %d hours", (zone, text, hours) => {
    process.env["TZ"] = zone;
    const { fromMs = 0, toMs = 0 } = dayInText(text) ?? {};
    expect((toMs - fromMs) / HOUR_MS).toBe(hours);
  });

  it("F35: leaves no moment of a year out and none twice, whatever the zone does to its clocks", () => {
    for (const zone of ["Europe/Dublin", "Africa/Cairo", "America/Havana", "Pacific/Auckland"]) {
      process.env["TZ"] = zone;
      const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
      let until = dayInText("2028-01-01")?.fromMs;
      for (const text of daysOf(2028)) {
        const { fromMs = 0, toMs = 0 } = dayInText(text) ?? {};
        expect(fromMs, `${zone} ${text}`).toBe(until);
        expect([fromMs, toMs - 1].map((atMs) => shown.format(atMs))).toEqual([text, text]);
        until = toMs;
      }
    }
  });
});
