import { existsSync } from "node:fs";
import { join } from "node:path";
import { TroubleError } from "../../contract/trouble.ts";
import { brokenMark } from "../../ledger/broken-mark.ts";
import { GENESIS } from "../../ledger/hash-chain.ts";
import { openLedger, type Head } from "../../ledger/ledger.ts";
import { registerMigrations } from "../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../ledger/storage/migrate.ts";
import { guarded, openDatabase, type Database } from "../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import { readWitness } from "../../ledger/witness.ts";
import { TAIL_ENTRIES } from "../prove-tail.ts";

/** What stands in a register's folder before it is opened. `why` is the trouble that was found. */
export type Survey = Readonly<{
  head: Head;
  hashAt: (seq: number) => string | undefined;
  why: TroubleError | undefined;
}>;

const emptyBook = { head: { seq: 0, hash: GENESIS }, hashAt: () => undefined };

/** Looks at the newest entries and at the side file, as the start does, and tells what it found. */
export function surveyBook<Value>(folder: string, use: (survey: Survey) => Value): Value {
  const path = join(folder, "register.db");
  if (!existsSync(path)) return use({ ...emptyBook, why: lostSince(folder, emptyBook) });
  let db: Database | undefined;
  const found: Survey = troubled(() => {
    db = openDatabase(path);
    migrate(db, registerMigrations);
    // A book of an older schema gets the rows that follow from its entries.
    openLedger(db, () => 0);
    return surveyDatabase(folder, db);
  });
  try {
    return use(found);
  } finally {
    db?.close();
  }
}

function troubled(survey: () => Survey): Survey {
  try {
    return guarded("register.db", survey);
  } catch (error) {
    if (!(error instanceof TroubleError)) throw error;
    return { ...emptyBook, why: error };
  }
}

function surveyDatabase(folder: string, db: Database): Survey {
  const selectHash = db.prepare<[number], string>("SELECT hash FROM ledger WHERE seq = ?").pluck();
  const { head, fault = brokenMark(folder) } = verifyLedger(db, TAIL_ENTRIES);
  const book = { head, hashAt: (seq: number) => selectHash.get(seq) };
  const broken = fault === undefined ? undefined : new TroubleError("ledger-broken", fault);
  return { ...book, why: broken ?? lostSince(folder, book) };
}

/** What the side file has seen and the book does not hold. */
function lostSince(
  folder: string,
  { head, hashAt }: Pick<Survey, "head" | "hashAt">,
): TroubleError | undefined {
  const path = join(folder, "witness");
  const seen = existsSync(path) ? readSeen(path) : undefined;
  if (seen === undefined || hashAt(seen.seq) === seen.hash) return undefined;
  const detail = `the side file has seen entry ${seen.seq}, the ledger ends at ${head.seq} or differs`;
  return new TroubleError("ledger-tail-lost", detail);
}

/** A side file that cannot be read is the start's to refuse, not ours. */
function readSeen(path: string): Head | undefined {
  try {
    return readWitness(path);
  } catch (error) {
    if (error instanceof TroubleError) return undefined;
    throw error;
  }
}
