import type Stripe from "stripe";
import { findRow, rowOf, rowsOf } from "../table.ts";
import type { World } from "../world.ts";
import type { Selection } from "./report-types.ts";

type Parameters = Stripe.Reporting.ReportRun.Parameters;
type Transaction = Stripe.BalanceTransaction;

export function movesToBank({ reporting_category: category }: Transaction): boolean {
  return category === "payout" || category === "payout_reversal";
}

type Interval = { readonly from: number; readonly until: number };

/** The end is not part of it. */
export function intervalOf({ interval_start: from, interval_end: until }: Parameters): Interval {
  return { from: from ?? 0, until: until ?? Infinity };
}

/** The transactions that a report is about, oldest first. */
export function selectTransactions(
  world: World,
  selection: Selection,
  parameters: Parameters,
): Transaction[] {
  const { currency, reporting_category: category } = parameters;
  return pick(world, selection, parameters).filter(
    (each) =>
      (currency ?? each.currency) === each.currency &&
      (category ?? each.reporting_category) === each.reporting_category,
  );
}

function pick(world: World, selection: Selection, parameters: Parameters): Transaction[] {
  const interval = intervalOf(parameters);
  const isInside = ({ created }: Transaction) =>
    created >= interval.from && created < interval.until;
  const all = rowsOf(world.state.balanceTransactions);
  switch (selection) {
    case "balance":
      return all;
    case "activity":
      return all.filter((each) => isInside(each) && !movesToBank(each));
    case "payouts":
      return all.filter((each) => isInside(each) && movesToBank(each));
    case "failed-payouts":
      return all.filter((each) => isInside(each) && each.type === "payout_failure");
    case "one-payout":
      return contentsOf(world, parameters.payout ?? "");
    case "paid-out":
      return arrivedIn(world, interval).flatMap(({ id }) => contentsOf(world, id));
    case "ending-balance":
      return leftAt(world, all, interval.until);
  }
}

/** What a payout is made of, without its own line. */
function contentsOf(world: World, payoutId: string): Transaction[] {
  const ids = world.state.money.transactionsOf[payoutId] ?? [];
  return ids
    .map((id) => rowOf(world.state.balanceTransactions, id))
    .filter((each) => each.source !== payoutId);
}

/** Automatic payouts by the day of their arrival. */
function arrivedIn({ state }: World, { from, until }: Interval): Stripe.Payout[] {
  return rowsOf(state.payouts).filter(
    ({ automatic, arrival_date: day }) => automatic && day >= from && day < until,
  );
}

/** What the balance at that moment is made of: all that no payout had taken by then. */
function leftAt({ state }: World, all: readonly Transaction[], moment: number): Transaction[] {
  return all.filter((each) => {
    if (each.created >= moment) return false;
    const takenBy = findRow(state.payouts, state.money.payoutOf[each.id] ?? "");
    return takenBy === undefined || takenBy.created >= moment;
  });
}
