import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { chainHash, GENESIS } from "../../../ledger/hash-chain.ts";
import type { LedgerRow } from "../../../ledger/ledger.ts";
import { openWitness } from "../../../ledger/witness.ts";
import { copiedRegisterId, ledgerHead, openCopiedWorld } from "../../support/copied-world.ts";
import { ida, jonas, mara } from "../../support/people.ts";
import { verifyFolder } from "../../support/verify-ledger.ts";
import { beans, kettle, openWorld, papers, type World } from "../../support/world.ts";

const FILES = ["register.db", "register.db-wal", "register.db-shm", "witness"];

function copyFiles(from: string, to: string, files = FILES): void {
  mkdirSync(to, { recursive: true });
  for (const file of files) {
    rmSync(join(to, file), { force: true });
    if (existsSync(join(from, file))) copyFileSync(join(from, file), join(to, file));
  }
}

/** Two sales, a copy of the folder as it was then, and two sales more; all of it at the relay. */
async function soldAndCopied() {
  const copied = await openCopiedWorld();
  const world = await copied.start();
  world.sell(beans);
  world.sell(papers);
  const earlier = join(copied.folder, "earlier");
  world.register.close();
  copyFiles(copied.folder, earlier);
  const again = await copied.start();
  again.sell(kettle);
  const last = again.sell(beans, papers);
  const head = await copied.untilCopied();
  again.register.close();
  return { ...copied, earlier, last, head };
}

/** Makes a backup and waits until it is made. */
function backUp(world: World): Promise<readonly unknown[]> {
  return new Promise((resolve) => {
    world.register.onEvent((event) => {
      if (event.event === "backups-changed") resolve(event.view.backups);
    });
    world.act("backup.make", {});
  });
}

type Sold = Awaited<ReturnType<typeof soldAndCopied>>;

async function expectRestored({ folder, start, last, head, untilCopied }: Sold): Promise<void> {
  const world = await start();
  expect(ledgerHead(folder).seq).toBeGreaterThanOrEqual(head.seq);
  const [newest] = world.act("sales.list", { beforeSeq: null, limit: 1 });
  expect(newest?.saleId).toBe(last.saleId);
  world.sell(kettle);
  await untilCopied();
  world.register.close();
  expect(verifyFolder(folder)).toMatchObject({ ok: true, fault: null });
}

describe("a register that runs", () => {
  it("F8: stops selling when the relay, reached late, has seen more than its book holds", async () => {
    const sold = await soldAndCopied();
    copyFiles(sold.earlier, sold.folder);
    const told: string[] = [];
    const config = { registerId: copiedRegisterId };
    const relay = sold.socketOf(sold.relayWorld.relay);
    const onDiverged = ({ code }: { code: string }) => void told.push(code);
    const world = openWorld({ folder: sold.folder, config, relay, log: sold.log, onDiverged });
    await sold.log.until(({ message }) => message.startsWith("selling stops"));
    expect(told).toEqual(["ledger-tail-lost"]);
    const { saleId } = world.sale();
    const scan = { saleId, code: beans, quantity: 1 };
    expect(world.refusal("sales.scan", scan)).toBe("ledger-diverged");
    world.register.close();
    await expectRestored(sold);
  });
});

describe("startRegister", () => {
  it("F8: gives a rolled-back folder its newest sales back before selling", async () => {
    const sold = await soldAndCopied();
    copyFiles(sold.earlier, sold.folder);
    await expectRestored(sold);
  });

  it("F8: does so when the database alone was rolled back", async () => {
    const sold = await soldAndCopied();
    copyFiles(sold.earlier, sold.folder, FILES.slice(0, 3));
    await expectRestored(sold);
  });

  it("F8: shuts out again who was shut out since, and brings no sale back that was given up", async () => {
    const { start, folder, untilCopied } = await openCopiedWorld();
    const before = await start();
    const { saleId } = before.sale();
    before.act("sales.scan", { saleId, code: beans, quantity: 1 });
    before.act("sales.park", { saleId, label: "" });
    before.register.close();
    const earlier = join(folder, "earlier");
    copyFiles(folder, earlier);
    const world = await start();
    world.act("people.sign-in", jonas);
    world.act("sales.void-parked", { saleId, reason: "did not come back" });
    const leaving = { name: "Mara", role: "clerk", isActive: false } as const;
    world.act("people.change", { userId: mara.userId, ...leaving });
    expect(world.refusal("people.sign-in", { ...ida, pin: "9999" })).toBe("wrong-pin");
    await untilCopied();
    world.register.close();
    copyFiles(earlier, folder);
    const restored = await start();
    expect(restored.refusal("people.sign-in", mara)).toBe("user-not-found");
    const users = restored.act("people.list", {});
    expect(users.find(({ userId }) => userId === ida.userId)).toMatchObject({ wrongPins: 1 });
    restored.act("people.sign-in", jonas);
    expect(restored.act("sales.parked", {})).toEqual([]);
    await untilCopied();
    restored.register.close();
    for (const file of FILES) rmSync(join(folder, file), { force: true });
    const fromNothing = await start();
    expect(fromNothing.refusal("people.sign-in", mara)).toBe("user-not-found");
    fromNothing.act("people.sign-in", jonas);
  });

  it("F6: takes users and products from the newest backup, also where a start without the relay left an empty file", async () => {
    const sold = await soldAndCopied();
    const before = await sold.start();
    before.act("people.sign-in", jonas);
    before.act("people.add", { name: "Noor", role: "clerk", pin: "4321" });
    await sold.untilCopied();
    const backup = await backUp(before);
    expect(backup).toHaveLength(1);
    before.register.close();
    for (const file of FILES.slice(0, 3)) rmSync(join(sold.folder, file), { force: true });
    expect(() =>
      openWorld({ folder: sold.folder, config: { registerId: copiedRegisterId } }),
    ).toThrow(expect.objectContaining({ code: "ledger-tail-lost" }));
    expect(ledgerHead(sold.folder).seq).toBe(0);
    const world = await sold.start();
    expect(world.act("people.list", {}).map(({ name }) => name)).toContain("Noor");
  });

  it.each([
    ["deleted", FILES.slice(0, 3)],
    ["deleted with its side file", FILES],
  ])("F6: restores a database that was %s", async (_what, files) => {
    const sold = await soldAndCopied();
    for (const file of files) rmSync(join(sold.folder, file), { force: true });
    await expectRestored(sold);
  });

  it("F6: restores a database that was cut off, and keeps the damaged one", async () => {
    const sold = await soldAndCopied();
    const damaged = readFileSync(join(sold.folder, "register.db")).subarray(0, 10_000);
    truncateSync(join(sold.folder, "register.db"), 10_000);
    await expectRestored(sold);
    const [aside = ""] = readdirSync(join(sold.folder, "set-aside"));
    expect(readFileSync(join(sold.folder, "set-aside", aside, "register.db"))).toEqual(damaged);
  });

  it("F7: restores a book one byte of which was flipped", async () => {
    const sold = await soldAndCopied();
    const path = join(sold.folder, "register.db");
    const bytes = readFileSync(path);
    const at = bytes.lastIndexOf(sold.last.saleId);
    bytes[at + 6] = (bytes[at + 6] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expectRestored(sold);
  });

  it("B31: puts back what somebody changed with the sqlite3 program, guards and all", async () => {
    const sold = await soldAndCopied();
    const db = new Database(join(sold.folder, "register.db"));
    db.exec("DROP TRIGGER ledger_never_changes; DROP TRIGGER ledger_never_shrinks");
    db.exec("UPDATE ledger SET content = replace(content, '2450', '2449') WHERE seq > 1");
    db.close();
    await expectRestored(sold);
  });

  it("B31: does not sell on a book whose every seal and side file were made anew", async () => {
    const sold = await soldAndCopied();
    const path = join(sold.folder, "register.db");
    const db = new Database(path);
    const guards = db
      .prepare<[], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'ledger'",
      )
      .all();
    for (const { name } of guards) db.exec(`DROP TRIGGER ${name}`);
    let head = { seq: 0, hash: GENESIS };
    for (const { seq, content } of db
      .prepare<[], LedgerRow>("SELECT seq, content, hash FROM ledger ORDER BY seq")
      .all()) {
      const earlier = content.replace(/"atMs":(\d+)/, (_all, atMs) => `"atMs":${Number(atMs) - 1}`);
      head = { seq, hash: chainHash(head.hash, earlier) };
      const change = db.prepare("UPDATE ledger SET content = ?, hash = ? WHERE seq = ?");
      change.run(earlier, head.hash, seq);
    }
    for (const { sql } of guards) db.exec(sql);
    db.close();
    rmSync(join(sold.folder, "witness"));
    const witness = openWitness(join(sold.folder, "witness"));
    witness.record(head);
    witness.close();
    expect(verifyFolder(sold.folder)).toMatchObject({ ok: true });
    await expect(sold.start()).rejects.toMatchObject({ code: "ledger-forked" });
  });

  it("keeps what the relay had not got yet, where it still proves itself", async () => {
    const sold = await soldAndCopied();
    await sold.relayWorld.stop();
    const offline = openWorld({ folder: sold.folder, config: { registerId: copiedRegisterId } });
    const unsent = offline.sell(papers, papers);
    offline.register.close();
    const db = new Database(join(sold.folder, "register.db"));
    const guards = db
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      .pluck();
    for (const name of guards.all()) db.exec(`DROP TRIGGER ${name}`);
    db.exec("UPDATE ledger SET content = replace(content, '2450', '2449') WHERE seq < 4");
    db.close();
    expect(() =>
      openWorld({ folder: sold.folder, config: { registerId: copiedRegisterId } }),
    ).toThrow(expect.objectContaining({ code: "ledger-broken" }));
    const { relay } = await sold.relayWorld.restart();
    const world = await sold.start({ relay: sold.socketOf(relay) });
    const [newest] = world.act("sales.list", { beforeSeq: null, limit: 1 });
    expect(newest?.saleId).toBe(unsent.saleId);
  });

  it("refuses a book that went its own way after a roll-back, and changes neither", async () => {
    const sold = await soldAndCopied();
    copyFiles(sold.earlier, sold.folder);
    const alone = openWorld({ folder: sold.folder, config: { registerId: copiedRegisterId } });
    for (let sale = 1; sale <= 9; sale += 1) alone.sell(beans);
    alone.register.close();
    const forked = ledgerHead(sold.folder);
    await expect(sold.start()).rejects.toMatchObject({ code: "ledger-forked" });
    expect(ledgerHead(sold.folder)).toEqual(forked);
  });

  it("sells without the relay on a good book", async () => {
    const sold = await soldAndCopied();
    await sold.relayWorld.stop();
    const world = await sold.start();
    world.sell(beans);
    expect(ledgerHead(sold.folder).seq).toBeGreaterThan(sold.head.seq);
  });
});
