import type Stripe from "stripe";
import type { World } from "../world.ts";
import { csvOf, majorUnits, timeIn } from "./csv.ts";
import { columnNamed, lineOf } from "./report-line.ts";
import { reportKind } from "./report-types.ts";
import { intervalOf, movesToBank, selectTransactions } from "./select.ts";

type Transaction = Stripe.BalanceTransaction;

/** The report's CSV file. */
export function writeReport(world: World, run: Stripe.Reporting.ReportRun): string {
  const kind = reportKind(run.report_type);
  if (kind === undefined) throw new Error(`no report ${run.report_type}`);
  const transactions = selectTransactions(world, kind.selection, run.parameters);
  if (kind.selection === "balance") {
    return csvOf(kind.columns, balanceRows(transactions, run.parameters));
  }
  if (!kind.isItemised) return csvOf(kind.columns, summaryRows(transactions));
  const columns = run.parameters.columns ?? [...kind.columns];
  return csvOf(columns, itemisedRows(world, transactions, { run, columns }));
}

function* itemisedRows(
  world: World,
  transactions: readonly Transaction[],
  { run, columns }: { run: Stripe.Reporting.ReportRun; columns: readonly string[] },
): Generator<string[]> {
  const zone = run.parameters.timezone ?? "Etc/UTC";
  const cells = columns.map((name) => columnNamed(name) ?? (() => ""));
  for (const transaction of transactions) {
    const line = lineOf(world, transaction, zone);
    yield cells.map((cell) => cell(line));
  }
}

type Sum = { count: number; gross: number; fee: number; net: number };

/** One row for each category and currency. */
function summaryRows(transactions: readonly Transaction[]): string[][] {
  const sums = new Map<string, Sum>();
  for (const each of transactions) {
    const key = `${each.reporting_category} ${each.currency}`;
    const sum = sums.get(key) ?? { count: 0, gross: 0, fee: 0, net: 0 };
    sum.count += 1;
    sum.gross += each.amount;
    sum.fee += each.fee;
    sum.net += each.net;
    sums.set(key, sum);
  }
  return [...sums].sort().map(([key, { count, gross, fee, net }]) => {
    const [category = "", currency = ""] = key.split(" ");
    const amounts = [gross, fee, net].map((minor) => majorUnits(minor, currency));
    return [category, currency, String(count), ...amounts];
  });
}

/** What there was, what came and went, and what there is: four rows for each currency. */
function balanceRows(
  transactions: readonly Transaction[],
  parameters: Stripe.Reporting.ReportRun.Parameters,
): string[][] {
  const { from, until } = intervalOf(parameters);
  const zone = parameters.timezone ?? "Etc/UTC";
  const day = (seconds: number) => timeIn(zone, seconds).slice(0, 10);
  const currencies = [...new Set(transactions.map(({ currency }) => currency))].sort();
  return currencies.flatMap((currency) => {
    const own = transactions.filter((each) => each.currency === currency);
    const before = own.filter(({ created }) => created < from);
    const during = own.filter(({ created }) => created >= from && created < until);
    const row = (category: string, description: string, of: readonly Transaction[]) => [
      category,
      description,
      majorUnits(netOf(of), currency),
      currency,
    ];
    return [
      row("starting_balance", `Starting balance (${day(from)})`, before),
      row(
        "activity",
        "Balance change from activity",
        during.filter((each) => !movesToBank(each)),
      ),
      row("payouts", "Total payouts", during.filter(movesToBank)),
      row("ending_balance", `Ending balance (${day(until - 1)})`, [...before, ...during]),
    ];
  });
}

function netOf(transactions: readonly Transaction[]): number {
  return transactions.reduce((sum, { net }) => sum + net, 0);
}
