import { ppmOf, rateOf, taxKey, type Rate } from "../../contract/tax-rate.ts";
import type { SoldLine, TaxPart, TaxShare } from "../ledger-entry.ts";

/** Per tax and rate, in the order of their codes: what a receipt and a report list. */
export type TaxSum = Readonly<TaxPart>;

type Taxed = Pick<SoldLine, "taxCode" | "netMinor" | "taxMinor" | "taxes"> & Rate;

/** Sums of each tax and what it was reckoned on; a class of several taxes counts under each. */
export function sumTaxes(lines: readonly Taxed[]): TaxSum[] {
  return sumParts(lines.flatMap(partsOf));
}

/** Net and tax per class and rate, each net once: what a refund of the lines gives back. */
export function sumClasses(lines: readonly Taxed[]): TaxShare[] {
  const sums = new Map<string, TaxShare>();
  for (const line of lines) {
    const { taxCode, netMinor, taxMinor, taxes } = line;
    const key = taxKey(taxCode, line);
    const before = sums.get(key);
    const parts = taxes && sumParts([...(before?.taxes ?? []), ...taxes]);
    sums.set(key, {
      taxCode,
      ...rateOf(line),
      netMinor: (before?.netMinor ?? 0) + netMinor,
      taxMinor: (before?.taxMinor ?? 0) + taxMinor,
      ...(parts && { taxes: parts }),
    });
  }
  return [...sums.values()].sort((a, b) => inOrder([a.taxCode, a], [b.taxCode, b]));
}

/** The taxes on some goods: its class's several, or the one that it tells itself. */
export function partsOf(taxed: Taxed): readonly TaxPart[] {
  const { taxCode: code, netMinor, taxMinor, taxes } = taxed;
  return taxes ?? [{ code, ...rateOf(taxed), netMinor, taxMinor }];
}

function sumParts(parts: readonly TaxPart[]): TaxPart[] {
  const sums = new Map<string, TaxPart>();
  for (const part of parts) {
    const key = taxKey(part.code, part);
    const before = sums.get(key) ?? { netMinor: 0, taxMinor: 0 };
    sums.set(key, {
      code: part.code,
      ...rateOf(part),
      netMinor: before.netMinor + part.netMinor,
      taxMinor: before.taxMinor + part.taxMinor,
    });
  }
  return [...sums.values()].sort((a, b) => inOrder([a.code, a], [b.code, b]));
}

type Key = readonly [code: string, rate: Rate];

function inOrder([codeA, rateA]: Key, [codeB, rateB]: Key): number {
  if (codeA === codeB) return ppmOf(rateA) - ppmOf(rateB);
  return codeA < codeB ? -1 : 1;
}
