import { money, type Currency, type Money } from "../../contract/money.ts";
import { asciiDigits } from "./ascii-digits.ts";

/** What was typed beside each value, in minor units; a value that is not there was not counted. */
export type Sheet = Readonly<Record<number, string>>;

const MAX_COUNT_DIGITS = 5;

/** Digits only, without leading zeros: "007" is 7, and nothing stays nothing. */
export function withCount(sheet: Sheet, minor: number, text: string): Sheet {
  const digits = asciiDigits(text).replaceAll(/\D/g, "").slice(0, MAX_COUNT_DIGITS);
  return { ...sheet, [minor]: digits === "" ? "" : String(Number(digits)) };
}

export function amountOf(sheet: Sheet, minor: number): number {
  return Number(sheet[minor] ?? "") * minor;
}

export function totalOf(sheet: Sheet, values: readonly number[], currency: Currency): Money {
  return money(
    values.reduce((sum, minor) => sum + amountOf(sheet, minor), 0),
    currency,
  );
}

/** How many values nobody has written anything beside. */
export function leftToCount(sheet: Sheet, values: readonly number[]): number {
  return values.filter((minor) => (sheet[minor] ?? "") === "").length;
}

export function denominationsOf(sheet: Sheet, values: readonly number[]) {
  return values.map((minor) => ({ minor, count: Number(sheet[minor] ?? "") }));
}
