import { TroubleError } from "../../contract/trouble.ts";
import type { Head } from "../chain.ts";
import { checkBook } from "../check-book.ts";
import { guarded, openForReading, type Database } from "../storage/open-database.ts";
import { verifyLedger } from "../verify.ts";

export type ProvenBackup = Readonly<{ registerId: string; head: Head }>;

/**
 * Opens a backup as a stranger's file and proves all of it: whole as a database, and as a book.
 * Throws TroubleError `backup-broken`; what it throws names the file.
 */
export function verifyBackup(path: string): ProvenBackup {
  return named(path, () => {
    const db = openForReading(path);
    try {
      const verdict = String(db.pragma("integrity_check(1)", { simple: true }));
      if (verdict !== "ok") throw new TroubleError("backup-broken", `${path}: ${verdict}`);
      const { head, fault } = verifyLedger(db);
      return provenOf(db, path, { head, fault });
    } finally {
      db.close();
    }
  });
}

/** The same beside a register that sells: slice by slice, so that no sale waits for it. */
export async function verifyBackupInSlices(path: string): Promise<ProvenBackup> {
  const db = named(path, () => openForReading(path));
  try {
    const slices = checkBook(db);
    let head: Head = { seq: 0, hash: "" };
    for (;;) {
      const slice = named(path, () => slices.next());
      if (slice.done) return provenOf(db, path, { head, fault: slice.value });
      head = slice.value;
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    db.close();
  }
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

type Checked = Readonly<{ head: Head; fault: string | undefined }>;

function provenOf(db: Database, path: string, { head, fault }: Checked): ProvenBackup {
  if (fault !== undefined) throw new TroubleError("backup-broken", `${path}: ${fault}`);
  const registerId = ownerOf(db);
  if (registerId === undefined) throw new TroubleError("backup-broken", `${path}: an empty book`);
  return { registerId, head };
}

/** Whose book this is, by its first entry. */
export function ownerOf(db: Database): string | undefined {
  return db.prepare<[], string>("SELECT subject FROM ledger WHERE seq = 1").pluck().get();
}
