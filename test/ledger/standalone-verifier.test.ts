import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { canonical, chainHash, GENESIS } from "../../ledger/hash-chain.ts";
import type { LedgerRow } from "../../ledger/ledger.ts";
import { openLedgerRows } from "../../ledger/ledger-rows.ts";
import { openForReading } from "../../ledger/storage/open-database.ts";
import { openDeviceKey } from "../../register/signing/device-key.ts";
import {
  forgedOf,
  key,
  lineOf,
  secrets,
  seqIn,
  twoDays,
  type Sealed,
} from "../support/two-days.ts";
import { openDayWorld, openDrawer } from "../support/day.ts";
import { memorySecrets } from "../support/memory-secrets.ts";

const program = resolve(import.meta.dirname, "../../ledger/standalone-verifier.mjs");
function prove(rows: readonly LedgerRow[], ...args: string[]) {
  const input = `${rows.map(lineOf).join("\n")}\n`;
  const options = { input, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "-", ...args], options);
  return { status, said: stdout + stderr };
}

let rows: readonly LedgerRow[];
const head = () => `${rows.length}:${rows.at(-1)?.hash}`;
const seqOf = (type: string, nth?: number) => seqIn(rows, type, nth);
const forged = (seq: number, change: (content: Sealed) => void) => forgedOf(rows, seq, change);

describe("standalone-verifier.mjs", () => {
  it("proves a good export, its days and their signatures, with nothing of Tillside", () => {
    rows = twoDays();
    const { status, said } = prove(rows, "--key", key.publicKey);
    expect(said).toContain(`${rows.length} entries, 2 Z, 2 signed; keys: ${key.keyId}`);
    expect(said).toContain(`head ${head()}`);
    expect(said).toContain("must post: proven");
    expect(status).toBe(0);
  });

  it.each<[string, () => readonly LedgerRow[], RegExp]>([
    ["a missing entry", () => rows.toSpliced(3, 1), /after entry 3: number 5 follows 3/],
    [
      "one changed amount",
      () =>
        rows.map((row) =>
          row.seq === seqOf("sale-completed")
            ? { ...row, content: row.content.replace("2450", "2449") }
            : row,
        ),
      /its seal does not fit/,
    ],
    [
      "entries that changed places",
      () => [...rows.slice(0, 3), ...rows.slice(3, 5).reverse()],
      /number 5 follows 3/,
    ],
    ["no export at all", () => [{ seq: 1, content: "[1 ", hash: "" }], /BROKEN after entry 0/],
  ])("B31: finds %s", (_what, tamper, why) => {
    rows = twoDays();
    const { status, said } = prove(tamper());
    expect(said).toMatch(why);
    expect(status).toBe(1);
  });

  it.each<[string, string, (content: Sealed) => void, RegExp]>([
    [
      "a sale's postings that do not balance",
      "sale-completed",
      ({ postings: [first] }) => first && (first.minor += 1),
      /postings sum to 1 EUR/,
    ],
    [
      "a receipt number given twice",
      "sale-completed",
      ({ entry }) => (entry["receiptCount"] = 9),
      /receipt 9/,
    ],
    [
      "a sale's total",
      "sale-completed",
      ({ entry }) => (entry["totalMinor"] = 1),
      /2450 is not 1$/m,
    ],
    [
      "the time of a sale",
      "sale-completed",
      (content) => (content.atMs += 1),
      /cut right before itself/,
    ],
    ["a figure of a Z", "day-closed", ({ entry }) => (entry["report"] = {}), /does not fit/],
  ])("B31: finds %s changed, though every seal was made anew", (...[, type, change, why]) => {
    rows = twoDays();
    const { status, said } = prove(forged(seqOf(type), change));
    expect(said).toMatch(why);
    expect(status).toBe(1);
  });

  it("B31: finds a whole book that another key signed, where the relay's key is given", () => {
    rows = twoDays();
    const other = openDeviceKey(memorySecrets());
    const { status, said } = prove(rows, "--key", other.publicKey);
    expect(said).toContain(`key ${key.keyId} is not one of those given`);
    expect(status).toBe(1);
  });

  it("takes a key that begins with a dash, as one in 64 does", () => {
    rows = twoDays();
    let other = openDeviceKey(memorySecrets());
    while (!other.publicKey.startsWith("-")) other = openDeviceKey(memorySecrets());
    const { said } = prove(rows, "--key", other.publicKey);
    expect(said).toContain(`key ${key.keyId} is not one of those given`);
  });

  it("B31: finds a book whose signatures were all taken out, where the relay's key is given", () => {
    rows = twoDays();
    let hash = GENESIS;
    const unsigned = rows.map((row): LedgerRow => {
      const content = JSON.parse(row.content) as Sealed;
      const { type } = content.entry;
      if (type === "signing-key-announced") {
        content.entry = { type: "clock-jumped", lastAtMs: 2, atMs: 1 };
      }
      if (type === "day-closed")
        Object.assign(content.entry, { signature: null, ledgerHash: hash });
      const text = canonical(content);
      hash = chainHash(hash, text);
      return { seq: row.seq, content: text, hash };
    });
    expect(prove(unsigned).said).toContain("2 Z, 0 signed; keys: none");
    const { status, said } = prove(unsigned, "--key", key.publicKey);
    expect(said).toContain("the Z is not signed");
    expect(status).toBe(1);
  });

  it("B31: takes no book for proven that has no signed Z, where the relay's key is given", () => {
    const { world } = openDayWorld({}, { secrets });
    openDrawer(world);
    const db = openForReading(join(world.folder, "register.db"));
    const { status, said } = prove(openLedgerRows(db).after(0, 1_000), "--key", key.publicKey);
    db.close();
    expect(said).toContain("no Z is signed");
    expect(status).toBe(1);
  });

  it("takes a text with a line separator for a part of its line", () => {
    const { world } = openDayWorld({}, { secrets });
    openDrawer(world);
    world.act("day.no-sale", { reason: "a note\u2028of two lines\u2029" });
    const db = openForReading(join(world.folder, "register.db"));
    const { status, said } = prove(openLedgerRows(db).after(0, 1_000));
    db.close();
    expect(said).toMatch(/^\d+ entries, 0 Z/);
    expect(status).toBe(0);
  });

  it("finds a cut-off tail by a head that a witness has seen", () => {
    rows = twoDays();
    expect(prove(rows, "--head", head()).status).toBe(0);
    const cut = prove(rows.slice(0, 8), "--head", head());
    expect(cut.said).toContain(`the witness has seen entry ${rows.length}`);
    expect(cut.status).toBe(1);
    expect(prove(rows.slice(0, 8)).status).toBe(0);
  });

  it("says that it cannot read, which is not a fault of the book", () => {
    expect(spawnSync(process.execPath, [program, "/nowhere.jsonl"]).status).toBe(2);
    expect(spawnSync(process.execPath, [program]).status).toBe(2);
  });
});
