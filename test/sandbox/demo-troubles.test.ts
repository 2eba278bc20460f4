import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { relayRows } from "../server/support/relay-rows.ts";
import { openBridge } from "../support/bridge-client.ts";
import { ledgerHead } from "../support/copied-world.ts";
import { runDemo, startDemo, temporaryFolder } from "../support/demo.ts";
import { eventually } from "../support/eventually.ts";
import { addToSale, allSales, payCash, sellOne } from "../support/selling.ts";
import { canMount, openSmallDisk } from "../support/small-disk.ts";
import { verifyFolder } from "../support/verify-ledger.ts";

const mayMount = canMount();
/** Two process trees, one after the other, on a busy machine. */
const TWO_STARTS_MS = 240_000;

/** The code that a start on this folder ends with. */
async function troubleOf(folder: string) {
  const { exitCode, lines, stderr } = await runDemo(["--port", "0", "--data", folder]);
  const [line] = lines;
  const trouble = line && "trouble" in line ? line.trouble : undefined;
  expect(stderr).toContain(`docs/errors.md, ${trouble?.code ?? "no trouble"}`);
  return { exitCode, code: trouble?.code, message: trouble?.message };
}

/** A folder with two sales in its ledger, which the relay has a copy of. */
async function soldFolder(): Promise<string> {
  const demo = await startDemo();
  const till = await openBridge(demo);
  await sellOne(till);
  await sellOne(till);
  const { seq } = ledgerHead(demo.data);
  await eventually(() => expect(copiedSeq(demo.data)).toBe(seq));
  await demo.stop();
  return demo.data;
}

function copiedSeq(folder: string): number | undefined {
  const newest = "SELECT seq FROM ledger_copy ORDER BY seq DESC LIMIT 1";
  return relayRows<{ seq: number }>(join(folder, "relay"), newest)[0]?.seq;
}

/** The same where the relay lost everything, too: then nothing can bring a book back. */
async function soldWithoutCopy(): Promise<string> {
  const folder = await soldFolder();
  rmSync(join(folder, "relay"), { recursive: true });
  return folder;
}

function overwritePages(folder: string): void {
  const path = join(folder, "register.db");
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 100, 4096);
  writeFileSync(path, bytes);
}

function editDatabase(folder: string, sql: string): void {
  const db = new Database(join(folder, "register.db"));
  db.exec(sql);
  db.close();
}

/** A start that is refused may not change the file that it refused. */
async function refusedUntouched(folder: string) {
  const path = join(folder, "register.db");
  const before = readFileSync(path);
  const trouble = await troubleOf(folder);
  expect(readFileSync(path).equals(before)).toBe(true);
  return trouble;
}

describe("npm start in trouble", () => {
  it("names a folder that cannot be made: folder-not-writable", async () => {
    const file = join(temporaryFolder(), "a-file");
    writeFileSync(file, "not a folder");
    const trouble = await troubleOf(join(file, "data"));
    expect(trouble).toMatchObject({ exitCode: 1, code: "folder-not-writable" });
    expect(trouble.message).toContain(file);
    expect(readFileSync(file, "utf8")).toBe("not a folder");
  });

  it.skipIf(!mayMount)(
    "names a read-only disk: folder-not-writable (needs root to mount)",
    async () => {
      const disk = openSmallDisk("size=8m");
      if (!disk) throw new Error("mounting worked a moment ago");
      try {
        cpSync(await soldFolder(), disk.folder, { recursive: true });
        disk.remount("ro");
        expect(await refusedUntouched(disk.folder)).toMatchObject({
          exitCode: 1,
          code: "folder-not-writable",
        });
        disk.remount("rw");
        expect(verifyFolder(disk.folder)).toMatchObject({ ok: true });
      } finally {
        disk.remove();
      }
    },
  );

  it("refuses a file that is no database: database-corrupt", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "register.db"), "my notes, which somebody put here".repeat(100));
    expect(await refusedUntouched(folder)).toMatchObject({ exitCode: 1, code: "database-corrupt" });
  });

  it("refuses another program's database: database-corrupt", async () => {
    const folder = temporaryFolder();
    editDatabase(folder, "CREATE TABLE bookmarks (url TEXT)");
    expect(await refusedUntouched(folder)).toMatchObject({ exitCode: 1, code: "database-corrupt" });
  });

  it("refuses a database whose pages were overwritten, and keeps what is left", async () => {
    const folder = await soldWithoutCopy();
    overwritePages(folder);
    const trouble = await troubleOf(folder);
    expect(trouble).toMatchObject({ exitCode: 1, code: "database-corrupt" });
    expect(existsSync(join(folder, "register.db"))).toBe(true);
  });

  it(
    "F7: gets an overwritten database back from the relay, and sells on",
    async () => {
      const folder = await soldFolder();
      overwritePages(folder);
      const demo = await startDemo({ data: folder });
      const till = await openBridge(demo);
      expect(await allSales(till)).toHaveLength(2);
      await sellOne(till);
      await demo.stop();
      expect(verifyFolder(folder)).toMatchObject({ ok: true, fault: null });
    },
    TWO_STARTS_MS,
  );

  it("refuses a database of a newer Tillside by name: database-newer", async () => {
    const folder = await soldFolder();
    editDatabase(folder, "PRAGMA user_version = 9999");
    const trouble = await troubleOf(folder);
    expect(trouble).toMatchObject({ exitCode: 1, code: "database-newer" });
    expect(trouble.message).toContain("9999");
  });

  it("refuses a ledger that was edited: ledger-broken", async () => {
    const folder = await soldWithoutCopy();
    const triggers = new Database(join(folder, "register.db"))
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      .pluck()
      .all();
    const drop = triggers.map((name) => `DROP TRIGGER "${name}";`).join("");
    editDatabase(
      folder,
      `${drop} UPDATE ledger SET content = replace(content, 'cash', 'cxsh') WHERE seq = 2`,
    );
    expect(await troubleOf(folder)).toMatchObject({ exitCode: 1, code: "ledger-broken" });
  });

  it("refuses a ledger whose end is missing, by its side file: ledger-tail-lost", async () => {
    const folder = await soldFolder();
    const older = temporaryFolder();
    cpSync(folder, older, { recursive: true });
    rmSync(join(older, "relay"), { recursive: true });
    const demo = await startDemo({ data: folder });
    await sellOne(await openBridge(demo));
    await demo.stop();
    cpSync(join(folder, "witness"), join(older, "witness"));
    expect(await troubleOf(older)).toMatchObject({ exitCode: 1, code: "ledger-tail-lost" });
  });

  it.skipIf(!mayMount)(
    "names a full disk at the start: disk-full (needs root to mount)",
    async () => {
      const disk = openSmallDisk("size=64k");
      if (!disk) throw new Error("mounting worked a moment ago");
      try {
        expect(await troubleOf(disk.folder)).toMatchObject({ exitCode: 1, code: "disk-full" });
      } finally {
        disk.remove();
      }
    },
  );

  it.skipIf(!mayMount)(
    "refuses a sale that a full disk cannot keep, loses none, and sells on when there is room (needs root to mount)",
    async () => {
      const disk = openSmallDisk("size=2m");
      if (!disk) throw new Error("mounting worked a moment ago");
      const demo = await startDemo({ data: disk.folder });
      try {
        const till = await openBridge(demo);
        const kept: string[] = [];
        let refusal: string | undefined;
        while (refusal === undefined) refusal = await sellUntilRefused();
        expect(refusal).toBe("disk-full");
        expect(kept.length).toBeGreaterThan(0);

        disk.remount("size=16m");
        const { sale } = await till.value("register.view", {});
        kept.push(
          (await payCash(till, sale.itemCount === 0 ? await addToSale(till) : sale)).saleId,
        );
        expect((await allSales(till)).map(({ saleId }) => saleId)).toEqual(kept.toReversed());
        await demo.stop();
        expect(verifyFolder(disk.folder)).toMatchObject({ ok: true, headSeq: kept.length + 2 });

        async function sellUntilRefused(): Promise<string | undefined> {
          const { sale } = await till.value("register.view", {});
          const [product] = await till.value("catalog.search", { text: "espresso", limit: 1 });
          if (!product) throw new Error("the demo sells no espresso");
          const { saleId } = sale;
          const { productId } = product;
          const added = await till.call("sales.add", { saleId, productId, quantity: 1 });
          if (!added.ok) return added.refusal;
          const total = added.value.cashTotal;
          const paid = await till.call("sales.pay-cash", { saleId, total, given: total });
          if (!paid.ok) return paid.refusal;
          kept.push(paid.value.saleId);
          return undefined;
        }
      } finally {
        await demo.stop();
        disk.remove();
      }
    },
  );
});
