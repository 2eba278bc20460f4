import Database from "better-sqlite3";
import { TroubleError, type TroubleCode } from "../../contract/trouble.ts";

export type { Database } from "better-sqlite3";

/** "TILL": marks the file as ours (PRAGMA application_id). */
const APPLICATION_ID = 0x54494c4c;

/**
 * Opens a database of ours for writing: WAL, and `synchronous = FULL` because a till must survive
 * a pulled plug (https://sqlite.org/pragma.html#pragma_synchronous). `:memory:` serves tests.
 * Throws TroubleError on a file that is not a whole SQLite database of ours.
 */
export function openDatabase(path: string): Database.Database {
  return guarded(path, () => {
    const db = new Database(path, { timeout: 5_000 });
    const applicationId = Number(db.pragma("application_id", { simple: true }));
    const tables = db.prepare<[], number>("SELECT count(*) FROM sqlite_schema").pluck().get() ?? 0;
    if (applicationId !== APPLICATION_ID && tables > 0) {
      db.close();
      throw new TroubleError("database-corrupt", `${path} is a database, but not Tillside's`);
    }
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.pragma("foreign_keys = ON");
    db.pragma("trusted_schema = OFF");
    // REPLACE must meet the triggers that guard the ledger.
    db.pragma("recursive_triggers = ON");
    if (applicationId !== APPLICATION_ID) db.pragma(`application_id = ${APPLICATION_ID}`);
    return db;
  });
}

/** Opens a database for reading beside a register that may be running. */
export function openForReading(path: string): Database.Database {
  return guarded(path, () => {
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 5_000 });
    db.pragma("foreign_keys = ON");
    return db;
  });
}

/**
 * Holds a folder for this process: the operating system lets go of the lock when the process ends,
 * however it ends. Throws TroubleError `folder-in-use` when another register holds it.
 */
export function holdFolder(lockPath: string): () => void {
  return guarded(lockPath, () => {
    const lock = new Database(lockPath, { timeout: 0 });
    try {
      lock.exec("BEGIN EXCLUSIVE");
    } catch (error) {
      lock.close();
      throw error;
    }
    return () => lock.close();
  });
}

const troubleOf: Readonly<Record<string, TroubleCode>> = {
  SQLITE_NOTADB: "database-corrupt",
  SQLITE_CORRUPT: "database-corrupt",
  SQLITE_FULL: "disk-full",
  SQLITE_READONLY: "folder-not-writable",
  SQLITE_CANTOPEN: "folder-not-writable",
  SQLITE_BUSY: "folder-in-use",
  SQLITE_LOCKED: "folder-in-use",
  SQLITE_IOERR: "storage-failed",
  // No room to enlarge the file of shared memory (https://sqlite.org/rescode.html#ioerr_shmsize).
  SQLITE_IOERR_SHMSIZE: "disk-full",
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
  EROFS: "folder-not-writable",
  EACCES: "folder-not-writable",
  EPERM: "folder-not-writable",
  EISDIR: "folder-not-writable",
  ENOTDIR: "folder-not-writable",
  EEXIST: "folder-not-writable",
  EIO: "storage-failed",
};

/**
 * The trouble that an error of SQLite or of the file system stands for; undefined for what is a bug
 * of ours.
 */
export function storageTrouble(error: unknown): TroubleCode | undefined {
  if (!(error instanceof Error && "code" in error)) return undefined;
  const code = String(error.code);
  const family = /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? "";
  return troubleOf[code] ?? troubleOf[family];
}

/** Runs what touches the file at `path` and gives SQLite's troubles their names. */
export function guarded<Value>(path: string, act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    const code = storageTrouble(error);
    if (code === undefined || !(error instanceof Error)) throw error;
    throw new TroubleError(code, `${path}: ${error.message}`);
  }
}
