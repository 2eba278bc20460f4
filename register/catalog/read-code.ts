import { MAX_CODE } from "../../contract/commands.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { ScaleLabel } from "../../contract/views.ts";
import { hasCheckDigit } from "./check-digit.ts";
import { spellings, type CodeFault, type ReadCode } from "./code-terms.ts";
import { gs1Elements } from "./gs1-elements.ts";
import { readGs1 } from "./read-gs1.ts";

type Terms = Readonly<{ scaleLabels: readonly ScaleLabel[]; exponent: number }>;

/**
 * Understands a code: a plain one, a label of the shop's own scale, a GS1 element string or a GS1
 * Digital Link. A product whose barcode is the whole text is looked up before this is asked.
 */
export function readCode(text: string, terms: Terms): Result<ReadCode, CodeFault> {
  if (text.length > MAX_CODE) return refuse("code-too-long", `${text.length} characters`);
  const code = text.trim();
  if (code === "") return refuse("unreadable-code", "it is empty");
  const label = terms.scaleLabels.find(({ prefix }) => isOfScale(code, prefix));
  if (label !== undefined) return readScaleLabel(code, label);
  const elements = gs1Elements(code);
  if (elements === undefined) return ok({ barcodes: spellings(code) });
  return elements.ok ? readGs1(elements.value, terms.exponent) : elements;
}

function isOfScale(code: string, prefix: string): boolean {
  return /^\d{13}$/.test(code) && code.startsWith(prefix);
}

function readScaleLabel(code: string, label: ScaleLabel): Result<ReadCode, CodeFault> {
  if (!hasCheckDigit(code)) return refuse("bad-check-digit", code);
  const end = label.prefix.length + label.itemDigits;
  const value = Number(code.slice(end, -1));
  const barcodes = [code.slice(0, end)];
  return ok(label.holds === "price" ? { barcodes, priceMinor: value } : { barcodes, milli: value });
}
