import { MAX_MILLI } from "../../contract/commands.ts";
import { MAX_MINOR } from "../../contract/money.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { LotView, Unit } from "../../contract/views.ts";
import { hasCheckDigit } from "./check-digit.ts";
import type { Gs1Elements } from "./gs1-elements.ts";
import { spellings, type CodeFault, type ReadCode } from "./code-terms.ts";

/** Net weight in kg, length in m, volume in l: the last digit says how many decimals. */
const measures: Readonly<Record<string, Unit>> = { "310": "kg", "311": "m", "315": "l" };
const batchForm = /^[\x21-\x7e]{1,20}$/;

/** What a till needs of a GS1 symbol; identifiers that it does not need are passed over. */
export function readGs1(elements: Gs1Elements, exponent: number): Result<ReadCode, CodeFault> {
  const gtin = elements.get("01");
  if (gtin === undefined || !/^\d{14}$/.test(gtin)) {
    return refuse("unreadable-code", "it names no article");
  }
  if (!hasCheckDigit(gtin)) return refuse("bad-check-digit", gtin);
  return ok({
    barcodes: spellings(gtin),
    ...measureOf(elements),
    ...priceOf(elements, exponent),
    ...piecesOf(elements),
    ...lotOf(elements),
  });
}

function measureOf(elements: Gs1Elements): Pick<ReadCode, "milli" | "unit"> {
  for (const [ai, raw] of elements) {
    const unit = /^\d{4}$/.test(ai) ? measures[ai.slice(0, 3)] : undefined;
    const milli = scaled(raw, 3 - Number(ai.at(-1)));
    if (unit !== undefined && milli > 0 && milli <= MAX_MILLI) return { milli, unit };
  }
  return {};
}

/** 392n is the price of the piece in the shop's currency. */
function priceOf(elements: Gs1Elements, exponent: number): Pick<ReadCode, "priceMinor"> {
  for (const [ai, raw] of elements) {
    if (!/^392\d$/.test(ai) || !/^\d{1,15}$/.test(raw)) continue;
    const priceMinor = scaled(raw, exponent - Number(ai.at(-1)));
    if (priceMinor <= MAX_MINOR) return { priceMinor };
  }
  return {};
}

function piecesOf(elements: Gs1Elements): Pick<ReadCode, "pieces"> {
  const pieces = Number(elements.get("30") ?? elements.get("37"));
  return Number.isSafeInteger(pieces) && pieces > 0 ? { pieces } : {};
}

/** Moves the decimal point; what is finer than the till reckons is rounded half up. */
function scaled(raw: string, places: number): number {
  const figure = Number(raw);
  return places >= 0 ? figure * 10 ** places : Math.floor(figure / 10 ** -places + 0.5);
}

function lotOf(elements: Gs1Elements): Readonly<{ lot?: LotView }> {
  const batch = elements.get("10");
  const expiresOn = dateOf(elements.get("17") ?? elements.get("15"));
  const lot = {
    ...(batch !== undefined && batchForm.test(batch) && { batch }),
    ...(expiresOn !== undefined && { expiresOn }),
  };
  return Object.keys(lot).length > 0 ? { lot } : {};
}

/** YYMMDD, of the century to come: what is sold expires after 2000. Day 00 is the month's last. */
function dateOf(raw: string | undefined): string | undefined {
  const [, year, month, day] = /^(\d\d)(\d\d)(\d\d)$/.exec(raw ?? "") ?? [];
  const last = lastDay(2_000 + Number(year), Number(month));
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const shown = day === "00" ? last : Number(day);
  if (shown < 1 || shown > last) return undefined;
  return `20${year}-${month}-${String(shown).padStart(2, "0")}`;
}

function lastDay(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
