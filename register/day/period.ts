import type { Input, Outcome } from "../../contract/commands.ts";
import type { PeriodView } from "../../contract/day-views.ts";
import { money, type Currency } from "../../contract/money.ts";
import { ok, refuse } from "../../contract/result.ts";
import { correctionFigures } from "../../ledger/day/correction-figures.ts";
import type { DayClosed } from "../../ledger/ledger-entry.ts";
import { figureNames as names, taxNames } from "../../ledger/figure-names.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { DayTotal } from "../../ledger/projections.ts";
import { taxViews } from "../sales/sale-views.ts";
import { sumTaxes } from "../../ledger/day/tax-sums.ts";
import type { DayBook } from "./day-book.ts";
import { sumsOf, taxSharesOf, tendersOf } from "../../ledger/day/day-sums.ts";
import { perpetualView } from "./z-reports.ts";

type Deps = Readonly<{ day: DayBook; ledger: Ledger }>;

/**
 * Several days added up, from what was kept of each as it was sold. A closed day never changes, and
 * its Z was folded from the same entries, so this is what its Z reports come to.
 */
export function periodOf(
  { day, ledger }: Deps,
  { fromZ, toZ }: Input<"day.period">,
): Outcome<"day.period"> {
  const newest = fromZ > toZ ? undefined : day.zByNumber(toZ);
  if (newest === undefined) return refuse("z-not-found", `${fromZ} to ${toZ}`);
  const { entry } = newest;
  const figures = periodFigures(ledger.totals(fromZ, toZ), entry.currency);
  return ok({
    ...{ fromZ, toZ, zCount: toZ - fromZ + 1, ...figures },
    corrections: correctionsOf({ day, ledger }, fromZ, entry),
    perpetual: perpetualView(entry),
  });
}

/** By the entries themselves, of which there are few. */
function correctionsOf({ day, ledger }: Deps, fromZ: number, last: DayClosed) {
  const firstSeq = day.zByNumber(fromZ)?.entry.firstSeq ?? 1;
  const recorded = ledger.since("correction", firstSeq).filter(({ seq }) => seq <= last.lastSeq);
  const { corrections } = correctionFigures(recorded.map(({ entry }) => entry));
  if (corrections === undefined) return null;
  const accounts = corrections.accounts.map(({ account, amountMinor }) => ({
    account,
    amount: money(amountMinor, last.currency),
  }));
  return { count: corrections.count, accounts };
}

function periodFigures(
  totals: readonly DayTotal[],
  currency: Currency,
): Omit<PeriodView, "fromZ" | "toZ" | "zCount" | "corrections" | "perpetual"> {
  const sums = sumsOf(totals);
  const amount = (minor: number) => money(minor, currency);
  const amountOf = (what: string) => amount(sums.of(what).minor);
  const shares = taxSharesOf(sums, taxNames.sales);
  return {
    saleCount: sums.of(names.sales).count,
    gross: amountOf(names.items),
    discounts: amountOf(names.discounts),
    taken: amount(sums.minorUnder("tender:")),
    refundCount: sums.of(names.refunds).count,
    refunds: amount(sums.minorUnder("refund:")),
    tips: amountOf(names.tips),
    overShort: amountOf(names.overShort),
    taxes: taxViews(sumTaxes(shares), currency),
    tenders: tendersOf(sums).map(({ amountMinor, ...tender }) => ({
      ...tender,
      amount: amount(amountMinor),
    })),
  };
}
