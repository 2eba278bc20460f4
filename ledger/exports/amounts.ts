import { decimalDigits, exponentOf, Currency } from "../../contract/money.ts";

/** Writes minor units as decimals; what a currency's decimals are is asked once for each. */
export function createAmounts() {
  const exponents = new Map<string, number>();

  function exponent(currency: string): number {
    const known = exponents.get(currency);
    if (known !== undefined) return known;
    const found = exponentOf(Currency.parse(currency));
    exponents.set(currency, found);
    return found;
  }

  return {
    exponent,
    decimal: (minor: number, currency: string) => decimalDigits(minor, exponent(currency)),
  };
}

/** `2026-11-22 08:15:00`, as clocks in the zone showed it: the Swedish way is the ISO one. */
export function createTimes(timeZone: string) {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  const time = (atMs: number) => format.format(atMs);
  return { time, date: (atMs: number) => time(atMs).slice(0, 10) };
}
