import Database from "better-sqlite3";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { BackupsView } from "../../../contract/backup-views.ts";
import { listBackups } from "../../../ledger/backup/backup-file.ts";
import { restoreBackup } from "../../../ledger/backup/restore-backup.ts";
import { verifyBackup } from "../../../ledger/backup/verify-backup.ts";
import { projectionDifferences } from "../../../ledger/rebuild.ts";
import { openForReading } from "../../../ledger/storage/open-database.ts";
import { closeDay, openDayWorld, openDrawer } from "../../support/day.ts";
import { verifyFolder } from "../../support/verify-ledger.ts";
import { beans, kettle, type World } from "../../support/world.ts";

const wrongDay =
  "UPDATE day_total SET minor = minor + 100000 WHERE day = 1 AND what GLOB 'tender:*'";

function tamper(path: string, sql = wrongDay): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

/** One closed day of 24.50, and the next one's drawer open. */
function soldDay(): World {
  const { world } = openDayWorld();
  openDrawer(world);
  world.sell(beans);
  closeDay(world);
  openDrawer(world);
  return world;
}

const bookOf = ({ folder }: World) => join(folder, "register.db");

const takenOf = (world: World) => world.act("day.period", { fromZ: 1, toZ: 1 }).taken.minor;

const attentionIn = (world: World) => world.act("attention.list", {}).map(({ kind }) => kind);

/** The next thing that needs a person, as the screens hear of it. */
function untilAttention(world: World): Promise<void> {
  return new Promise((resolve) => {
    const stop = world.register.onEvent(({ event }) => {
      if (event !== "attention-changed") return;
      stop();
      resolve();
    });
  });
}

/** The first view in which no backup is being made. */
function untilBackup(world: World, isIt: (view: BackupsView) => boolean): Promise<BackupsView> {
  return new Promise((resolve) => {
    const stop = world.register.onEvent((event) => {
      if (event.event !== "backups-changed" || !isIt(event.view)) return;
      stop();
      resolve(event.view);
    });
  });
}

describe("kept sums of a closed day that were changed beside the book", () => {
  it("are made anew beside the selling, stand in the book, and need a person through the next day, P7", async () => {
    const world = soldDay();
    world.register.close();
    tamper(bookOf(world));
    const again = world.restart();
    expect(takenOf(again)).toBe(102_450);
    const told = untilAttention(again);
    again.sell(kettle);
    await told;
    expect(takenOf(again)).toBe(2_450);
    expect(attentionIn(again)).toEqual(["sums-rebuilt"]);
    const [act] = again.act("people.activity", { beforeSeq: null, limit: 1 });
    expect(act).toMatchObject({
      what: "sums-rebuilt",
      facts: [{ kind: "text", text: expect.stringContaining("day 1: ") as string }],
    });
    again.sell(beans);
    closeDay(again);
    expect(attentionIn(again)).toEqual(["sums-rebuilt"]);
    const calm = untilAttention(again);
    openDrawer(again);
    closeDay(again);
    await calm;
    expect(attentionIn(again)).toEqual([]);
    again.register.close();
    expect(verifyFolder(world.folder).fault).toBeNull();
  });

  it("need a person the next morning, too, where the close itself found them", () => {
    const world = soldDay();
    world.sell(beans);
    tamper(bookOf(world), "UPDATE day_total SET count = count + 7 WHERE day = 2");
    closeDay(world);
    expect(attentionIn(world)).toEqual(["sums-rebuilt"]);
  });

  it("make no backup; the book is checked, mended, and backed up then", async () => {
    const world = soldDay();
    // The copy is taken before the register's own check is through.
    tamper(bookOf(world));
    const failed = untilBackup(world, ({ failure }) => failure !== null);
    const made = untilBackup(world, ({ backups }) => backups.length > 0);
    world.act("backup.make", {});
    expect((await failed).failure).toBe("sums-differ");
    expect(await made).toMatchObject({ failure: null });
    const [backup] = listBackups(join(world.folder, "backups"));
    expect(verifyBackup(backup?.path ?? "").sums).toBeUndefined();
    expect(takenOf(world)).toBe(2_450);
  });

  it("are found in a backup, which can be restored all the same: its sums are made anew", async () => {
    const world = soldDay();
    const made = untilBackup(world, ({ backups }) => backups.length > 0);
    world.act("backup.make", {});
    await made;
    world.register.close();
    const path = listBackups(join(world.folder, "backups"))[0]?.path ?? "";
    tamper(path);
    expect(() => verifyBackup(path)).toThrow(expect.objectContaining({ code: "sums-differ" }));
    const { head } = restoreBackup({ folder: world.folder, backup: path, atMs: 7 });
    const db = openForReading(bookOf(world));
    expect(projectionDifferences(db)).toEqual([]);
    db.close();
    expect(verifyFolder(world.folder)).toMatchObject({ fault: null, headSeq: head.seq });
  });
});
