import { locale } from "./locale.ts";

/** "10,011": a count of things, grouped like an amount. */
export function formatCount(count: number): string {
  return new Intl.NumberFormat(locale).format(count);
}

export function formatItems(count: number): string {
  return count === 1 ? "1 item" : `${formatCount(count)} items`;
}
