import type { DayReport } from "../../contract/day-views.ts";
import type { ShopView } from "../../contract/views.ts";
import { dayReport } from "../../ledger/day/day-report.ts";
import { summedReport } from "../../ledger/day/summed-report.ts";
import { openLedger, type Ledger } from "../../ledger/ledger.ts";
import { LedgerEntry } from "../../ledger/ledger-entry.ts";
import { registerMigrations } from "../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../ledger/storage/migrate.ts";
import { openDatabase, type Database } from "../../ledger/storage/open-database.ts";
import { openDayBook, type DayBook } from "../../register/day/day-book.ts";
import { demoShop } from "../../sandbox/demo-shop.ts";
import { createRandom } from "./random.ts";
import { randomShop } from "./random-entries.ts";

const shop: ShopView = demoShop.shop;

type RandomShop = Readonly<{
  db: Database;
  ledger: Ledger;
  day: DayBook;
  draw: (limit: number) => number;
  step: () => void;
  /** The report after an entry, folded from the entries; and read from the kept sums. */
  folded: (lastSeq: number) => DayReport;
  summed: (lastSeq: number) => DayReport;
  head: () => number;
  /** Closes the day; answers what its Z says. */
  close: () => DayReport;
}>;

/** Some days of a shop, their Z reports folded from the entries. */
export function openShop(seed: number): RandomShop {
  const db: Database = openDatabase(":memory:");
  migrate(db, registerMigrations);
  const ledger = openLedger(db, () => 1_800_000_000_000 + ledger.head().seq);
  const draw = createRandom(seed);
  const { step } = randomShop({ db, ledger, draw });
  const day = openDayBook(db, ledger, shop);
  const folded = (lastSeq: number) => dayReport(day.cutAt(lastSeq));
  const summed = (lastSeq: number) => summedReport(day.sumsAt(lastSeq));
  const head = () => ledger.head().seq;

  function close(): DayReport {
    const { seq: lastSeq, hash: ledgerHash } = ledger.head();
    const { day: zNumber, firstSeq } = ledger.openDay();
    const report = folded(lastSeq);
    const sums = { receiptCount: 0, refundCount: 0, grossMinor: 0, refundMinor: 0 };
    const closed = {
      ...{ type: "day-closed", zNumber, userId: "user_mia", currency: "EUR", firstSeq, lastSeq },
      ...{ ledgerHash, report, perpetual: { zCount: zNumber, ...sums } },
      ...{ unknownPayments: [], signature: null },
    };
    db.transaction(() => ledger.append(LedgerEntry.parse(closed))).immediate();
    return report;
  }

  return { db, ledger, day, draw, step, folded, summed, head, close };
}
