import type { SoldLine, TaxPart, TaxShare } from "../../ledger/ledger-entry.ts";

/** Per tax and rate, in the order of their codes: what a receipt and a report list. */
export type TaxSum = Readonly<{
  code: string;
  rateBasisPoints: number;
  netMinor: number;
  taxMinor: number;
}>;

type Taxed = Pick<SoldLine, "taxCode" | "rateBasisPoints" | "netMinor" | "taxMinor" | "taxes">;

/** Sums of each tax and what it was reckoned on; a class of several taxes counts under each. */
export function sumTaxes(lines: readonly Taxed[]): TaxSum[] {
  return sumParts(lines.flatMap(partsOf));
}

/** Net and tax per class and rate, each net once: what a refund of the lines gives back. */
export function sumClasses(lines: readonly Taxed[]): TaxShare[] {
  const sums = new Map<string, TaxShare>();
  for (const { taxCode, rateBasisPoints, netMinor, taxMinor, taxes } of lines) {
    const key = `${taxCode} ${rateBasisPoints}`;
    const before = sums.get(key);
    const parts = taxes && sumParts([...(before?.taxes ?? []), ...taxes]);
    sums.set(key, {
      taxCode,
      rateBasisPoints,
      netMinor: (before?.netMinor ?? 0) + netMinor,
      taxMinor: (before?.taxMinor ?? 0) + taxMinor,
      ...(parts && { taxes: parts }),
    });
  }
  return [...sums.values()].sort((a, b) =>
    inOrder([a.taxCode, a.rateBasisPoints], [b.taxCode, b.rateBasisPoints]),
  );
}

function partsOf({ taxCode: code, rateBasisPoints, netMinor, taxMinor, taxes }: Taxed) {
  return taxes ?? [{ code, rateBasisPoints, netMinor, taxMinor }];
}

function sumParts(parts: readonly TaxPart[]): TaxPart[] {
  const sums = new Map<string, TaxPart>();
  for (const { code, rateBasisPoints, netMinor, taxMinor } of parts) {
    const key = `${code} ${rateBasisPoints}`;
    const before = sums.get(key) ?? { netMinor: 0, taxMinor: 0 };
    sums.set(key, {
      code,
      rateBasisPoints,
      netMinor: before.netMinor + netMinor,
      taxMinor: before.taxMinor + taxMinor,
    });
  }
  return [...sums.values()].sort((a, b) =>
    inOrder([a.code, a.rateBasisPoints], [b.code, b.rateBasisPoints]),
  );
}

type Key = readonly [code: string, rateBasisPoints: number];

function inOrder([codeA, rateA]: Key, [codeB, rateB]: Key): number {
  if (codeA === codeB) return rateA - rateB;
  return codeA < codeB ? -1 : 1;
}
