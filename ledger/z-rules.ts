import { z } from "zod";
import { accounts } from "./chart.ts";
import { recordedOf, type LedgerRow } from "./ledger.ts";
import type { DayClosed } from "./ledger-entry.ts";
import type { Database } from "./storage/open-database.ts";

const sums = z.looseObject({ count: z.int(), takenMinor: z.int(), amountMinor: z.int() }).partial();
const drawer = z.looseObject({ openingMinor: z.int(), closingMinor: z.int() });
/** What a Z's report says that can be told from its day: an older fold may not say all of it. */
const Said = z.looseObject({ sales: sums, refunds: sums, drawer }).partial();

type Day = Readonly<{ sales: number; cashMinor: number }>;
type Before = Readonly<{ perpetual: DayClosed["perpetual"]; drawerMinor: number }>;

const nothingYet: Before = {
  perpetual: { zCount: 0, receiptCount: 0, refundCount: 0, grossMinor: 0, refundMinor: 0 },
  drawerMinor: 0,
};

/**
 * Rule 8 of docs/ledger.md, for a book that is proven otherwise: what each Z says must be what its
 * day and the Z before make. In words what is wrong with the first that does not.
 */
export function faultOfZReports(db: Database): string | undefined {
  const selectZs = db.prepare<[], LedgerRow>(
    "SELECT seq, content, hash FROM ledger WHERE type = 'day-closed' ORDER BY seq",
  );
  const dayOf = dayReader(db);
  let before = nothingYet;
  for (const row of selectZs.iterate()) {
    const entry = recordedOf(row).entry as DayClosed;
    const fault = faultOfZ(entry, before, dayOf(entry));
    if (fault !== undefined) return `entry ${row.seq}: ${fault}`;
    before = {
      perpetual: entry.perpetual,
      drawerMinor: saidBy(entry).drawer?.closingMinor ?? before.drawerMinor,
    };
  }
  return undefined;
}

const saidBy = ({ report }: DayClosed) => Said.safeParse(report).data ?? {};

function dayReader(db: Database): (cut: DayClosed) => Day {
  const countSales = db
    .prepare<[number, number], number>(
      "SELECT count(*) FROM ledger WHERE type = 'sale-completed' AND seq BETWEEN ? AND ?",
    )
    .pluck();
  const sumCash = db
    .prepare<[string, number, number], number>(
      "SELECT coalesce(sum(minor), 0) FROM posting WHERE account = ? AND seq BETWEEN ? AND ?",
    )
    .pluck();
  return ({ firstSeq, lastSeq }) => ({
    sales: countSales.get(firstSeq, lastSeq) ?? 0,
    cashMinor: sumCash.get(accounts.drawerCash, firstSeq, lastSeq) ?? 0,
  });
}

function faultOfZ(entry: DayClosed, before: Before, day: Day): string | undefined {
  const said = saidBy(entry);
  return faultOfDay(said, before, day) ?? faultOfPerpetual(said, before, entry.perpetual);
}

function faultOfDay(
  { sales, drawer: cash }: z.infer<typeof Said>,
  { drawerMinor: opening }: Before,
  day: Day,
): string | undefined {
  const closing = opening + day.cashMinor;
  if ((sales?.count ?? day.sales) !== day.sales) return `its day has ${day.sales} sales`;
  if (cash === undefined) return undefined;
  if (cash.openingMinor !== opening) return `the drawer began with ${opening}`;
  return cash.closingMinor === closing ? undefined : `the drawer holds ${closing}`;
}

function faultOfPerpetual(
  { sales = {}, refunds = {} }: z.infer<typeof Said>,
  before: Before,
  perpetual: DayClosed["perpetual"],
): string | undefined {
  const added = {
    ...{ zCount: 1, receiptCount: sales.count, refundCount: refunds.count },
    ...{ grossMinor: sales.takenMinor, refundMinor: refunds.amountMinor },
  };
  const names = Object.keys(added) as readonly (keyof typeof added)[];
  return names
    .map((name) => ({ name, sum: before.perpetual[name] + (added[name] ?? 0) }))
    .filter(({ name, sum }) => perpetual[name] !== sum)
    .map(({ name, sum }) => `perpetual ${name} is ${perpetual[name]}, not ${sum}`)[0];
}
