import type { DayReport } from "../../contract/day-views.ts";
import { PPM_PER_BASIS_POINT, rateOfPpm } from "../../contract/tax-rate.ts";
import type { taxNames } from "../figure-names.ts";
import type { TaxShare } from "../ledger-entry.ts";
import type { DayTotal } from "../projections.ts";

export type Sum = Readonly<{ count: number; minor: number }>;

export type Sums = ReturnType<typeof sumsOf>;

const nothing: Sum = { count: 0, minor: 0 };

/** Day totals by their names; a register has one currency, and facts without money have none. */
export function sumsOf(totals: readonly DayTotal[]) {
  const byName = new Map<string, Sum>();
  for (const { what, count, minor } of totals) {
    const before = byName.get(what) ?? nothing;
    byName.set(what, { count: before.count + count, minor: before.minor + minor });
  }
  const under = (prefix: string): readonly (readonly [name: string, sum: Sum])[] =>
    [...byName].flatMap(([what, sum]) =>
      what.startsWith(prefix) ? [[what.slice(prefix.length), sum]] : [],
    );
  return {
    of: (what: string): Sum => byName.get(what) ?? nothing,
    /** All whose name begins so, by the rest of it. */
    under,
    minorUnder: (prefix: string): number =>
      under(prefix).reduce((total, [, { minor }]) => total + minor, 0),
  };
}

/** Net and tax per tax and rate, from two figures that end alike: "QST:997.5" is 9.975 %. */
export function taxSharesOf(
  { of, under }: Sums,
  { base, tax }: (typeof taxNames)[keyof typeof taxNames],
): readonly TaxShare[] {
  return under(base).map(([tail, { minor: netMinor }]) => {
    const colon = tail.lastIndexOf(":");
    const ppm = Math.round(Number(tail.slice(colon + 1)) * PPM_PER_BASIS_POINT);
    const { minor: taxMinor } = of(`${tax}${tail}`);
    return { taxCode: tail.slice(0, colon), ...rateOfPpm(ppm), netMinor, taxMinor };
  });
}

/** The kinds in one order, a shop's own tenders by name. */
const tenderOrder = ["cash", "card", "link", "store-credit", "other"];

/** Where a tender stands among the others. */
export function tenderKey(tender: string, name: string | null): string {
  return `${tenderOrder.indexOf(tender)} ${name ?? ""}`;
}

export function tendersOf({ under }: Sums): DayReport["tenders"] {
  return under("tender:")
    .map(([tail, { count, minor: amountMinor }]) => {
      const [tender = "", ...name] = tail.split(":");
      return { tender, name: tender === "other" ? name.join(":") : null, count, amountMinor };
    })
    .sort((a, b) => (tenderKey(a.tender, a.name) < tenderKey(b.tender, b.name) ? -1 : 1));
}
