import type { Database } from "../storage/open-database.ts";
import type { Head } from "../ledger.ts";
import { GENESIS } from "../hash-chain.ts";
import { registerChain } from "../register-chain.ts";
import { openRestore } from "../restore-rows.ts";
import { rowOfLine } from "./json-lines.ts";

/** Entries that share a transaction. */
const STEP_ENTRIES = 512;

/** `fault` says in words what is wrong, and on which line; undefined when all of it is in the book. */
export type Imported = Readonly<{ head: Head; fault?: string }>;

/**
 * Writes the entries of a JSON Lines export into an empty book: the same contents, the same seals,
 * the same totals. Each line is proven before it is written; the first that fails ends the import.
 */
export function importLedger(db: Database, lines: Iterable<string>): Imported {
  const restore = openRestore(db);
  let head: Head = { seq: 0, hash: GENESIS };
  const write = db.transaction((batch: readonly string[]): string | undefined => {
    for (const line of batch) {
      const row = rowOfLine(line);
      if (row === undefined) return `line ${head.seq + 1} is no exported entry`;
      const proven = registerChain.prove(row, head);
      if ("fault" in proven) return `entry ${row.seq}: ${proven.fault}`;
      restore.add(head, row);
      head = { seq: row.seq, hash: row.hash };
    }
    return undefined;
  });
  for (const batch of batches(lines)) {
    const fault = write.immediate(batch);
    if (fault !== undefined) return { head, fault };
  }
  return { head };
}

function* batches(lines: Iterable<string>): Generator<readonly string[]> {
  let batch: string[] = [];
  for (const line of lines) {
    if (line === "") continue;
    batch.push(line);
    if (batch.length < STEP_ENTRIES) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}
