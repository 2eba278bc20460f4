import type { ChainRow } from "./chain.ts";
import { openRefundedProof, refundedSaleOf } from "./compare-refunded.ts";
import { figuresOf } from "./figures.ts";
import type { EntryOf } from "./ledger-entry.ts";
import { entriesIn } from "./ledger-rows.ts";
import { onceKey } from "./projections.ts";
import { recordedOf, type Recorded } from "./register-chain.ts";
import type { Database } from "./storage/open-database.ts";

/** What a day adds up under one name: of an account its movements, of a figure what it counts. */
export type Sum = Readonly<{ what: string; currency: string; count: number; minor: number }>;

/**
 * A kept sum that is not what the entries make, in words. `mend` makes it right, in its caller's
 * transaction; it stays right to do so while the book grows.
 */
export type SumsDifference = Readonly<{ words: string; mend: () => void }>;

type Tell = (words: string, mend: () => void) => void;

export type SumsProof = ReturnType<typeof openSumsProof>;

/** Sums by their names, as they are kept. */
export function openSums() {
  const sums = new Map<string, Sum>();
  function add({ what, currency, count, minor }: Sum): void {
    const key = `${what} ${currency}`;
    const before = sums.get(key);
    const [counted, summed] = [(before?.count ?? 0) + count, (before?.minor ?? 0) + minor];
    sums.set(key, { what, currency, count: counted, minor: summed });
  }
  return {
    add,
    /** What one entry adds to its day. */
    addEntry({ entry, postings }: Pick<Recorded, "entry" | "postings">): void {
      for (const { account: what, currency, minor } of postings) {
        add({ what, currency, count: 1, minor });
      }
      figuresOf(entry).forEach(add);
    },
    all: (): readonly Sum[] => [...sums.values()],
  };
}

/** What is kept otherwise than it is made, row by row, in words. */
export function compareSums(
  where: string,
  made: readonly Sum[],
  kept: readonly Sum[],
): readonly string[] {
  const text = ({ what, currency, count, minor }: Sum) => `${what} ${currency} ${count} ${minor}`;
  const [right, found] = [new Set(made.map(text)), new Set(kept.map(text))];
  return [
    ...[...right].filter((row) => !found.has(row)).map((row) => `${where}: missing ${row}`),
    ...[...found].filter((row) => !right.has(row)).map((row) => `${where}: wrong ${row}`),
  ];
}

/**
 * Compares every kept sum with the entries as they go by: it holds one day's sums and the balances,
 * however long the book is. Only for a book that has its sums (`hasKeptSums`).
 */
export function openSumsProof(db: Database) {
  const found: SumsDifference[] = [];
  const tell: Tell = (words, mend) => found.push({ words, mend });
  const days = openDayProof(db, tell);
  const once = openOnceProof(db, tell);
  const refunds = openRefundProof(db, tell);
  return {
    /** Each entry from the first, once it is proven itself. */
    add: (recorded: Recorded): void => {
      once.add(recorded);
      refunds.add(recorded);
      days.add(recorded);
    },
    /** What went back of each sale, some sales at a time. */
    refunds: () => refunds.slices(),
    /** In the turn in which the newest entry went by: all that differs. */
    end(): readonly SumsDifference[] {
      days.end();
      once.end();
      return found;
    },
    close: refunds.close,
  };
}

function openDayRows(db: Database) {
  const columns = "what, currency, count, minor";
  return {
    select: db.prepare<[number], Sum>(`SELECT ${columns} FROM day_total WHERE day = ?`),
    selectStray: db
      .prepare<[number], number>("SELECT DISTINCT day FROM day_total WHERE day NOT BETWEEN 1 AND ?")
      .pluck(),
    selectBalances: db.prepare<[], Sum>(
      "SELECT account AS what, currency, 0 AS count, minor FROM closed_balance",
    ),
    selectOpen: db.prepare<[], { day: number; firstSeq: number }>(
      "SELECT day, first_seq AS firstSeq FROM open_day",
    ),
  };
}

/** Each day is compared as its Z goes by, the running one and what was carried over at the end. */
function openDayProof(db: Database, tell: Tell) {
  const rows = openDayRows(db);
  const balances = openSums();
  let open = { day: 1, firstSeq: 1 };
  let [sums, moves] = [openSums(), openSums()];

  function compareDay(): void {
    const [made, { day }] = [sums.all(), open];
    const [first] = compareSums(`day ${day}`, made, rows.select.all(day));
    if (first !== undefined) tell(first, () => keepDay(db, day, made));
  }

  function close({ zNumber }: EntryOf<"day-closed">, seq: number): void {
    compareDay();
    for (const move of moves.all()) balances.add({ ...move, count: 0 });
    [sums, moves] = [openSums(), openSums()];
    open = { day: zNumber + 1, firstSeq: seq + 1 };
  }

  return {
    add({ seq, entry, postings }: Recorded): void {
      if (entry.type === "day-closed") {
        close(entry, seq);
        return;
      }
      sums.addEntry({ entry, postings });
      for (const { account: what, currency, minor } of postings) {
        moves.add({ what, currency, count: 0, minor });
      }
    },
    end(): void {
      compareDay();
      const made = balances.all();
      const [carried] = compareSums("balances at the last cut", made, rows.selectBalances.all());
      if (carried !== undefined) tell(carried, () => keepBalances(db, made));
      const [now, kept] = [open, rows.selectOpen.get()];
      if (kept?.day !== now.day || kept.firstSeq !== now.firstSeq) {
        tell(`the open day: ${kept?.day} from ${kept?.firstSeq}`, () => keepOpenDay(db, now));
      }
      for (const day of rows.selectStray.all(now.day)) {
        tell(`day ${day}: there is none`, () => keepDay(db, day, []));
      }
    },
  };
}

function keepDay(db: Database, day: number, sums: readonly Sum[]): void {
  db.prepare<[number]>("DELETE FROM day_total WHERE day = ?").run(day);
  const insert = db.prepare<Sum & { day: number }>(
    "INSERT INTO day_total VALUES (:day, :what, :currency, :count, :minor)",
  );
  for (const sum of sums) insert.run({ day, ...sum });
}

function keepBalances(db: Database, balances: readonly Sum[]): void {
  db.exec("DELETE FROM closed_balance");
  const insert = db.prepare<[string, string, number]>(
    "INSERT INTO closed_balance VALUES (?, ?, ?)",
  );
  for (const { what, currency, minor } of balances) insert.run(what, currency, minor);
}

function keepOpenDay(db: Database, open: Readonly<{ day: number; firstSeq: number }>): void {
  db.exec("DELETE FROM open_day");
  db.prepare<typeof open>(
    "INSERT INTO open_day (one, day, first_seq) VALUES (1, :day, :firstSeq)",
  ).run(open);
}

/** Without its id something could happen twice; with one too many it could not happen at all. */
function openOnceProof(db: Database, tell: Tell) {
  const select = db.prepare<[string], number>("SELECT seq FROM once WHERE what = ?").pluck();
  const count = db.prepare<[], number>("SELECT count(*) FROM once").pluck();
  const keep = db.prepare<[string, number]>(
    "INSERT INTO once VALUES (?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq",
  );
  let [done, isMissing] = [0, false];

  /** Rows that no entry stands for. */
  function tellStrays(): void {
    const entry = db.prepare<[number], ChainRow>(
      "SELECT seq, content, hash FROM ledger WHERE seq = ?",
    );
    const kept = db.prepare<[], { what: string; seq: number }>("SELECT what, seq FROM once");
    for (const { what, seq } of kept.all()) {
      const row = entry.get(seq);
      if (row !== undefined && onceKey(recordedOf(row).entry) === what) continue;
      const remove = db.prepare<[string, number]>("DELETE FROM once WHERE what = ? AND seq = ?");
      tell(`once: wrong ${what} ${seq}`, () => remove.run(what, seq));
    }
  }

  return {
    add({ seq, entry }: Recorded): void {
      const key = onceKey(entry);
      if (key === undefined) return;
      done += 1;
      if (select.get(key) === seq) return;
      isMissing = true;
      tell(`once: missing ${key} ${seq}`, () => keep.run(key, seq));
    },
    end(): void {
      if (isMissing || count.get() !== done) tellStrays();
    },
  };
}

/** So many sales between two turns of the event loop: some milliseconds. */
const SALES = 25;

function openRefundProof(db: Database, tell: Tell) {
  const has = db.prepare<[string]>("SELECT 1 FROM refunded_sale WHERE sale_id = ?");
  const selectSales = db
    .prepare<{ after: string }, string>(
      `SELECT sale_id FROM refunded_sale WHERE sale_id > :after
       UNION SELECT sale_id FROM refunded_line WHERE sale_id > :after
       UNION SELECT sale_id FROM refunded_card WHERE sale_id > :after
       ORDER BY sale_id LIMIT ${SALES}`,
    )
    .pluck();
  const missing = new Set<string>();
  let proof: ReturnType<typeof openRefundedProof> | undefined;

  function compare(saleId: string): void {
    const opened = (proof ??= openRefundedProof(db, entriesIn(db)));
    const words = opened.differenceOf(saleId);
    if (words !== undefined) tell(words, () => opened.mend(saleId));
  }

  return {
    add(recorded: Recorded): void {
      const saleId = refundedSaleOf(recorded);
      if (saleId === undefined || missing.has(saleId) || has.get(saleId) !== undefined) return;
      missing.add(saleId);
      compare(saleId);
    },
    *slices(): Generator<void> {
      let after = "";
      for (;;) {
        const saleIds = selectSales.all({ after });
        const last = saleIds.at(-1);
        if (last === undefined) return;
        after = last;
        for (const saleId of saleIds) if (!missing.has(saleId)) compare(saleId);
        yield;
      }
    },
    close: (): void => proof?.close(),
  };
}
