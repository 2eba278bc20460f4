import type { LotView, Unit } from "../../contract/views.ts";

/** What a code says: the product's barcode in its spellings, and what it says of this piece. */
export type ReadCode = Readonly<{
  barcodes: readonly string[];
  /** The price of the piece, as its label says it. */
  priceMinor?: number;
  /** Thousandths of the unit; where the code names the unit, it must be the product's. */
  milli?: number;
  unit?: Unit;
  pieces?: number;
  lot?: LotView;
}>;

export type CodeFault = "unreadable-code" | "code-too-long" | "bad-check-digit";

/** UPC-A, EAN-13 and GTIN-14 write one number with and without leading zeros. */
export function spellings(code: string): readonly string[] {
  if (!/^\d{8,14}$/.test(code)) return [code];
  const short = code.replace(/^0+/, "");
  const lengths = [8, 12, 13, 14].filter((length) => length >= short.length);
  return [...new Set([code, ...lengths.map((length) => short.padStart(length, "0"))])];
}
