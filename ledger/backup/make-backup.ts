import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "../storage/open-database.ts";
import { guarded, openDatabase } from "../storage/open-database.ts";
import { makeFolder } from "../storage/make-folder.ts";
import { backupName, type BackupFile } from "./backup-file.ts";
import { verifyBackupInSlices } from "./verify-backup.ts";

/** So many pages of 4 KB between two turns of the event loop: some milliseconds of copying. */
const PAGES_A_TURN = 256;

type Made = Readonly<{ db: Database; folder: string; atMs: number }>;

/**
 * Copies a book that is being written, a few pages at a time, proves the copy, and only then gives
 * it the name of a backup: whatever breaks in between, what bears that name opens and verifies.
 * Throws TroubleError.
 */
export async function makeBackup({ db, folder, atMs }: Made): Promise<BackupFile> {
  guarded(folder, () => {
    makeFolder(folder);
    removeUnfinished(folder);
  });
  const part = join(folder, `${atMs}.part`);
  await copyPages(db, part);
  guarded(folder, () => standAlone(part));
  const { registerId, head } = await verifyBackupInSlices(part);
  return guarded(folder, () => {
    const path = join(folder, backupName({ registerId, seq: head.seq, atMs }));
    sync(part);
    renameSync(part, path);
    sync(folder);
    return { path, registerId, seq: head.seq, atMs };
  });
}

/** Leftovers of a crash, or of a full disk. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/\.part(-wal|-shm|-journal)?$/.test(name)) rmSync(join(folder, name), { force: true });
  }
}

async function copyPages(db: Database, part: string): Promise<void> {
  try {
    await db.backup(part, { progress: () => PAGES_A_TURN });
  } catch (error) {
    rmSync(part, { force: true });
    guarded(part, () => {
      throw error;
    });
  }
}

/** One file, not one of three: a backup needs no write-ahead log beside it. */
function standAlone(part: string): void {
  const copy = openDatabase(part);
  copy.pragma("journal_mode = DELETE");
  copy.close();
}

function sync(path: string): void {
  const file = openSync(path, "r");
  fsyncSync(file);
  closeSync(file);
}
