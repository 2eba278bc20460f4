import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { TroubleError } from "../../contract/trouble.ts";
import { clearBrokenMark } from "../broken-mark.ts";
import type { Head } from "../chain.ts";
import { rebuildProjections } from "../rebuild.ts";
import { makeFolder } from "../storage/make-folder.ts";
import { guarded, holdFolder, openDatabase, openForReading } from "../storage/open-database.ts";
import { readWitness } from "../witness.ts";
import { proveOrigin, type Known } from "./prove-origin.ts";
import { ownerOf, proveBackup, type ProvenBackup } from "./verify-backup.ts";

const FILES = ["register.db", "register.db-wal", "register.db-shm"];

export type Restored = Readonly<{
  head: Head;
  /** What the side file has seen after the backup; the start fetches it from the relay. */
  witnessed: Head | undefined;
  /** Where the files that stood there before are kept. */
  aside: string;
}>;

type Wanted = Readonly<{
  folder: string;
  backup: string;
  /** Whose book it must be, where the folder does not say so any more. */
  registerId?: string | undefined;
  atMs: number;
  known?: Known | undefined;
}>;

/**
 * Puts a proven backup in a register's place. The side file stays: what it has seen must come back
 * from the relay before anything is sold, so no number is given out twice. Refuses a folder in use
 * (`folder-in-use`), another register's backup (`other-register`), one of another book in this
 * register's name (`backup-differs`), and one that does not prove
 * itself (`backup-broken`); then nothing is changed. Kept sums that are wrong are made anew.
 */
export function restoreBackup(wanted: Wanted): Restored {
  const { folder, backup, registerId } = wanted;
  if (!existsSync(backup)) throw new TroubleError("backup-broken", `there is no ${backup}`);
  return guarded(folder, () => {
    makeFolder(folder);
    const letGo = holdFolder(join(folder, "lock"));
    try {
      const proven = proveBackup(backup);
      const owner = registerId ?? ownerOfFolder(folder) ?? proven.registerId;
      if (proven.registerId !== owner) {
        const whose = `the backup is of ${proven.registerId}, this register is ${owner}`;
        throw new TroubleError("other-register", whose);
      }
      proveOrigin(backup, folder, wanted.known ?? {});
      const aside = replace(wanted, proven);
      return { head: proven.head, witnessed: seenAfter(folder, proven.head), aside };
    } finally {
      letGo();
    }
  });
}

/** By the database that stands there; undefined where none does, or none that can be read. */
function ownerOfFolder(folder: string): string | undefined {
  const path = join(folder, "register.db");
  if (!existsSync(path)) return undefined;
  try {
    const db = openForReading(path);
    try {
      return ownerOf(db);
    } finally {
      db.close();
    }
  } catch (error) {
    // A damaged file cannot say whose it was; that is why it is replaced.
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}

/** The copy is on the disk, its sums right, before anything that stood there moves. */
function replace({ folder, backup, atMs }: Wanted, { sums }: ProvenBackup): string {
  const incoming = join(folder, "register.db.restoring");
  for (const suffix of ["", "-wal", "-shm"]) rmSync(incoming + suffix, { force: true });
  copyFileSync(backup, incoming);
  if (sums !== undefined) makeSumsAnew(incoming);
  const file = openSync(incoming, "r");
  fsyncSync(file);
  closeSync(file);
  const aside = join(folder, "set-aside", `restored-${atMs}`);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const name of FILES) {
    if (existsSync(join(folder, name))) renameSync(join(folder, name), join(aside, name));
  }
  renameSync(incoming, join(folder, "register.db"));
  clearBrokenMark(folder);
  return aside;
}

function makeSumsAnew(path: string): void {
  const db = openDatabase(path);
  try {
    rebuildProjections(db);
    db.pragma("journal_mode = DELETE");
  } finally {
    db.close();
  }
}

function seenAfter(folder: string, head: Head): Head | undefined {
  const path = join(folder, "witness");
  const seen = existsSync(path) ? readWitness(path) : undefined;
  return seen !== undefined && seen.seq > head.seq ? seen : undefined;
}
