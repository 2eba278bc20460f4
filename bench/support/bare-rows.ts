import { openLedger, type LedgerRow } from "../../ledger/ledger.ts";
import { subjectOf } from "../../ledger/ledger-entry.ts";
import { registerMigrations } from "../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../ledger/storage/migrate.ts";
import { openDatabase, type Database } from "../../ledger/storage/open-database.ts";
import { sampleSale } from "./sample-sale.ts";

type Cells = readonly (string | number)[];

/** What one sale writes, table by table, as bare values. */
export type BareSale = Readonly<{
  content: string;
  entry: Cells;
  postings: readonly Cells[];
  figures: readonly Cells[];
  totals: readonly Cells[];
}>;

/** The rows of the first sales, made in memory by the ledger itself. */
export function rowsOf(sales: number): readonly BareSale[] {
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations);
  const ledger = openLedger(db, Date.now);
  const append = db.transaction((index: number) => ledger.append(sampleSale(index)));
  const select = db.prepare<[number], LedgerRow>(
    "SELECT seq, content, hash FROM ledger WHERE seq = ?",
  );
  const cells = (table: string) =>
    db.prepare<[number], (string | number)[]>(`SELECT * FROM ${table} WHERE seq = ?`).raw();
  const [postings, figures] = [cells("posting"), cells("figure")];
  const rows = Array.from({ length: sales }, (_, index) => {
    const { seq, entry } = append.immediate(index);
    const { content, hash } = select.get(seq) ?? { content: "", hash: "" };
    const [posted, counted] = [postings.all(seq), figures.all(seq)];
    const moved = posted.map(([, , account, currency, minor]) => [1, account, currency, 1, minor]);
    const added = counted.map(([, ...figure]) => [1, ...figure]);
    return {
      content,
      entry: [seq, entry.type, subjectOf(entry), content, hash],
      postings: posted,
      figures: counted,
      totals: [...added, ...moved] as Cells[],
    };
  });
  db.close();
  return rows;
}

/** One statement per row, prepared once; nothing is reckoned. */
export function bareWriter(db: Database): (sale: BareSale) => void {
  const insertEntry = db.prepare(
    "INSERT INTO ledger (seq, type, subject, content, hash) VALUES (?, ?, ?, ?, ?)",
  );
  const insertPosting = db.prepare("INSERT INTO posting VALUES (?, ?, ?, ?, ?)");
  const insertFigure = db.prepare("INSERT INTO figure VALUES (?, ?, ?, ?, ?)");
  const addTotal = db.prepare(
    `INSERT INTO day_total VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count, minor = minor + excluded.minor`,
  );
  return ({ entry, postings, figures, totals }) => {
    for (const row of postings) insertPosting.run(...row);
    insertEntry.run(...entry);
    for (const row of figures) insertFigure.run(...row);
    for (const row of totals) addTotal.run(...row);
  };
}
