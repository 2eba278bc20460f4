import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { RegisterId } from "../../contract/ids.ts";
import { Currency } from "../../contract/money.ts";
import type { OfficeEntry } from "../../ledger/entries/office.ts";
import { canonical, chainHash, GENESIS } from "../../ledger/hash-chain.ts";
import { openDatabase, type Database } from "../../ledger/storage/open-database.ts";
import { openDeviceKey } from "../../register/signing/device-key.ts";
import { appendOffice } from "../../server/office/office-book.ts";
import { sqliteStorage } from "../../server/storage/sqlite-storage.ts";
import { memorySecrets } from "../support/memory-secrets.ts";
import { temporaryFolder } from "../support/world.ts";

const relay = resolve(import.meta.dirname, "../../server/main.ts");
const verifier = resolve(import.meta.dirname, "../../ledger/standalone-verifier.mjs");
const key = openDeviceKey(memorySecrets());

function run(...args: string[]) {
  const done = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { code: done.status, out: done.stdout, err: done.stderr };
}
const office = (folder: string, command: string, ...more: string[]) =>
  run(relay, "ledger", command, "--data", folder, "--json", ...more);
const found = (folder: string) => {
  const { code, out } = office(folder, "verify");
  return { code, ...(JSON.parse(out) as { fault: string | null; entries: number }) };
};

const fee = (feeId: string): OfficeEntry => ({
  ...{ type: "fee-charged", feeId, connection: "main", currency: Currency.parse("EUR") },
  ...{ amountMinor: 25, paymentId: null },
});

/** A relay's folder with two fees in its book; each step of its clock goes an hour back. */
async function bookOfTwoFees(): Promise<string> {
  const folder = temporaryFolder();
  let uptime = 0;
  const storage = sqliteStorage(openDatabase(join(folder, "relay.db")), () => (uptime += 100));
  const keyOf = { keyId: key.keyId, publicKey: key.publicKey, toldAtMs: 1_800_000_000_000 };
  await storage.transaction((tx) => tx.ledgerCopies.insertKey(RegisterId.parse("reg_1"), keyOf));
  for (const [index, feeId] of ["fee_1", "fee_2"].entries()) {
    const atMs = 1_800_000_000_000 - index * 3_600_000;
    await storage.transaction((tx) => appendOffice(tx, atMs, fee(feeId)));
  }
  await storage.close();
  return folder;
}

/** Changes the file as only somebody can who takes the guards away and puts them back. */
function forge(folder: string, change: (db: Database) => void): void {
  const db = openDatabase(join(folder, "relay.db"));
  const guards = db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'office_entry'",
    )
    .all();
  for (const { name } of guards) db.exec(`DROP TRIGGER ${name}`);
  change(db);
  for (const { sql } of guards) db.exec(sql);
  db.close();
}

type Content = { seq: number; ticks: number; entry: { amountMinor: number } };

/** Makes every seal anew after a change, as a careful forger would. */
function reseal(db: Database, change: (content: Content) => void): void {
  const rows = db
    .prepare<[], { seq: number; content: string }>(
      "SELECT seq, content FROM office_entry ORDER BY seq",
    )
    .all();
  const update = db.prepare("UPDATE office_entry SET content = ?, hash = ? WHERE seq = ?");
  let hash = GENESIS;
  for (const { seq, content } of rows) {
    const changed = JSON.parse(content) as Content;
    change(changed);
    const text = canonical(changed);
    hash = chainHash(hash, text);
    update.run(text, hash, seq);
  }
}

describe("npm run relay -- keys", () => {
  it("says each register's public signing key, which the stand-alone verifier takes", async () => {
    const folder = await bookOfTwoFees();
    const { code, out } = run(relay, "keys", "--data", folder, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      ...{ registerId: "reg_1", keyId: key.keyId, publicKey: key.publicKey },
      toldAtMs: 1_800_000_000_000,
    });
    expect(run(relay, "keys", "--data", folder).out).toContain(`${key.keyId}  ${key.publicKey}`);
    expect(run(relay, "keys", "--data", folder, "--register", "reg_2").out).toBe("");
  });
});

describe("npm run relay -- ledger", () => {
  it("proves the office chain, whose counter rises though the clock goes back", async () => {
    const folder = await bookOfTwoFees();
    expect(found(folder)).toMatchObject({ code: 0, entries: 3, fault: null });
    const db = openDatabase(join(folder, "relay.db"));
    const contents = db
      .prepare<[], string>("SELECT content FROM office_entry ORDER BY seq")
      .pluck()
      .all()
      .map((content) => JSON.parse(content) as { atMs: number; ticks: number });
    db.close();
    const ticks = contents.map((content) => content.ticks);
    expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
    expect(new Set(ticks).size).toBe(3);
    expect(contents[2]?.atMs).toBeLessThan(contents[0]?.atMs ?? 0);
  });

  it("exports it so that the stand-alone verifier proves it", async () => {
    const folder = await bookOfTwoFees();
    const out = join(folder, "office.jsonl");
    expect(office(folder, "export", "--out", out).code).toBe(0);
    const { code, out: said } = run(verifier, out);
    expect(said).toContain("3 entries, 0 Z");
    expect(code).toBe(0);
  });

  it.each(["UPDATE office_entry SET type = 'x'", "DELETE FROM office_entry"])(
    "P4: the database itself refuses %s",
    async (sql) => {
      const folder = await bookOfTwoFees();
      const db = openDatabase(join(folder, "relay.db"));
      expect(() => db.exec(sql)).toThrow(/office chain: an entry is never/);
      db.close();
    },
  );

  it.each<[string, (db: Database) => void, RegExp]>([
    [
      "a changed amount",
      (db) => db.exec("UPDATE office_entry SET content = replace(content, ':25', ':24')"),
      /its seal does not fit/,
    ],
    [
      "an amount whose postings say another, every seal made anew",
      (db) =>
        reseal(db, ({ seq, entry }) => {
          if (seq === 3) entry.amountMinor = 24;
        }),
      /entry 3: its sealed postings do not follow/,
    ],
    [
      "a counter that went back, every seal made anew",
      (db) =>
        reseal(db, (content) => {
          if (content.seq === 3) content.ticks = 1;
        }),
      /entry 3: its ticks 1 follow/,
    ],
    [
      "a row of another kind",
      (db) => db.exec("UPDATE office_entry SET type = 'signed-off' WHERE seq = 2"),
      /entry 2: its row says another kind/,
    ],
    ["a missing entry", (db) => db.exec("DELETE FROM office_entry WHERE seq = 2"), /entry 3/],
  ])("B31: finds %s, and ends with 1", async (_what, change, why) => {
    const folder = await bookOfTwoFees();
    forge(folder, change);
    const { code, fault } = found(folder);
    expect(fault).toMatch(why);
    expect(code).toBe(1);
  });

  it("B31: finds a guard that is gone", async () => {
    const folder = await bookOfTwoFees();
    const db = openDatabase(join(folder, "relay.db"));
    db.exec("DROP TRIGGER office_entry_never_goes");
    db.close();
    expect(found(folder)).toMatchObject({
      code: 1,
      fault: "the database's guard office_entry_never_goes is gone",
    });
  });

  it("ends with 2 where there is no book", () => {
    const { code, err } = office(temporaryFolder(), "verify");
    expect(code).toBe(2);
    expect(err).toContain("no relay.db");
  });
});
