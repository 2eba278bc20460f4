import { assert } from "../contract/assert.ts";
import { TroubleError } from "../contract/trouble.ts";
import { faultOfSeal, type Head } from "./chain.ts";
import { differencesOfRefunded, refundedSaleOf } from "./compare-refunded.ts";
import { GENESIS } from "./hash-chain.ts";
import { compareSums, openSums, type Sum } from "./kept-sums.ts";
import { entriesIn } from "./ledger-rows.ts";
import { isAccount, onceKey, openProjections, type Projections } from "./projections.ts";
import { recordedOf, type Recorded } from "./register-chain.ts";
import { listSalesAnew } from "./storage/migrations/0012-selling-and-finding.ts";
import { listCreditAnew } from "./storage/migrations/0015-credit-entries.ts";
import { registerMigrations } from "./storage/migrations/migrations.ts";
import { migrate } from "./storage/migrate.ts";
import { openDatabase, type Database } from "./storage/open-database.ts";

type Row = Readonly<{ seq: number; content: string; hash: string }>;

/** Children before parents, as their foreign keys want it. */
const tables = [
  ...["figure", "day_total", "closed_balance"],
  ...["refunded_line", "refunded_card", "refunded_sale", "once"],
];

/** How many entries' figures a comparison holds in memory at once. */
const SLICE = 10_000;

/** Whether the rows that follow from the entries were ever made: not in a book of an older schema. */
export function hasProjections(db: Database): boolean {
  return db.prepare("SELECT 1 FROM open_day").get() !== undefined;
}

/** Whether it has them as this program makes them; a backup may be of an older schema. */
export function hasKeptSums(db: Database): boolean {
  const schema = Number(db.pragma("user_version", { simple: true }));
  return schema === registerMigrations.length && hasProjections(db);
}

/**
 * Makes all that follows from the entries anew, in one transaction (its own, or the caller's).
 * Throws TroubleError `ledger-broken` where an entry does not fit its seal.
 */
export function rebuildProjections(db: Database): void {
  const rebuild = () => {
    for (const table of tables) db.exec(`DELETE FROM ${table}`);
    db.exec(listSalesAnew);
    db.exec(listCreditAnew);
    resetDay(db);
    const projections = openProjections(db, entriesIn(db));
    for (const recorded of entriesFrom(db, 0)) projections.apply(recorded, null);
  };
  if (db.inTransaction) rebuild();
  else db.transaction(rebuild).immediate();
}

function resetDay(db: Database): void {
  db.exec("DELETE FROM open_day; INSERT INTO open_day (one, day, first_seq) VALUES (1, 1, 1)");
}

/**
 * What the kept sums say otherwise than the entries, in words; empty when they agree. "day" reads
 * the entries since the last Z, the sums of all days and what went back of every sale, and is what
 * each close asks; "book" makes
 * everything anew beside the book, and compares.
 */
export function projectionDifferences(
  db: Database,
  scope: "day" | "book" = "book",
): readonly string[] {
  return scope === "day" ? differencesOfDay(db) : differencesOfBook(db);
}

function differencesOfDay(db: Database): readonly string[] {
  const { day, firstSeq } = openProjections(db, entriesIn(db)).openDay();
  const sums = openSums();
  const refunded = new Set<string>();
  const done: string[] = [];
  for (const recorded of entriesFrom(db, firstSeq - 1)) {
    const { seq, entry } = recorded;
    if (entry.type === "day-closed") continue;
    const key = onceKey(entry);
    if (key !== undefined) done.push(`${key} ${seq}`);
    const saleId = refundedSaleOf(recorded);
    if (saleId !== undefined) refunded.add(saleId);
    sums.addEntry(recorded);
  }
  const kept = db
    .prepare<[number], Sum>("SELECT what, currency, count, minor FROM day_total WHERE day = ?")
    .all(day);
  return [
    ...compareSums(`day ${day}`, sums.all(), kept),
    ...differencesOfCarry(db, day),
    ...differencesOfOnce(db, firstSeq, done),
    ...differencesOfRefunded(db, entriesIn(db), [...refunded]),
  ];
}

/** What the day did once, and the ids that the table keeps of it: without one it could happen twice. */
function differencesOfOnce(
  db: Database,
  firstSeq: number,
  done: readonly string[],
): readonly string[] {
  const kept = db
    .prepare<[number], string>("SELECT what || ' ' || seq FROM once WHERE seq >= ?")
    .pluck()
    .all(firstSeq);
  const [right, found] = [new Set(done), new Set(kept)];
  return [
    ...done.filter((row) => !found.has(row)).map((row) => `once: missing ${row}`),
    ...kept.filter((row) => !right.has(row)).map((row) => `once: wrong ${row}`),
  ];
}

/** Each account at the last cut must be what the closed days make together. */
function differencesOfCarry(db: Database, day: number): readonly string[] {
  const summed = db
    .prepare<[number], Sum>(
      `SELECT what, currency, 0 AS count, sum(minor) AS minor FROM day_total
       WHERE day < ? AND ${isAccount("what")} GROUP BY what, currency`,
    )
    .all(day);
  const carried = db
    .prepare<[], Sum>("SELECT account AS what, currency, 0 AS count, minor FROM closed_balance")
    .all();
  return compareSums("balances at the last cut", summed, carried);
}

/** Figures are compared entry by entry; the sums at the end. */
function differencesOfBook(db: Database): readonly string[] {
  const beside = openDatabase(":memory:");
  try {
    migrate(beside, registerMigrations);
    resetDay(beside);
    const projections = openProjections(beside, entriesIn(db));
    const differences = beside.transaction(() => applyAll(db, beside, projections)).immediate();
    for (const table of [...tables, "open_day"]) {
      if (table !== "figure")
        differences.push(...differencesOfTable({ table, where: "true" }, db, beside));
    }
    return differences;
  } finally {
    beside.close();
  }
}

function applyAll(db: Database, beside: Database, projections: Projections): string[] {
  const differences: string[] = [];
  let from = 1;
  const compareSlice = (to: number) => {
    const where = `seq BETWEEN ${from} AND ${to}`;
    differences.push(...differencesOfTable({ table: "figure", where }, db, beside));
    beside.exec("DELETE FROM figure");
    from = to + 1;
  };
  for (const recorded of entriesFrom(db, 0)) {
    projections.apply(recorded, null);
    if (recorded.seq % SLICE === 0) compareSlice(recorded.seq);
  }
  compareSlice(Number.MAX_SAFE_INTEGER);
  return differences;
}

function differencesOfTable(
  { table, where }: Readonly<{ table: string; where: string }>,
  kept: Database,
  made: Database,
): readonly string[] {
  const rows = (db: Database) =>
    new Set(
      db
        .prepare<[], unknown[]>(`SELECT * FROM ${table} WHERE ${where}`)
        .raw()
        .all()
        .map((row) => row.join(" ")),
    );
  const [right, found] = [rows(made), rows(kept)];
  return [
    ...[...right].filter((row) => !found.has(row)).map((row) => `${table}: missing ${row}`),
    ...[...found].filter((row) => !right.has(row)).map((row) => `${table}: wrong ${row}`),
  ];
}

/** Page by page, so that other statements may run between; each entry under its seal. */
function* entriesFrom(db: Database, after: number): Generator<Recorded> {
  const select = db.prepare<[number], Row>(
    "SELECT seq, content, hash FROM ledger WHERE seq > ? ORDER BY seq LIMIT 500",
  );
  const hash = db.prepare<[number], string>("SELECT hash FROM ledger WHERE seq = ?").pluck();
  let head: Head = { seq: after, hash: hash.get(after) ?? GENESIS };
  assert(after === 0 || head.hash !== GENESIS, `no entry ${after}`);
  for (;;) {
    const page = select.all(head.seq);
    for (const row of page) {
      const fault = faultOfSeal(row, head);
      if (fault !== undefined)
        throw new TroubleError("ledger-broken", `entry ${row.seq}: ${fault}`);
      head = { seq: row.seq, hash: row.hash };
      yield recordedOf(row);
    }
    if (page.length === 0) return;
  }
}
