import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { Currency } from "../../../contract/money.ts";
import { exportLedger } from "../../../ledger/exports/export-ledger.ts";
import { importLedger } from "../../../ledger/exports/import-ledger.ts";
import type { LedgerEntry, SaleCompleted } from "../../../ledger/ledger-entry.ts";
import { openLedgerRows } from "../../../ledger/ledger-rows.ts";
import { registerMigrations } from "../../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../../ledger/storage/migrate.ts";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../../ledger/verify.ts";
import { createCsvReader } from "../../../register/transfer/csv-reader.ts";
import { balancesOf, bookOf, exportBook } from "../../support/exported-book.ts";
import { sampleSale } from "../../support/sample-sale.ts";
import { temporaryFolder } from "../../support/world.ts";
import { entries as everyEntry } from "../every-entry.ts";

function opened(currency: string): LedgerEntry {
  const entry = { type: "ledger-opened", registerId: "reg_1", registerNumber: 1, currency };
  return entry as LedgerEntry;
}

/** No key has been announced where the sample's day is closed, so it cannot be signed. */
const ordered = everyEntry.map((entry) =>
  entry.type === "day-closed" ? { ...entry, signature: null } : entry,
);

/** Every kind of entry, in an order in which no more goes back than was paid. */
const entries = [
  ...ordered.filter(({ type }) => type !== "refund-paid"),
  ...ordered.filter(({ type }) => type === "refund-paid"),
];

/** Sales in a currency, with a tender and a tax class of unusual names. */
function salesIn(currency: string): readonly LedgerEntry[] {
  const sale = (receiptCount: number, name: string): SaleCompleted => ({
    ...sampleSale({
      ...{ receiptCount, prices: [1_230, 7_777] },
      tenders: [{ tender: "other", amountMinor: 9_007, name, reference: null }],
    }),
    currency: Currency.parse(currency),
  });
  const names = ["Meal voucher", "Meal-voucher", "Gutschein für Gäste", "42"];
  return [opened(currency), ...names.map((name, index) => sale(index + 1, name))];
}

const books: readonly (readonly [string, readonly LedgerEntry[]])[] = [
  ["every kind of entry", entries],
  ["no decimals", salesIn("JPY")],
  ["three decimals", salesIn("KWD")],
  ["no sale at all", [opened("EUR")]],
];

function run(program: string, args: readonly string[]) {
  return spawnSync(program, args, { encoding: "utf8", env: { ...process.env, LANG: "C.UTF-8" } });
}
const has = (program: string) => run(program, ["--version"]).error === undefined;
const minorOf = (decimal: string) => Number(decimal.replace(".", ""));

/** Cells of a CSV text, by our own reader. */
function cellsOf(text: string): readonly (readonly string[])[] {
  const reader = createCsvReader(",");
  return [...reader.push(text), ...reader.end()].map((item) => ("cells" in item ? item.cells : []));
}

describe("exportLedger", () => {
  it.runIf(has("hledger")).each(books)(
    "hledger, where it is installed, has the same balances: %s",
    (_name, book) => {
      const { db } = bookOf(book);
      const { path } = exportBook(db, "hledger");
      const check = run("hledger", ["-f", path, "check", "--strict"]);
      const { stdout, stderr, status } = run("hledger", [
        ...["-f", path, "balance", "--flat", "--no-total", "--output-format", "csv"],
      ]);
      expect([status, stderr]).toEqual([0, ""]);
      const balances = cellsOf(stdout)
        .slice(1)
        .map(([account = "", amount = ""]) => {
          const [decimal = "", currency = ""] = amount.split(" ");
          return [`${account} ${currency}`, minorOf(decimal)] as const;
        });
      expect(new Map(balances)).toEqual(balancesOf(db));
      expect(check.stderr).not.toContain("unbalanced");
    },
  );

  it.runIf(has("bean-check")).each(books)(
    "Beancount, where it is installed, has the same balances: %s",
    (_name, book) => {
      const { db } = bookOf(book);
      const { path } = exportBook(db, "beancount");
      const { stdout, stderr, status } = run("bean-check", [path]);
      expect([status, stdout, stderr]).toEqual([0, "", ""]);
      const query =
        "select account, getitem(open_meta(account), 'account') as a, sum(position) group by account, a";
      const answer = run("bean-query", ["-f", "csv", path, query]);
      const balances = cellsOf(answer.stdout)
        .slice(1)
        .flatMap(([, account = "", amount = ""]) => {
          const [decimal = "", currency = ""] = amount.trim().split(/\s+/);
          return decimal === ""
            ? []
            : [[`${account.trim()} ${currency}`, minorOf(decimal)] as const];
        });
      expect(new Map(balances)).toEqual(balancesOf(db));
    },
  );

  it("JSON Lines imported again is the same chain with the same totals", () => {
    const { db } = bookOf(entries);
    const { text } = exportBook(db, "json-lines");
    const again = openDatabase(":memory:");
    migrate(again, registerMigrations);
    const { head, fault } = importLedger(again, text.split("\n"));
    expect([fault, head]).toEqual([undefined, verifyLedger(db).head]);
    expect(verifyLedger(again)).toEqual(verifyLedger(db));
    expect(balancesOf(again)).toEqual(balancesOf(db));
    expect(exportBook(again, "json-lines").text).toBe(text);
  });

  it.each<readonly [string, (lines: string[]) => string[]]>([
    [
      "a figure changed",
      (lines) => lines.map((line) => line.replace('"minor":1000', '"minor":1001')),
    ],
    ["a line left out", (lines) => lines.filter((_, index) => index !== 3)],
    ["two lines exchanged", ([a = "", b = "", ...rest]) => [b, a, ...rest]],
    ["a line of something else", (lines) => [...lines.slice(0, 4), "{}", ...lines.slice(4)]],
    [
      "the end of a line",
      (lines) => lines.map((line, at) => (at === 5 ? line.slice(0, -9) : line)),
    ],
  ])("JSON Lines with %s are refused with the place", (_what, spoil) => {
    const { text } = exportBook(bookOf(entries).db, "json-lines");
    const again = openDatabase(":memory:");
    migrate(again, registerMigrations);
    expect(importLedger(again, spoil(text.trimEnd().split("\n"))).fault).toMatch(
      /^(entry|line) \d+/,
    );
  });

  it("CSV has each posting once, and they sum to nothing", () => {
    const { db } = bookOf(entries);
    const [header, ...rows] = cellsOf(exportBook(db, "csv").text);
    expect(header).toEqual([
      "seq",
      "time",
      "type",
      "subject",
      "account",
      "currency",
      "amount",
      "seal",
    ]);
    const sums = new Map<string, number>();
    for (const [, , , , account = "", currency = "", amount = ""] of rows) {
      if (account === "") continue;
      const name = `${account} ${currency}`;
      sums.set(name, (sums.get(name) ?? 0) + minorOf(amount));
    }
    const moved = [...sums].filter(([, minor]) => minor !== 0);
    expect(new Map(moved)).toEqual(balancesOf(db));
    expect(new Set(rows.map(([seq]) => seq)).size).toBe(entries.length);
  });

  it("CSV of sales sums to turnover and tax as the accounts have them", () => {
    const { db } = bookOf(entries);
    const rows = cellsOf(exportBook(db, "sales-csv").text).slice(1);
    const sum = (column: number) =>
      rows.reduce((total, cells) => total + minorOf(cells[column] ?? ""), 0);
    const balance = (pattern: RegExp) =>
      [...balancesOf(db)].reduce(
        (total, [name, minor]) => total + (pattern.test(name) ? minor : 0),
        0,
      );
    expect(-sum(13)).toBe(balance(/^income:/));
    expect(-sum(14)).toBe(balance(/^liabilities:tax:/));
  });

  it("CSV of sales tells a rate as it is, finer than a basis point, too", () => {
    const sale = sampleSale({ receiptCount: 1, prices: [100, 100, 100] });
    const rates = [{ rateBasisPoints: 997, ratePpm: 99_750 }, { rateBasisPoints: 550 }, {}];
    const lines = sale.lines.map((line, index) => ({ ...line, ...rates[index] }));
    const { db } = bookOf([opened("EUR"), { ...sale, lines }]);
    const rows = cellsOf(exportBook(db, "sales-csv").text).slice(1);
    expect(rows.map((cells) => cells[12])).toEqual(["9.975", "5.5", "23"]);
  });

  it("writes days by the zone that is asked for, over the change of the clocks", () => {
    const { db } = bookOf(salesIn("JPY"));
    const datesOf = (zone: string) =>
      [...exportBook(db, "hledger", zone).text.matchAll(/^(\S+) \*/gm)].map(([, date]) => date);
    expect(new Set(datesOf("UTC"))).toEqual(new Set(["2026-03-28"]));
    expect(new Set(datesOf("Asia/Tokyo"))).toEqual(new Set(["2026-03-29"]));
  });

  it.each(["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])(
    "B16 a name %j is text in every cell",
    (name) => {
      const sale = sampleSale({ receiptCount: 1, prices: [100] });
      const lines = sale.lines.map((line) => ({ ...line, name, detail: name }));
      const { db } = bookOf([opened("EUR"), { ...sale, lines }]);
      const [, row = []] = cellsOf(exportBook(db, "sales-csv").text);
      for (const cell of row) {
        expect(cell).toMatch(/^(?!\s*[=+\-@\t\r])|^-?\d+(\.\d+)?$/);
      }
      expect(row[7]).toMatch(/^'/);
    },
  );

  it("B13 a name with control, direction and zero-width signs does no harm in a cell", () => {
    const sale = sampleSale({ receiptCount: 1, prices: [100] });
    const name = `a\u0000b\u001b[2Jc\u202ed\u200be\nf\u2028g${"\u0301".repeat(10_000)}`;
    const { db } = bookOf([
      opened("EUR"),
      { ...sale, lines: sale.lines.map((l) => ({ ...l, name })) },
    ]);
    const { text } = exportBook(db, "sales-csv");
    expect(text).not.toMatch(/[^\P{Cc}\r\n]|[\u202e\u200b\u2028]/u);
    expect(cellsOf(text)).toHaveLength(2);
  });

  it("leaves nothing behind when it is cancelled, and the older file as it was", () => {
    const { db } = bookOf(entries);
    const path = join(temporaryFolder(), "book.csv");
    writeFileSync(path, "older");
    const order = { rowsAfter: openLedgerRows(db).after, headSeq: 2, timeZone: "UTC", path };
    const job = exportLedger({ ...order, format: "csv" });
    job.next();
    job.return();
    expect(readFileSync(path, "utf8")).toBe("older");
    expect(readdirSync(dirname(path))).toEqual(["book.csv"]);
  });
});

describe("npm run ledger -- export, import", () => {
  const program = resolve(import.meta.dirname, "../../../ledger/main.ts");
  const ledger = (...args: string[]) => run(process.execPath, [program, ...args]);

  function folderWithBook(): string {
    const folder = temporaryFolder();
    const { db } = bookOf(salesIn("EUR"));
    db.prepare("VACUUM INTO ?").run(join(folder, "register.db"));
    return folder;
  }

  it("writes a file, and makes a proven book of it again", () => {
    const data = folderWithBook();
    const out = join(data, "book.jsonl");
    const to = ["--data", data, "--format", "json-lines", "--out", out];
    const written = ledger("export", ...to, "--json");
    expect(JSON.parse(written.stdout)).toEqual({
      ...{ ok: true, entries: 5, path: out },
      signedBy: [],
    });
    const copy = join(data, "copy");
    expect(ledger("import", "--from", out, "--data", copy).status).toBe(0);
    expect(JSON.parse(ledger("verify", "--data", copy, "--json").stdout)).toMatchObject({
      ok: true,
      entries: 5,
    });
    expect(readdirSync(copy)).toEqual(["register.db"]);
    const second = ledger("import", "--from", out, "--data", copy);
    expect([second.status, second.stderr.split(":")[0]]).toEqual([2, "folder-in-use"]);
  });

  it("ends with 1 for a spoiled export, and makes no book of it", () => {
    const data = folderWithBook();
    const out = join(data, "book.jsonl");
    ledger("export", "--data", data, "--format", "json-lines", "--out", out);
    writeFileSync(
      out,
      readFileSync(out, "utf8").replace('"minor":1000', '"minor":1001').replace("EUR", "USD"),
    );
    const refused = ledger("import", "--from", out, "--data", join(data, "copy"), "--json");
    expect([refused.status, JSON.parse(refused.stdout)]).toEqual([
      1,
      { ok: false, fault: "entry 1: its seal does not fit its content" },
    ]);
    expect(existsSync(join(data, "copy", "register.db"))).toBe(false);
  });

  it("ends with 2 where there is no book, and says no to an unknown format or zone", () => {
    const data = temporaryFolder();
    expect(ledger("export", "--data", data, "--format", "csv").status).toBe(2);
    expect(ledger("export", "--data", data, "--format", "pdf").status).toBe(1);
    const zone = ledger("export", "--data", data, "--format", "csv", "--time-zone", "Mars/Base");
    expect([zone.status, zone.stderr.includes("no time zone")]).toEqual([1, true]);
  });
});
