import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { closeDay, openDayWorld, openDrawer } from "../../support/day.ts";
import { jonas } from "../../support/people.ts";
import { beans, papers, temporaryFolder } from "../../support/world.ts";

const program = resolve(import.meta.dirname, "../../../ledger/main.ts");

function explain(folder: string, ...args: string[]) {
  const done = spawnSync(process.execPath, [program, "explain", ...args, "--data", folder], {
    encoding: "utf8",
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** The folder of a register that closed a day of two sales, and sold once more. */
function soldFolder(): string {
  const { world } = openDayWorld();
  world.act("people.sign-in", jonas);
  openDrawer(world, 5_000);
  world.sell(beans);
  world.sell(papers, papers);
  closeDay(world);
  openDrawer(world, 1_000);
  world.sell(papers);
  world.register.close();
  return world.folder;
}

describe("npm run ledger -- explain", () => {
  it("lists the entries of a Z's figure, and ends with 0 where they make it", () => {
    const folder = soldFolder();
    const { code, out } = explain(folder, "sales.takenMinor", "--z", "1", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ...{ isSame: true, unit: "money", currency: "EUR", value: 3_830, addsUpTo: 3_830 },
      shares: [
        { type: "sale-completed", value: 2_450 },
        { type: "sale-completed", value: 1_380 },
      ],
    });
    const told = explain(folder, "sales.takenMinor", "--z", "1");
    expect(told.out).toMatch(/24\.50\n.*13\.80\n.*2 entries make +38\.30 {2}as the report says\n$/);
  });

  it("opens the day so far, as it stood after any entry, and several Zs", () => {
    const folder = soldFolder();
    const now = explain(folder, "sales.count", "--json");
    expect(JSON.parse(now.out)).toMatchObject({ unit: "count", value: 1, shares: [{ value: 1 }] });
    const { shares } = JSON.parse(now.out) as { shares: { seq: number }[] };
    const seq = shares[0]?.seq ?? 0;
    const before = explain(folder, "sales.count", "--last-seq", String(seq - 1), "--json");
    expect(JSON.parse(before.out)).toMatchObject({ value: 0, shares: [] });
    const period = explain(folder, "sales.takenMinor", "--z", "1", "--to-z", "1", "--json");
    expect(JSON.parse(period.out)).toMatchObject({
      shares: [{ type: "day-closed", value: 3_830 }],
    });
  });

  it("ends with 1 where a Z says what its entries do not make", () => {
    const folder = soldFolder();
    const db = openDatabase(join(folder, "register.db"));
    db.exec("DROP TRIGGER ledger_never_changes");
    db.exec(`UPDATE ledger SET content = replace(content, '"takenMinor":3830', '"takenMinor":3829')
             WHERE type = 'day-closed'`);
    db.close();
    const { code, out } = explain(folder, "sales.takenMinor", "--z", "1");
    expect(code).toBe(1);
    expect(out).toMatch(/38\.30 {2}THE REPORT SAYS 38\.29\n$/);
  });

  it.each([
    [["sales.moonMinor", "--z", "1"], /^figure-not-found: sales\.moonMinor\n$/],
    [["sales.count", "--z", "7"], /^z-not-found: 7\n$/],
    [["sales.count", "--last-seq", "999"], /^entry-not-found: 999\n$/],
    [["perpetual.grossMinor", "sales.takenMinor", "--z", "1"], /^figure-not-found: /],
  ])("ends with 2 for %j", (args, words) => {
    const { code, err } = explain(soldFolder(), ...args);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringMatching(words) as string });
  });

  it.each([
    [["sales.count", "--to-z", "1"], /--to-z needs --z/],
    [["sales.count", "--z", "1", "--last-seq", "3"], /name one/],
  ])("does not answer another question than %j", (args, words) => {
    const { code, out, err } = explain(soldFolder(), ...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(words);
  });

  it("ends with 2 where there is no book", () => {
    const { code, err } = explain(temporaryFolder(), "sales.count");
    expect(code).toBe(2);
    expect(err).toMatch(/^folder-not-writable: no register\.db/);
  });
});
