import { existsSync } from "node:fs";
import { join } from "node:path";
import { TroubleError } from "../../contract/trouble.ts";
import type { Head } from "../chain.ts";
import { GENESIS } from "../hash-chain.ts";
import { openForReading, type Database } from "../storage/open-database.ts";
import { verifyChain } from "../verify.ts";
import { readWitness } from "../witness.ts";

/** What is known of a register's book from elsewhere than its folder. */
export type Known = Readonly<{
  /** Public halves that the relay keeps for it (32 bytes, base64url); then nobody else may have signed. */
  keys?: readonly string[] | undefined;
  /** A head that a witness has seen, such as the relay. */
  head?: Head | undefined;
}>;

/**
 * Proves that a backup is of the very book that a folder belongs to: a name is written in a book by
 * whoever makes it, and so is every seal. Held against it are what the side file has seen, the entries
 * that stand in the folder as far as they prove themselves, and what is known from elsewhere. Throws
 * TroubleError `backup-differs`.
 */
export function proveOrigin(backup: string, folder: string, known: Known): void {
  const db = openForReading(backup);
  try {
    const fault =
      faultOfHead(db, seenIn(folder), "the side file") ??
      faultOfHead(db, known.head, "the witness") ??
      faultOfKeys(db, known.keys ?? []) ??
      faultOfBook(db, join(folder, "register.db"));
    if (fault !== undefined) throw new TroubleError("backup-differs", `${backup}: ${fault}`);
  } finally {
    db.close();
  }
}

const hashAt = (db: Database, seq: number) =>
  db.prepare<[number], string>("SELECT hash FROM ledger WHERE seq = ?").pluck().get(seq);

/** A backup that ends before it cannot be held against it; the start asks the relay for the rest. */
function faultOfHead(db: Database, seen: Head | undefined, who: string): string | undefined {
  const hash = seen && hashAt(db, seen.seq);
  if (hash === undefined || hash === seen?.hash) return undefined;
  return `${who} has seen another entry ${seen?.seq}`;
}

function faultOfKeys(db: Database, keys: readonly string[]): string | undefined {
  if (keys.length === 0) return undefined;
  const announced = db
    .prepare<[], string>(
      "SELECT content ->> '$.entry.publicKey' FROM ledger WHERE type = 'signing-key-announced'",
    )
    .pluck()
    .all();
  const stranger = announced.find((key) => !keys.includes(key));
  if (stranger !== undefined)
    return `it announces a key that is not one of those given: ${stranger}`;
  // That each Z after the first key is signed, by a key that was announced, the proof has shown.
  const signed = db
    .prepare(
      "SELECT 1 FROM ledger WHERE type = 'day-closed' AND content ->> '$.entry.signature' IS NOT NULL",
    )
    .get();
  return signed === undefined ? "a key was given, and no Z is signed by it" : undefined;
}

function faultOfBook(db: Database, path: string): string | undefined {
  const good = goodHead(path);
  if (good.seq === 0) return undefined;
  const own = openForReading(path);
  try {
    const newest = db.prepare<[], number>("SELECT max(seq) FROM ledger").pluck().get() ?? 0;
    const seq = Math.min(good.seq, newest);
    return hashAt(own, seq) === hashAt(db, seq)
      ? undefined
      : `entry ${seq} of the book that stands here is another`;
  } finally {
    own.close();
  }
}

/** How far a book that stands there proves its seals; nothing of one that cannot be read. */
function goodHead(path: string): Head {
  const nothing = { seq: 0, hash: GENESIS };
  if (!existsSync(path)) return nothing;
  try {
    const db = openForReading(path);
    try {
      return verifyChain(db, nothing).head;
    } finally {
      db.close();
    }
  } catch (error) {
    // It is damaged: that is why it is replaced.
    if (error instanceof Error && "code" in error) return nothing;
    throw error;
  }
}

/** Undefined where there is no side file, or none that can be read. */
function seenIn(folder: string): Head | undefined {
  const path = join(folder, "witness");
  if (!existsSync(path)) return undefined;
  try {
    return readWitness(path);
  } catch (error) {
    if (error instanceof TroubleError) return undefined;
    throw error;
  }
}
