import { assert } from "../../contract/assert.ts";
import type { ShopView, TaxClass, TaxRate } from "../../contract/views.ts";
import type { SoldLine, TaxPart } from "../../ledger/ledger-entry.ts";
import { scaleHalfUp, splitByWeight } from "./rounding.ts";

/** A line before tax: its list price times quantity, and what is left of it after discounts. */
export type UntaxedLine = Readonly<{ taxCode: string; listMinor: number; leftMinor: number }>;

export type TaxedLine = Pick<
  SoldLine,
  "rateBasisPoints" | "listNetMinor" | "netMinor" | "taxMinor" | "taxes"
>;

/** The taxes of one line, in the order of its class's rates. */
type LineTaxes = readonly number[];

const noLimit = Number.POSITIVE_INFINITY;

/**
 * Reckons each line's taxes as the shop's settings say: on the discounted or the listed price,
 * inside it or on top, rounded half up per line, or once per class and then shared out.
 */
export function taxLines(shop: ShopView, lines: readonly UntaxedLine[]): readonly TaxedLine[] {
  const isListed = shop.taxBase === "listed";
  const taxes = reckon(shop, lines, ({ listMinor, leftMinor }) =>
    isListed ? listMinor : leftMinor,
  );
  const listTaxes = isListed ? taxes : reckon(shop, lines, ({ listMinor }) => listMinor);
  return lines.map((line, index) => {
    const lineTaxes = taxes[index] ?? [];
    const taxMinor = sum(lineTaxes);
    const netMinor = netOf(shop, line.leftMinor, taxMinor);
    const listNetMinor = netOf(shop, line.listMinor, sum(listTaxes[index] ?? []));
    const isWhole = line.leftMinor === line.listMinor;
    const baseMinor = isListed ? listNetMinor : netMinor;
    return {
      rateBasisPoints: rateOf(classOf(shop, line.taxCode)),
      // Shared-out cents may fall otherwise on the list than on what is left of it.
      listNetMinor: isWhole ? netMinor : Math.max(listNetMinor, netMinor),
      netMinor,
      taxMinor,
      ...partsOf(shop, line.taxCode, { lineTaxes, baseMinor }),
    };
  });
}

/**
 * The most that discounts can take off a line: all of it, but not the tax on a listed price, which
 * is owed whatever the customer pays.
 */
export function mostOff(shop: ShopView, lines: readonly UntaxedLine[]): readonly number[] {
  if (shop.taxBase !== "listed" || shop.taxMode === "exclusive") {
    return lines.map(({ listMinor }) => listMinor);
  }
  const taxes = reckon(shop, lines, ({ listMinor }) => listMinor);
  return lines.map(({ listMinor }, index) => listMinor - sum(taxes[index] ?? []));
}

function netOf({ taxMode }: ShopView, minor: number, taxMinor: number): number {
  return taxMode === "inclusive" ? minor - taxMinor : minor;
}

/** A single tax on what was paid is told by the line itself. */
function partsOf(
  shop: ShopView,
  taxCode: string,
  { lineTaxes, baseMinor }: Readonly<{ lineTaxes: LineTaxes; baseMinor: number }>,
): Readonly<{ taxes?: TaxPart[] }> {
  const taxClass = classOf(shop, taxCode);
  if (taxClass.taxes === undefined && shop.taxBase !== "listed") return {};
  const taxes = ratesOf(taxClass).map(({ code, rateBasisPoints }, index) => {
    return { code, rateBasisPoints, netMinor: baseMinor, taxMinor: lineTaxes[index] ?? 0 };
  });
  return { taxes };
}

/** The taxes of every line: lines of one class are reckoned together where the ticket is rounded. */
function reckon(
  shop: ShopView,
  lines: readonly UntaxedLine[],
  baseOf: (line: UntaxedLine) => number,
): readonly LineTaxes[] {
  const groups = new Map<string, number[]>();
  lines.forEach(({ taxCode }, index) => {
    const key = shop.taxRounding === "ticket" ? taxCode : String(index);
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  const taxes: LineTaxes[] = lines.map(() => []);
  for (const indexes of groups.values()) {
    const group = indexes.flatMap((index) => lines[index] ?? []);
    const rates = ratesOf(classOf(shop, group[0]?.taxCode ?? ""));
    const bases = group.map(baseOf);
    const ofGroup = shop.taxMode === "inclusive" ? taxesWithin : taxesOnTop;
    ofGroup(rates, bases).forEach((lineTaxes, place) => {
      taxes[indexes[place] ?? 0] = lineTaxes;
    });
  }
  return taxes;
}

/** Exclusive: each tax on the sum of the bases, shared out by base. */
function taxesOnTop(rates: readonly TaxRate[], bases: readonly number[]): LineTaxes[] {
  const perRate = rates.map(({ rateBasisPoints }) => {
    const whole = scaleHalfUp(sum(bases), rateBasisPoints, 10_000);
    return splitByWeight(
      whole,
      bases,
      bases.map(() => noLimit),
    );
  });
  return bases.map((_, line) => perRate.map((taxes) => taxes[line] ?? 0));
}

/** Inclusive: all taxes together are taken out of the price once, then told apart by their rates. */
function taxesWithin(rates: readonly TaxRate[], bases: readonly number[]): LineTaxes[] {
  const all = rates.map(({ rateBasisPoints }) => rateBasisPoints);
  const rate = sum(all);
  const whole = scaleHalfUp(sum(bases), rate, 10_000 + rate);
  const perRate = splitByWeight(
    whole,
    all,
    all.map(() => noLimit),
  );
  const open = splitByWeight(whole, bases);
  const taxes: number[][] = bases.map(() => []);
  perRate.forEach((tax, index) => {
    const isLast = index === perRate.length - 1;
    const shares = isLast ? [...open] : splitByWeight(tax, bases, open);
    shares.forEach((share, line) => {
      taxes[line]?.push(share);
      open[line] = (open[line] ?? 0) - share;
    });
  });
  return taxes;
}

function classOf(shop: ShopView, taxCode: string): TaxClass {
  const taxClass = shop.taxClasses.find(({ code }) => code === taxCode);
  assert(taxClass, `tax class ${taxCode} is not in the shop's settings`);
  return taxClass;
}

function ratesOf(taxClass: TaxClass): readonly TaxRate[] {
  return taxClass.taxes ?? [taxClass];
}

function rateOf(taxClass: TaxClass): number {
  return sum(ratesOf(taxClass).map(({ rateBasisPoints }) => rateBasisPoints));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
