import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectionDifferences } from "../../../ledger/rebuild.ts";
import { openForReading, type Database } from "../../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../../ledger/verify.ts";
import { readWitness } from "../../../ledger/witness.ts";
import type { Ack } from "./drill-register.ts";

/** What a crash must not do to a book, in words; empty where all of it holds (I4 to I7, I9). */
export function violationsIn(folder: string, acks: readonly Ack[]): readonly string[] {
  const path = join(folder, "register.db");
  if (!existsSync(path)) return acks.length === 0 ? [] : ["there is no book any more"];
  try {
    const db = openForReading(path);
    try {
      return violationsOf(db, folder, acks);
    } finally {
      db.close();
    }
  } catch (error) {
    return [`the book cannot be read: ${String(error)}`];
  }
}

function violationsOf(db: Database, folder: string, acks: readonly Ack[]): readonly string[] {
  const hash = db.prepare<[number], string>("SELECT hash FROM ledger WHERE seq = ?").pluck();
  const lost = acks.filter((ack) => hash.get(ack.seq) !== ack.hash);
  const { fault } = verifyLedger(db);
  const verdict = String(db.pragma("integrity_check(1)", { simple: true }));
  const witness = join(folder, "witness");
  const seen = existsSync(witness) ? readWitness(witness) : undefined;
  return [
    ...lost.map(({ seq }) => `lost: entry ${seq} was answered and is gone`),
    ...(fault === undefined ? [] : [`ledger: ${fault}`]),
    ...(verdict === "ok" ? [] : [`database: ${verdict}`]),
    ...(seen && hash.get(seen.seq) !== seen.hash ? [`witness: entry ${seen.seq} is gone`] : []),
    ...projectionDifferences(db, "book").map((difference) => `sums: ${difference}`),
  ];
}
