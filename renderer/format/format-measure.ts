import { locale } from "./locale.ts";

const threeDecimals = new Intl.NumberFormat(locale, {
  minimumFractionDigits: 3,
  maximumFractionDigits: 3,
});

/** Thousandths of a unit as a scale shows them: 0.250. */
export function formatMilli(milli: number): string {
  return threeDecimals.format(milli / 1_000);
}
