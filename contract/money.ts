import { z } from "zod";
import { assert } from "./assert.ts";
import { ok, refuse, type Result } from "./result.ts";

const known = new Set(Intl.supportedValuesOf("currency"));

/** An ISO 4217 code in capitals. */
export const Currency = z
  .string()
  .refine((code) => known.has(code), "not an ISO 4217 currency")
  .brand("Currency");
export type Currency = z.infer<typeof Currency>;

/** Whole minor units (cents, yen) of one currency. Never a float, never without its currency. */
export type Money = Readonly<{ minor: number; currency: Currency }>;

/** The most that one amount may be, 10^12 minor units: sums of thousands stay exact below 2^53. */
export const MAX_MINOR = 1_000_000_000_000;

export const Minor = z
  .int()
  .min(-MAX_MINOR)
  .max(MAX_MINOR)
  .refine((minor) => !Object.is(minor, -0), "minus zero is not an amount");

export const MoneySchema = z.strictObject({ minor: Minor, currency: Currency });

export function money(minor: number, currency: Currency): Money {
  assert(Number.isSafeInteger(minor), `not whole minor units: ${minor}`);
  return { minor: minor === 0 ? 0 : minor, currency };
}

/** Adding two currencies is a bug, not a refusal, so it throws. */
export function addMoney(a: Money, b: Money): Money {
  assert(a.currency === b.currency, `cannot add ${a.currency} to ${b.currency}`);
  return money(a.minor + b.minor, a.currency);
}

export function subtractMoney(a: Money, b: Money): Money {
  return addMoney(a, money(-b.minor, b.currency));
}

export function isSameMoney(a: Money, b: Money): boolean {
  return a.currency === b.currency && a.minor === b.minor;
}

/** How many decimals the currency has: 2 for EUR, 0 for JPY, 3 for KWD. Source: CLDR by Intl. */
export function exponentOf(currency: Currency): number {
  const kept = exponents.get(currency);
  if (kept !== undefined) return kept;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const exponent = format.resolvedOptions().maximumFractionDigits ?? 0;
  exponents.set(currency, exponent);
  return exponent;
}

/** To make a format takes longer than all else that is done with an amount. */
const exponents = new Map<Currency, number>();

/** Plain digits with a point, as written in files: `-12.50`, `400`, `1.250`. */
export function toDecimal({ minor, currency }: Money): string {
  return decimalDigits(minor, exponentOf(currency));
}

/** The same where the currency's decimals are known. */
export function decimalDigits(minor: number, exponent: number): string {
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = exponent === 0 ? "" : `.${digits.slice(-exponent)}`;
  return `${minor < 0 ? "-" : ""}${whole}${fraction}`;
}

/** Reads `12.5`, `12.50` or `-3`; refuses what the currency cannot hold, and any other spelling. */
export function parseMoney(text: string, currency: Currency): Result<Money, "bad-amount"> {
  const minor = minorOf(text, exponentOf(currency));
  return minor === undefined ? refuse("bad-amount", text.slice(0, 40)) : ok(money(minor, currency));
}

/** The same where the currency's decimals are known; undefined for what is no amount. */
export function minorOf(text: string, exponent: number): number | undefined {
  const match = /^(-?)(\d{1,13})(?:\.(\d+))?$/.exec(text);
  const [, sign, whole = "", fraction = ""] = match ?? [];
  if (!match || fraction.length > exponent) return undefined;
  const minor = Number(whole + fraction.padEnd(exponent, "0"));
  if (minor > MAX_MINOR) return undefined;
  return sign === "-" && minor !== 0 ? -minor : minor;
}
