import { describe, expect, it } from "vitest";
import { openLedger } from "../../ledger/ledger.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import { registerMigrations } from "../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../ledger/storage/migrate.ts";
import { openDatabase } from "../../ledger/storage/open-database.ts";
import { sampleSale } from "../support/sample-sale.ts";

function emptyBook() {
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations);
  const ledger = openLedger(db, () => 1_800_000_000_000);
  const append = (entry: unknown) =>
    db.transaction(() => ledger.append(entry as SaleCompleted)).immediate();
  return { db, ledger, append };
}

const bad: readonly (readonly [string, unknown])[] = [
  ["negative", -1],
  ["minus zero", -0],
  ["beyond 2^53", 2 ** 53],
  ["infinite", Number("1e309")],
  ["text", "12.00"],
  ["a float", 0.1 + 0.2],
  ["not a number", Number.NaN],
  ["nothing", null],
];

describe("append", () => {
  it.each(bad)(
    "refuses a sale of an amount that is %s, and keeps nothing, B11",
    (_what, amount) => {
      const { ledger, append } = emptyBook();
      const sale = sampleSale({ receiptCount: 1, prices: [2_450, 690] });
      const [first] = sale.lines;
      for (const entry of [
        { ...sale, totalMinor: amount },
        { ...sale, lines: [{ ...first, netMinor: amount }] },
        { ...sale, tenders: [{ ...sale.tenders[0], amountMinor: amount }] },
      ]) {
        expect(() => append(entry)).toThrow();
      }
      expect(ledger.head().seq).toBe(0);
    },
  );

  it.each([
    ["a negative quantity", { quantity: -1 }],
    ["no quantity", { quantity: 0 }],
    ["a milliard of pieces", { quantity: 1_000_000_000 }],
    ["half a piece", { quantity: 0.5 }],
    ["a rate below zero", { rateBasisPoints: -1 }],
    ["two rates that differ", { rateBasisPoints: 998, ratePpm: 99_750 }],
    ["one rate in two spellings", { rateBasisPoints: 2_300, ratePpm: 230_000 }],
    ["more taken off than there is", { netMinor: -5 }],
  ])("refuses a line with %s, B12", (_what, change) => {
    const { ledger, append } = emptyBook();
    const sale = sampleSale({ receiptCount: 1, prices: [2_450, 690] });
    const lines = sale.lines.map((line) => ({ ...line, ...change }));
    expect(() => append({ ...sale, lines })).toThrow();
    expect(ledger.head().seq).toBe(0);
  });

  it("takes the most that a sale can be, and no sum of it leaves the safe integers, B12", () => {
    const { ledger, append } = emptyBook();
    const sale = sampleSale({ receiptCount: 1, prices: [2_450, 690] });
    const [first] = sale.lines;
    const most = 1_000_000_000_000;
    const line = {
      ...first,
      unitMinor: most,
      listMinor: most,
      listNetMinor: most,
      netMinor: most,
      taxMinor: 0,
    };
    const tender = { tender: "cash", amountMinor: most, givenMinor: most, changeMinor: 0 };
    const entry = { ...sale, lines: [line], totalMinor: most, tenders: [tender] };
    for (let receiptCount = 1; receiptCount <= 100; receiptCount += 1) {
      append({ ...entry, receiptCount, saleId: `sale_${receiptCount}` });
    }
    expect(ledger.balance("assets:drawer:cash", "EUR")).toBe(100 * most);
  });
});

describe("the database", () => {
  it.each([
    ["nothing", "0"],
    ["a float", "0.5"],
    ["text", "'12.00'"],
    ["null", "NULL"],
  ])("refuses a posting of %s by its own CHECK and type, B11", (_what, minor) => {
    const { db } = emptyBook();
    const insert = `INSERT INTO posting VALUES (1, 0, 'assets:drawer:cash', 'EUR', ${minor})`;
    expect(() => db.exec(insert)).toThrow(/constraint failed|cannot store/);
  });
});
