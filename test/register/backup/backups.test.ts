import Database from "better-sqlite3";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RegisterId } from "../../../contract/ids.ts";
import { listBackups } from "../../../ledger/backup/backup-file.ts";
import { makeBackup } from "../../../ledger/backup/make-backup.ts";
import { pruneBackups } from "../../../ledger/backup/prune-backups.ts";
import { restoreBackup } from "../../../ledger/backup/restore-backup.ts";
import { verifyBackup } from "../../../ledger/backup/verify-backup.ts";
import { openForReading } from "../../../ledger/storage/open-database.ts";
import { copiedRegisterId, ledgerHead, openCopiedWorld } from "../../support/copied-world.ts";
import {
  beans,
  kettle,
  openWorld,
  papers,
  temporaryFolder,
  type World,
} from "../../support/world.ts";

const coded = (code: string) => expect.objectContaining({ code }) as unknown as Error;

/** Asks as the clerk does, and waits for the event that ends it. */
function backUp(world: World): Promise<readonly { name: string; seq: number }[]> {
  return new Promise((resolve) => {
    const stop = world.register.onEvent((event) => {
      if (event.event !== "backups-changed") return;
      stop();
      resolve(event.view.backups);
    });
    world.act("backup.make", {});
  });
}

describe("backup.make", () => {
  it("copies and proves the book while it is sold on, and says so", async () => {
    const world = openWorld();
    world.sell(beans);
    const made = backUp(world);
    expect(world.act("backup.list", {}).isRunning).toBe(true);
    world.sell(papers);
    const [backup] = await made;
    expect(world.act("backup.list", {})).toMatchObject({ isRunning: false, failure: null });
    const { registerId, head } = verifyBackup(join(world.folder, "backups", backup?.name ?? ""));
    expect(registerId).toBe("reg_demo-2");
    expect(head.seq).toBe(backup?.seq);
    expect(world.sell(kettle).seq).toBeGreaterThan(head.seq);
  });

  it("F39: leaves no half of a backup under a backup's name, whatever a crash left behind", async () => {
    const world = openWorld();
    const folder = join(world.folder, "backups");
    mkdirSync(folder);
    writeFileSync(join(folder, "1800000000000.part"), "half of a database");
    expect(world.act("backup.list", {}).backups).toEqual([]);
    const [backup] = await backUp(world);
    expect(readdirSync(folder)).toEqual([backup?.name]);
  });

  it("says that it could not, and sells on", async () => {
    const world = openWorld();
    writeFileSync(join(world.folder, "backups"), "a file where a folder must be");
    await backUp(world);
    expect(world.act("backup.list", {}).failure).toBe("folder-not-writable");
    world.sell(beans);
  });
});

describe("pruneBackups", () => {
  it("keeps so many, so long, and always the newest", () => {
    const folder = temporaryFolder();
    const day = 86_400_000;
    const backups = [0, 1, 2, 3, 40].map((age) => {
      const path = join(folder, `${age}`);
      writeFileSync(path, "");
      return { path, registerId: "reg_1", seq: 100 - age, atMs: (100 - age) * day };
    });
    const kept = pruneBackups(backups, { count: 3, days: 31 }, 100 * day);
    expect(kept.map(({ seq }) => seq)).toEqual([100, 99, 98]);
    expect(readdirSync(folder).sort()).toEqual(["0", "1", "2"]);
    expect(pruneBackups(kept.slice(0, 1), { count: 3, days: 31 }, 500 * day)).toHaveLength(1);
  });
});

async function backedUp() {
  const world = openWorld();
  world.sell(beans);
  await backUp(world);
  world.sell(papers);
  world.register.close();
  const [backup] = listBackups(join(world.folder, "backups"));
  if (backup === undefined) throw new Error("no backup");
  return { world, backup };
}

describe("restoreBackup", () => {
  it("puts the backup in the book's place and keeps what stood there", async () => {
    const { world, backup } = await backedUp();
    const before = readFileSync(join(world.folder, "register.db"));
    const restored = restoreBackup({ folder: world.folder, backup: backup.path, atMs: 7 });
    expect(restored.head.seq).toBe(backup.seq);
    expect(readFileSync(join(restored.aside, "register.db"))).toEqual(before);
    expect(ledgerHead(world.folder).seq).toBe(backup.seq);
  });

  it("F8: a number that the side file has seen is not given out twice", async () => {
    const { world, backup } = await backedUp();
    const { witnessed } = restoreBackup({ folder: world.folder, backup: backup.path, atMs: 7 });
    expect(witnessed?.seq).toBeGreaterThan(backup.seq);
    expect(() => openWorld({ folder: world.folder })).toThrow(coded("ledger-tail-lost"));
  });

  it("B32: refuses the backup of another register, and changes nothing", async () => {
    const { backup } = await backedUp();
    const registerId = RegisterId.parse("reg_other");
    const other = openWorld({ config: { registerId } });
    other.sell(beans);
    other.register.close();
    const head = ledgerHead(other.folder);
    const wanted = { folder: other.folder, backup: backup.path, atMs: 7 };
    expect(() => restoreBackup(wanted)).toThrow(coded("other-register"));
    expect(ledgerHead(other.folder)).toEqual(head);
    for (const file of ["register.db", "witness"]) rmSync(join(other.folder, file));
    expect(() => restoreBackup({ ...wanted, registerId })).toThrow(coded("other-register"));
    // Even a file that somebody copied there by hand is not this register's.
    copyFileSync(backup.path, join(other.folder, "register.db"));
    expect(() => openWorld({ folder: other.folder, config: { registerId } })).toThrow(
      coded("other-register"),
    );
  });

  it("refuses a folder that a register holds", async () => {
    const { world, backup } = await backedUp();
    const again = openWorld({ folder: world.folder });
    const wanted = { folder: world.folder, backup: backup.path, atMs: 7 };
    expect(() => restoreBackup(wanted)).toThrow(coded("folder-in-use"));
    again.sell(beans);
  });

  it.each([
    ["one byte flipped", (bytes: Buffer) => bytes.writeUInt8(bytes.readUInt8(8_200) ^ 1, 8_200)],
    ["its end cut off", (bytes: Buffer) => bytes.subarray(0, 12_288)],
    ["nothing of a database in it", () => Buffer.from("not a database ".repeat(99))],
  ])("refuses a backup with %s, and changes nothing", async (_what, damage) => {
    const { world, backup } = await backedUp();
    const bytes = readFileSync(backup.path);
    const damaged = damage(bytes);
    writeFileSync(backup.path, typeof damaged === "number" ? bytes : damaged);
    const head = ledgerHead(world.folder);
    const wanted = { folder: world.folder, backup: backup.path, atMs: 7 };
    expect(() => restoreBackup(wanted)).toThrow(coded("backup-broken"));
    expect(ledgerHead(world.folder)).toEqual(head);
    expect(existsSync(join(world.folder, "set-aside"))).toBe(false);
  });
});

describe("a start after a restore", () => {
  it("gets the rest from the relay, users and all else from the backup", async () => {
    const copied = await openCopiedWorld();
    const world = await copied.start();
    world.sell(beans);
    await backUp(world);
    const last = world.sell(papers);
    await copied.untilCopied();
    world.register.close();
    // The database is lost for good: the newest backup is what the new one is made from.
    const lost = new Database(join(copied.folder, "register.db"));
    lost.close();
    writeFileSync(join(copied.folder, "register.db"), "gone");
    const again = await copied.start();
    const [newest] = again.act("sales.list", { beforeSeq: null, limit: 1 });
    expect(newest?.saleId).toBe(last.saleId);
    expect(copied.log.lines).toContainEqual(
      expect.objectContaining({
        message: "the ledger was restored",
        fields: expect.objectContaining({
          base: expect.stringContaining(".backup") as string,
        }) as object,
      }),
    );
    expect(copiedRegisterId).toBe("reg_1");
  });
});

describe("makeBackup", () => {
  it("copies a book that another process writes", async () => {
    const world = openWorld();
    world.sell(beans);
    const reader = openForReading(join(world.folder, "register.db"));
    const folder = temporaryFolder();
    const made = makeBackup({ db: reader, folder, atMs: 5 });
    world.sell(papers);
    const backup = await made;
    reader.close();
    expect(verifyBackup(backup.path).head.seq).toBe(backup.seq);
  });
});
