import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listBackups } from "../../../ledger/backup/backup-file.ts";
import { makeBackup } from "../../../ledger/backup/make-backup.ts";
import { restoreBackup } from "../../../ledger/backup/restore-backup.ts";
import { openForReading } from "../../../ledger/storage/open-database.ts";
import { ledgerHead } from "../../support/copied-world.ts";
import { closeDay, openDayWorld, openDrawer } from "../../support/day.ts";
import { beans, kettle, temporaryFolder, type World } from "../../support/world.ts";

const differs = expect.objectContaining({ code: "backup-differs" }) as unknown as Error;

/** A day of a register that is closed now, by its Z. */
function soldDay(...codes: string[]): World {
  const { world } = openDayWorld();
  openDrawer(world);
  for (const code of codes) world.sell(code);
  closeDay(world);
  world.register.close();
  return world;
}

async function backupOf({ folder }: World) {
  const db = openForReading(join(folder, "register.db"));
  const keys = db
    .prepare<[], string>(
      "SELECT content ->> '$.entry.publicKey' FROM ledger WHERE type = 'signing-key-announced'",
    )
    .pluck()
    .all();
  const { path } = await makeBackup({ db, folder: temporaryFolder(), atMs: 5 });
  db.close();
  return { path, keys, head: ledgerHead(folder) };
}

/** Another book in the same register's name, every seal in its place: longer, so that nothing is missing. */
async function stranger() {
  return backupOf(soldDay(kettle, kettle, kettle));
}

const remove = ({ folder }: World, ...files: string[]) =>
  files.forEach((file) => rmSync(join(folder, file), { force: true }));
const BOOK = ["register.db", "register.db-wal", "register.db-shm"];

describe("B32: the backup of another book in this register's name, every seal in its place", () => {
  it("is refused where the register's own book stands, and changes nothing", async () => {
    const { path: backup } = await stranger();
    const own = soldDay(beans);
    remove(own, "witness");
    const head = ledgerHead(own.folder);
    expect(() => restoreBackup({ folder: own.folder, backup, atMs: 7 })).toThrow(differs);
    expect(ledgerHead(own.folder)).toEqual(head);
  });

  it("is refused by what the side file has seen, where the book is gone", async () => {
    const { path: backup } = await stranger();
    const own = soldDay(beans);
    remove(own, ...BOOK);
    expect(() => restoreBackup({ folder: own.folder, backup, atMs: 7 })).toThrow(differs);
  });

  it("is refused by the key and by the head that the relay keeps, where the folder is empty", async () => {
    const { path: backup, keys: strangers, head: strange } = await stranger();
    const { keys, head } = await backupOf(soldDay(beans));
    const into = (known: object) => () =>
      restoreBackup({ folder: temporaryFolder(), backup, atMs: 7, known });
    expect(keys).toHaveLength(1);
    expect(into({ keys })).toThrow(differs);
    expect(into({ head })).toThrow(differs);
    expect(into({ keys: strangers, head: strange })).not.toThrow();
  });
});

describe("a register's own backup", () => {
  it("comes back over its book, over the side file alone, and with the relay's key and head", async () => {
    const own = soldDay(beans);
    const { path: backup, keys, head } = await backupOf(own);
    const again = own.restart();
    openDrawer(again);
    again.sell(kettle);
    again.register.close();
    const restore = (known = {}) =>
      restoreBackup({ folder: own.folder, backup, atMs: 7, known }).head.seq;
    expect(restore()).toBe(head.seq);
    remove(own, ...BOOK);
    expect(restore()).toBe(head.seq);
    expect(restore({ keys, head })).toBe(head.seq);
  });

  it("without a signed Z proves nothing to somebody who gives a key", async () => {
    const { world } = openDayWorld();
    world.register.close();
    const { path: backup } = await backupOf(world);
    const { keys } = await backupOf(soldDay(beans));
    const wanted = { folder: temporaryFolder(), backup, atMs: 7, known: { keys } };
    expect(() => restoreBackup(wanted)).toThrow(differs);
    expect(listBackups(wanted.folder)).toEqual([]);
  });
});
