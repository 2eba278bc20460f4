import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { sampleSale } from "../../bench/support/sample-sale.ts";
import { RegisterId, UserId } from "../../contract/ids.ts";
import { Currency } from "../../contract/money.ts";
import { canonical, chainHash, GENESIS } from "../../ledger/hash-chain.ts";
import { openLedger, type LedgerRow } from "../../ledger/ledger.ts";
import { openLedgerRows } from "../../ledger/ledger-rows.ts";
import { registerMigrations } from "../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../ledger/storage/migrate.ts";
import { openDatabase } from "../../ledger/storage/open-database.ts";
import { announceKey } from "../../register/signing/announce-key.ts";
import { openDeviceKey } from "../../register/signing/device-key.ts";
import { memorySecrets } from "../support/memory-secrets.ts";

const program = resolve(import.meta.dirname, "../../ledger/standalone-verifier.mjs");
const EUR = Currency.parse("EUR");
const key = openDeviceKey(memorySecrets());

/** A book of two days, three sales each, every Z signed: entry 6 and entry 10. */
function twoDays(): readonly LedgerRow[] {
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations);
  let atMs = 0;
  const ledger = openLedger(db, () => (atMs += 1));
  db.transaction(() => {
    const registerId = RegisterId.parse("reg_1");
    ledger.append({ type: "ledger-opened", registerId, registerNumber: 1, currency: EUR });
    announceKey(ledger, key);
    for (let sale = 0; sale < 6; sale += 1) {
      ledger.append(sampleSale(sale));
      if (sale % 3 === 2) ledger.append(signedZ(ledger, (sale + 1) / 3));
    }
  }).immediate();
  const rows = openLedgerRows(db).after(0, 100);
  db.close();
  return rows;
}

function signedZ(ledger: ReturnType<typeof openLedger>, zNumber: number) {
  const { seq, hash } = ledger.head();
  const [before] = ledger.latest("day-closed", Number.MAX_SAFE_INTEGER, 1);
  const counts = { zCount: zNumber, receiptCount: zNumber * 3, refundCount: 0 };
  const z = {
    type: "day-closed",
    zNumber,
    userId: UserId.parse("user_1"),
    currency: EUR,
    firstSeq: (before?.seq ?? 0) + 1,
    lastSeq: seq,
    ledgerHash: hash,
    report: { sold: zNumber },
    perpetual: { ...counts, grossMinor: 1, refundMinor: 0 },
    unknownPayments: [],
  } as const;
  return { ...z, report: { ...z.report }, unknownPayments: [], signature: key.signZ(z) };
}

const lineOf = ({ content, hash }: LedgerRow) => `${content.slice(0, -1)},"hash":"${hash}"}`;

function prove(rows: readonly LedgerRow[], ...args: string[]) {
  const input = `${rows.map(lineOf).join("\n")}\n`;
  const options = { input, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "-", ...args], options);
  return { status, said: stdout + stderr };
}

type Entry = Record<string, unknown>;

/** Changes an entry's content and makes every seal anew, as a careful forger would. */
function forged(rows: readonly LedgerRow[], seq: number, change: (content: Entry) => void) {
  let hash = GENESIS;
  return rows.map((row): LedgerRow => {
    const content = JSON.parse(row.content) as Entry;
    if (row.seq === seq) change(content);
    const text = canonical(content);
    hash = chainHash(hash, text);
    return { seq: row.seq, content: text, hash };
  });
}

const rows = twoDays();
const last = rows.at(-1);

describe("standalone-verifier.mjs", () => {
  it("proves a good export, its days and their signatures, with nothing of Tillside", () => {
    const { status, said } = prove(rows, "--key", key.publicKey);
    expect(said).toContain(`10 entries, 2 Z, 2 signed; keys: ${key.keyId}`);
    expect(said).toContain(`head 10:${last?.hash}`);
    expect(status).toBe(0);
  });

  it.each<[string, readonly LedgerRow[], RegExp]>([
    ["a missing entry", rows.toSpliced(3, 1), /after entry 3: number 5 follows 3/],
    [
      "one changed amount",
      rows.map((row) =>
        row.seq === 4 ? { ...row, content: row.content.replace(/\d{3,}/, "999") } : row,
      ),
      /after entry 3: its seal does not fit/,
    ],
    [
      "entries that changed places",
      [...rows.slice(0, 3), ...rows.slice(3, 5).reverse()],
      /follows 3/,
    ],
    ["no export at all", [{ seq: 1, content: "[1 ", hash: "" }], /BROKEN after entry 0/],
  ])("B31: finds %s", (_what, tampered, why) => {
    const { status, said } = prove(tampered);
    expect(said).toMatch(why);
    expect(status).toBe(1);
  });

  it.each<[string, number, (content: Entry) => void, RegExp]>([
    [
      "a sale's postings that do not balance",
      3,
      ({ postings }) => ((postings as { minor: number }[])[0] ?? { minor: 0 }).minor++,
      /postings sum to 1 EUR/,
    ],
    [
      "a receipt number given twice",
      4,
      (content) => ((content["entry"] as Entry)["receiptCount"] = 1),
      /receipt 1/,
    ],
    ["a sale's total", 4, (content) => ((content["entry"] as Entry)["totalMinor"] = 1), /total/],
    ["the time of a sale", 4, (content) => (content["atMs"] = 77), /cut right before itself/],
    [
      "a figure of a Z",
      6,
      (content) => ((content["entry"] as Entry)["report"] = { sold: 2 }),
      /signature does not fit/,
    ],
  ])("B31: finds %s changed, though every seal was made anew", (...[, seq, change, why]) => {
    const { status, said } = prove(forged(rows, seq, change));
    expect(said).toMatch(why);
    expect(status).toBe(1);
  });

  it("B31: finds a whole book that another key signed, where the relay's key is given", () => {
    const other = openDeviceKey(memorySecrets());
    const { status, said } = prove(rows, "--key", other.publicKey);
    expect(said).toContain(`key ${key.keyId} is not one of those given`);
    expect(status).toBe(1);
  });

  it("finds a cut-off tail by a head that a witness has seen", () => {
    const head = `10:${last?.hash}`;
    expect(prove(rows, "--head", head).status).toBe(0);
    const cut = prove(rows.slice(0, 8), "--head", head);
    expect(cut.said).toContain("the witness has seen entry 10");
    expect(cut.status).toBe(1);
    expect(prove(rows.slice(0, 8)).status).toBe(0);
  });

  it("says that it cannot read, which is not a fault of the book", () => {
    expect(spawnSync(process.execPath, [program, "/nowhere.jsonl"]).status).toBe(2);
    expect(spawnSync(process.execPath, [program]).status).toBe(2);
  });
});
