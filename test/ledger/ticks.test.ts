import { describe, expect, it } from "vitest";
import { openLedger } from "../../ledger/ledger.ts";
import { LedgerEntry } from "../../ledger/ledger-entry.ts";
import { registerMigrations } from "../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../ledger/storage/migrate.ts";
import { openDatabase } from "../../ledger/storage/open-database.ts";

const opened = LedgerEntry.parse({
  type: "ledger-opened",
  registerId: "reg_1",
  registerNumber: 1,
  currency: "EUR",
});

describe("openTicks", () => {
  it("counts on over restarts and by one at least, while the clock goes back a day, F35", () => {
    const db = openDatabase(":memory:");
    migrate(db, registerMigrations);
    let [clock, uptime] = [1_800_000_000_000, 0];
    const start = () =>
      openLedger(
        db,
        () => (clock -= 86_400_000),
        () => uptime,
      );
    const ticks = (ledger: ReturnType<typeof start>) =>
      db.transaction(() => ledger.append(opened).ticks).immediate();
    const first = start();
    expect([ticks(first), ticks(first)]).toEqual([1, 2]);
    uptime = 5_000;
    expect(ticks(first)).toBe(5_000);
    uptime = 0;
    const second = start();
    uptime = 700;
    expect(ticks(second)).toBe(5_700);
  });

  it("does not fall behind when a transaction rolls back", () => {
    const db = openDatabase(":memory:");
    migrate(db, registerMigrations);
    const ledger = openLedger(
      db,
      () => 0,
      () => 0,
    );
    const append = () => db.transaction(() => ledger.append(opened).ticks).immediate();
    append();
    expect(() =>
      db.transaction(() => {
        ledger.append(opened);
        throw new Error("no");
      })(),
    ).toThrow("no");
    expect(append()).toBe(2);
  });
});
