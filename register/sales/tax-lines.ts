import { assert } from "../../contract/assert.ts";
import { PPM, ppmOf, rateOf, rateOfPpm } from "../../contract/tax-rate.ts";
import type { ClassTax, ShopView, TaxClass } from "../../contract/views.ts";
import type { SoldLine, TaxPart } from "../../ledger/ledger-entry.ts";
import { scaleHalfUp, splitByWeight } from "../../contract/rounding.ts";

/** A line before tax: its list price times quantity, and what is left of it after discounts. */
export type UntaxedLine = Readonly<{ taxCode: string; listMinor: number; leftMinor: number }>;

export type TaxedLine = Pick<
  SoldLine,
  "rateBasisPoints" | "ratePpm" | "listNetMinor" | "netMinor" | "taxMinor" | "taxes"
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
      ...sumOfRates(classOf(shop, line.taxCode)),
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

/** A single tax on what was paid is told by the line itself. `baseMinor` is without any tax. */
function partsOf(
  shop: ShopView,
  taxCode: string,
  { lineTaxes, baseMinor }: Readonly<{ lineTaxes: LineTaxes; baseMinor: number }>,
): Readonly<{ taxes?: TaxPart[] }> {
  const taxClass = classOf(shop, taxCode);
  if (taxClass.taxes === undefined && shop.taxBase !== "listed") return {};
  let beforeMinor = 0;
  const taxes = ratesOf(taxClass).map((rate, index): TaxPart => {
    const taxMinor = lineTaxes[index] ?? 0;
    const netMinor = baseMinor + (rate.isCompound ? beforeMinor : 0);
    beforeMinor += taxMinor;
    return { code: rate.code, ...rateOf(rate), netMinor, taxMinor };
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

/** Exclusive: each tax on the sum of the bases, shared out by base; one upon taxes adds those. */
function taxesOnTop(rates: readonly ClassTax[], bases: readonly number[]): LineTaxes[] {
  const taxed: number[][] = bases.map(() => []);
  for (const rate of rates) {
    const own = rate.isCompound
      ? bases.map((base, line) => base + sum(taxed[line] ?? []))
      : [...bases];
    const whole = scaleHalfUp(sum(own), ppmOf(rate), PPM);
    splitFreely(whole, own).forEach((tax, line) => taxed[line]?.push(tax));
  }
  return taxed;
}

/** Inclusive: all taxes together are taken out of the price once, then told apart by their rates. */
function taxesWithin(rates: readonly ClassTax[], bases: readonly number[]): LineTaxes[] {
  const { shares, one } = sharesOfNet(rates);
  const all = shares.reduce((total, share) => total + share, 0n);
  const whole = scaleHalfUp(sum(bases), all, one + all);
  const perRate = splitFreely(whole, shares);
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

/**
 * What each tax is of the net, exactly: so many parts of `one`. A tax upon taxes is its rate of the
 * net and of theirs, so its parts are finer by a million.
 */
function sharesOfNet(rates: readonly ClassTax[]): Readonly<{ shares: bigint[]; one: bigint }> {
  let [shares, one]: [bigint[], bigint] = [[], BigInt(PPM)];
  for (const rate of rates) {
    const ppm = BigInt(ppmOf(rate));
    if (rate.isCompound) {
      const before = shares.reduce((total, share) => total + share, one);
      shares = [...shares.map((share) => share * BigInt(PPM)), ppm * before];
      one *= BigInt(PPM);
    } else shares.push((ppm * one) / BigInt(PPM));
  }
  return { shares, one };
}

function splitFreely(whole: number, weights: readonly (number | bigint)[]): number[] {
  const limits = weights.map(() => noLimit);
  return splitByWeight(whole, weights, limits);
}

function classOf(shop: ShopView, taxCode: string): TaxClass {
  const taxClass = shop.taxClasses.find(({ code }) => code === taxCode);
  assert(taxClass, `tax class ${taxCode} is not in the shop's settings`);
  return taxClass;
}

function ratesOf(taxClass: TaxClass): readonly ClassTax[] {
  return taxClass.taxes ?? [taxClass];
}

/** As they are named: a tax upon taxes weighs more than its rate, which no line tells. */
function sumOfRates(taxClass: TaxClass) {
  return rateOfPpm(sum(ratesOf(taxClass).map(ppmOf)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
