import type { LineId } from "../../contract/ids.ts";
import { money, type Money } from "../../contract/money.ts";
import type { SaleView, ShopView } from "../../contract/views.ts";

/** How a sale is paid in parts: by so many people alike, or first so much of it (minor units). */
export type Split = Readonly<{ kind: "even"; people: number } | { kind: "amount"; minor: number }>;

/** The most people that a sale is split among; each then has a digit of its own. */
export const MAX_PEOPLE = 9;

type Due = Pick<SaleView, "left" | "cashLeft">;

/** What the next tender is asked for; never more than is left. */
export function partOf({ left }: Due, split: Split | null): Money {
  if (split === null) return left;
  const minor = split.kind === "even" ? Math.round(left.minor / split.people) : split.minor;
  return money(Math.min(minor, left.minor), left.currency);
}

/**
 * The same in cash: all that is left is rounded as the shop rounds, a part of it down to the smallest
 * coin, so that the rest can be paid.
 */
export function cashPartOf(
  due: Due,
  split: Split | null,
  { cashStepMinor }: Pick<ShopView, "cashStepMinor">,
): Money {
  const part = partOf(due, split);
  if (part.minor >= Math.min(due.left.minor, due.cashLeft.minor)) return due.cashLeft;
  return money(part.minor - (part.minor % cashStepMinor), part.currency);
}

/** Whether cash of this amount is a part, and does not complete the sale. */
export function isCashPart({ cashLeft }: Due, amount: Money): boolean {
  return amount.minor < cashLeft.minor;
}

/** After a part was taken: the others share what is left; an amount was for one tender. */
export function nextSplit(split: Split | null): Split | null {
  const isGoingOn = split?.kind === "even" && split.people > 2;
  return isGoingOn ? { kind: "even", people: split.people - 1 } : null;
}

/**
 * What lines come to, as their share of the total: a discount on the sale and taxes beside the
 * prices are borne by each line alike. Whoever pays last pays what is left.
 */
export function shareOfLines(
  { lines, total }: Pick<SaleView, "lines" | "total">,
  lineIds: readonly LineId[],
): Money {
  const sum = (some: SaleView["lines"]) => some.reduce((minor, one) => minor + one.total.minor, 0);
  const all = sum(lines);
  const chosen = sum(lines.filter(({ lineId }) => lineIds.includes(lineId)));
  if (chosen === all) return total;
  return money(Math.round(total.minor * (chosen / all)), total.currency);
}
