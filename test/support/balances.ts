import { join } from "node:path";
import { expect } from "vitest";
import { openLedger } from "../../ledger/ledger.ts";
import { projectionDifferences } from "../../ledger/rebuild.ts";
import { openForReading } from "../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import type { World } from "./world.ts";

/** What accounts hold in euro cents, by a book that proves itself and its kept sums. */
export function balances({ folder }: World, ...names: string[]): number[] {
  const db = openForReading(join(folder, "register.db"));
  expect(verifyLedger(db).fault).toBeUndefined();
  expect([projectionDifferences(db, "day"), projectionDifferences(db)]).toEqual([[], []]);
  const { balance } = openLedger(db, () => 0);
  const minors = names.map((name) => balance(name, "EUR"));
  db.close();
  return minors;
}
