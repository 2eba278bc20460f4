import type { Recorded } from "./chain.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import { openRefunded, type EntriesOf } from "./refunded.ts";
import { registerMigrations } from "./storage/migrations/migrations.ts";
import { migrate } from "./storage/migrate.ts";
import { openDatabase, type Database } from "./storage/open-database.ts";

const moves: readonly string[] = [
  "refund-started",
  "refund-failed",
  "refund-paid",
  "payment-voided",
] satisfies LedgerEntry["type"][];

/** The sale that a refund of this book's own goods moved; money of a replaced payment is no sale's. */
export function refundedSaleOf({ entry }: Recorded<LedgerEntry>): string | undefined {
  if ("isReplaced" in entry && entry.isReplaced) return undefined;
  if (entry.type === "payment-captured") return entry.lateTipMinor ? entry.saleId : undefined;
  return moves.includes(entry.type) && "saleId" in entry ? (entry.saleId ?? undefined) : undefined;
}

/**
 * What the kept sums of refunds say otherwise than the entries, in words. Of every sale what went
 * back in all is compared; of those named here, line by line and with what can go back at most.
 */
export function differencesOfRefunded(
  db: Database,
  entriesOf: EntriesOf,
  saleIds: readonly string[],
): readonly string[] {
  return [...differencesOfSums(db), ...differencesOfSales(db, entriesOf, saleIds)];
}

/**
 * A refund claims its amount when it starts, and gives it back when it fails; a void claims all of
 * it. As openRefunded counts them: what it leaves out is left out here.
 */
function differencesOfSums(db: Database): readonly string[] {
  return db
    .prepare<[], string>(
      `WITH moved AS (
         SELECT subject AS sale_id, sum(
           CASE type WHEN 'refund-failed' THEN -1 ELSE 1 END * (content ->> '$.entry.amountMinor')
         ) AS minor
         FROM ledger
         WHERE type IN ('refund-started', 'refund-failed', 'refund-paid', 'payment-voided')
           AND content ->> '$.entry.isReplaced' IS NULL
           AND content ->> '$.entry.originRegisterId' IS NULL
         GROUP BY subject
       )
       SELECT 'refunds of ' || sale_id || ': ' || coalesce(refunded_minor, 0) || ' is kept, '
         || coalesce(minor, 0) || ' is right'
       FROM moved FULL JOIN refunded_sale USING (sale_id)
       WHERE coalesce(minor, 0) <> coalesce(refunded_minor, 0)`,
    )
    .pluck()
    .all();
}

function differencesOfSales(
  db: Database,
  entriesOf: EntriesOf,
  saleIds: readonly string[],
): readonly string[] {
  if (saleIds.length === 0) return [];
  const proof = openRefundedProof(db, entriesOf);
  try {
    return saleIds.flatMap((saleId) => proof.differenceOf(saleId) ?? []);
  } finally {
    proof.close();
  }
}

const tables = ["refunded_line", "refunded_card", "refunded_sale"];

/** Counts what went back of single sales once more, from their entries alone, beside the book. */
export function openRefundedProof(db: Database, entriesOf: EntriesOf) {
  const beside = openDatabase(":memory:");
  migrate(beside, registerMigrations);
  const refunded = openRefunded(beside, entriesOf);
  const [made, kept] = [rowReader(beside), rowReader(db)];
  const forget = saleRemover(beside);
  return {
    /** In words; undefined where the kept rows are what the entries make. */
    differenceOf(saleId: string): string | undefined {
      beside.transaction(() => {
        for (const { entry } of entriesOf(saleId)) refunded.apply(entry);
      })();
      const isSame = made(saleId) === kept(saleId);
      beside.transaction(() => forget(saleId))();
      return isSame ? undefined : `refunds of ${saleId}: its lines or its limits differ`;
    },
    /** Makes the kept rows anew, in the caller's transaction. */
    mend(saleId: string): void {
      saleRemover(db)(saleId);
      const keep = openRefunded(db, entriesOf);
      for (const { entry } of entriesOf(saleId)) keep.apply(entry);
    },
    close: (): void => void beside.close(),
  };
}

function saleRemover(db: Database): (saleId: string) => void {
  const removes = tables.map((table) =>
    db.prepare<[string]>(`DELETE FROM ${table} WHERE sale_id = ?`),
  );
  return (saleId) => removes.forEach((remove) => remove.run(saleId));
}

/** All three tables' rows of one sale, in one text. */
function rowReader(db: Database): (saleId: string) => string {
  const sale = db.prepare<[string], unknown[]>("SELECT * FROM refunded_sale WHERE sale_id = ?");
  const lines = db.prepare<[string], unknown[]>(
    "SELECT * FROM refunded_line WHERE sale_id = ? ORDER BY line_id",
  );
  const cards = db.prepare<[string], unknown[]>(
    "SELECT * FROM refunded_card WHERE sale_id = ? ORDER BY payment_id",
  );
  const tables = [sale.raw(), lines.raw(), cards.raw()];
  return (saleId) => JSON.stringify(tables.map((rows) => rows.all(saleId)));
}
