import { TroubleError } from "../../contract/trouble.ts";
import type { Head } from "../chain.ts";
import { checkBook, type CheckedBook } from "../check-book.ts";
import { guarded, openForReading, type Database } from "../storage/open-database.ts";

export type ProvenBackup = Readonly<{
  registerId: string;
  head: Head;
  /** The first kept sum that is not what the entries make, in words; undefined where all are. */
  sums: string | undefined;
}>;

/**
 * Opens a backup as a stranger's file and proves its book: whole as a database, and every entry.
 * Throws TroubleError `backup-broken`; what it throws names the file. Sums can be made anew from the
 * entries, so a difference is told and nothing is thrown.
 */
export function proveBackup(path: string): ProvenBackup {
  return named(path, () => {
    const db = openForReading(path);
    try {
      const verdict = String(db.pragma("integrity_check(1)", { simple: true }));
      if (verdict !== "ok") throw new TroubleError("backup-broken", `${path}: ${verdict}`);
      const slices = checkBook(db);
      let head: Head = { seq: 0, hash: "" };
      for (;;) {
        const slice = slices.next();
        if (slice.done) return provenOf(db, path, { head, ...slice.value });
        head = slice.value;
      }
    } finally {
      db.close();
    }
  });
}

/** Proves all of it. Throws as `proveBackup`, and `sums-differ` where the kept sums are wrong. */
export function verifyBackup(path: string): ProvenBackup {
  return withSums(path, proveBackup(path));
}

/** The same beside a register that sells: slice by slice, so that no sale waits for it. */
export async function verifyBackupInSlices(path: string): Promise<ProvenBackup> {
  const db = named(path, () => openForReading(path));
  try {
    const slices = checkBook(db);
    let head: Head = { seq: 0, hash: "" };
    for (;;) {
      const slice = named(path, () => slices.next());
      if (slice.done) return withSums(path, provenOf(db, path, { head, ...slice.value }));
      head = slice.value;
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    db.close();
  }
}

function withSums(path: string, proven: ProvenBackup): ProvenBackup {
  const { sums } = proven;
  if (sums !== undefined) throw new TroubleError("sums-differ", `${path}: ${sums}`);
  return proven;
}

/** Gives the troubles of reading a damaged file one name. */
function named<Value>(path: string, act: () => Value): Value {
  try {
    return guarded(path, act);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    if (error instanceof TroubleError && error.code !== "database-corrupt") throw error;
    throw new TroubleError("backup-broken", `${path}: ${error.message}`);
  }
}

type Checked = CheckedBook & Readonly<{ head: Head }>;

function provenOf(db: Database, path: string, { head, fault, sums }: Checked): ProvenBackup {
  if (fault !== undefined) throw new TroubleError("backup-broken", `${path}: ${fault}`);
  const registerId = ownerOf(db);
  if (registerId === undefined) throw new TroubleError("backup-broken", `${path}: an empty book`);
  return { registerId, head, sums: sums[0]?.words };
}

/** Whose book this is, by its first entry. */
export function ownerOf(db: Database): string | undefined {
  return db.prepare<[], string>("SELECT subject FROM ledger WHERE seq = 1").pluck().get();
}
