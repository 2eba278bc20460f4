import { assert } from "../contract/assert.ts";
import type { Head, Recorded } from "./chain.ts";
import { figuresOf, type Figure } from "./figures.ts";
import type { EntryOf, LedgerEntry } from "./ledger-entry.ts";
import { multiInsert } from "./multi-insert.ts";
import type { Posting } from "./posting.ts";
import { openRefunded, type EntriesOf } from "./refunded.ts";
import type { Database } from "./storage/open-database.ts";

/** The day that runs: its number is that of the Z that will end it. */
export type OpenDay = Readonly<{ day: number; firstSeq: number }>;

export type DayTotal = Figure;

export type Projections = ReturnType<typeof openProjections>;

function openRows(db: Database) {
  return {
    selectDay: db.prepare<[], OpenDay>("SELECT day, first_seq AS firstSeq FROM open_day"),
    updateDay: db.prepare<[number, number]>("UPDATE open_day SET day = ?, first_seq = ?"),
    carryBalances: db.prepare<[number]>(
      `INSERT INTO closed_balance (account, currency, minor)
       SELECT what, currency, minor FROM day_total WHERE day = ? AND ${isAccount("what")}
       ON CONFLICT DO UPDATE SET minor = minor + excluded.minor`,
    ),
    selectBalance: db
      .prepare<{ account: string; currency: string }, number>(
        `SELECT coalesce((SELECT minor FROM closed_balance
                          WHERE account = :account AND currency = :currency), 0)
              + coalesce((SELECT minor FROM day_total
                          WHERE day = (SELECT day FROM open_day)
                            AND what = :account AND currency = :currency), 0)`,
      )
      .pluck(),
    selectUsed: db.prepare<{ account: string }>(
      `SELECT 1 FROM closed_balance WHERE account = :account UNION ALL
       SELECT 1 FROM day_total
       WHERE day = (SELECT day FROM open_day) AND what = :account LIMIT 1`,
    ),
    selectTotals: db.prepare<[number, number], DayTotal>(
      `SELECT what, currency, sum(count) AS count, sum(minor) AS minor FROM day_total
       WHERE day BETWEEN ? AND ? GROUP BY what, currency`,
    ),
    selectOnce: db.prepare<[string], number>("SELECT seq FROM once WHERE what = ?").pluck(),
    insertOnce: db.prepare<[string, number]>("INSERT INTO once VALUES (?, ?)"),
    insertFigures: multiInsert(db, { into: "figure", columns: 5 }),
    addToDay: multiInsert(db, {
      into: "day_total",
      columns: 5,
      then: "ON CONFLICT DO UPDATE SET count = count + excluded.count, minor = minor + excluded.minor",
    }),
  };
}

/** What follows from the entries, kept with them; the tables' migration says what each is. */
export function openProjections(db: Database, entriesOf: EntriesOf) {
  const rows = openRows(db);
  const refunded = openRefunded(db, entriesOf);

  function openDay(): OpenDay {
    const day = rows.selectDay.get();
    assert(day, "one day is always open");
    return day;
  }

  function addTotals(postings: readonly Posting[], figures: readonly Figure[], seq: number): void {
    const { day } = openDay();
    const figureRows: (string | number)[] = [];
    const totals: (string | number)[] = [];
    for (const { what, currency, count, minor } of figures) {
      figureRows.push(seq, what, currency, count, minor);
      totals.push(day, what, currency, count, minor);
    }
    for (const { account, currency, minor } of postings) {
      totals.push(day, account, currency, 1, minor);
    }
    rows.insertFigures(figureRows);
    rows.addToDay(totals);
  }

  function closeDay(closed: EntryOf<"day-closed">, seq: number, before: Head | null): void {
    const { day, firstSeq } = openDay();
    needCut(closed, { day, firstSeq, lastSeq: seq - 1 });
    assert(before === null || closed.ledgerHash === before.hash, "a Z over another seal");
    rows.carryBalances.run(day);
    rows.updateDay.run(day + 1, seq + 1);
  }

  return {
    /** In the transaction of the entry. `before` is null while the rows are made anew. */
    apply({ seq, entry, postings }: Recorded<LedgerEntry>, before: Head | null): void {
      const figures = figuresOf(entry);
      if (postings.length + figures.length > 0) addTotals(postings, figures, seq);
      const key = onceKey(entry);
      if (key !== undefined) rows.insertOnce.run(key, seq);
      if (entry.type === "day-closed") closeDay(entry, seq, before);
      refunded.apply(entry);
    },
    openDay,
    /** The account's balance, debit positive, in minor units of `currency`. */
    balance: (account: string, currency: string): number =>
      rows.selectBalance.get({ account, currency }) ?? 0,
    /** Accounts' movements (counted by postings) and figures of the days, first and last included. */
    totals: (firstDay: number, lastDay = firstDay): readonly DayTotal[] =>
      rows.selectTotals.all(firstDay, lastDay),
    refundedOf: refunded.ofSale,
    /** Whether any entry ever posted to an account. */
    isUsed: (account: string): boolean => rows.selectUsed.get({ account }) !== undefined,
    /** Whether what may happen once only has happened, by its id. */
    isDone: (id: string): boolean => rows.selectOnce.get(id) !== undefined,
  };
}

/** The cut must be where the book stands, or the day would not be what its Z says. */
function needCut(closed: EntryOf<"day-closed">, cut: OpenDay & { lastSeq: number }): void {
  const isNext = closed.zNumber === cut.day && closed.firstSeq === cut.firstSeq;
  const isWhole = closed.lastSeq === cut.lastSeq;
  assert(isNext && isWhole, `Z ${closed.zNumber} is not the cut of day ${cut.day}`);
}

/** SQL: whether a name is an account's, not a figure's. */
export function isAccount(column: string): string {
  return `(${["assets", "liabilities", "income", "expenses", "equity"]
    .map((root) => `${column} GLOB '${root}:*'`)
    .join(" OR ")})`;
}

/** What may happen once only, by its id; a second time breaks the table's key. */
export function onceKey(entry: LedgerEntry): string | undefined {
  switch (entry.type) {
    case "credit-topped-up":
      return entry.topUpId;
    case "override-used":
      return entry.approvalId;
    case "refund-paid":
    case "refund-started":
      return entry.refundId;
    case "correction":
      return entry.correctionId;
    case "tender-taken":
      return entry.partId;
    case "tender-returned":
      return `returned ${entry.partId}`;
    default:
      return onceKeyOfHold(entry);
  }
}

function onceKeyOfHold(entry: LedgerEntry): string | undefined {
  switch (entry.type) {
    case "hold-raised":
    case "hold-raise-refused":
      return `raise ${entry.number} of ${entry.paymentId}`;
    case "payment-voided":
      return `voided ${entry.paymentId}`;
    default:
      return undefined;
  }
}
