import { locale, NBSP } from "./locale.ts";

/** 2300 basis points are "23 %", 1350 are "13.5 %", and 997.5 are "9.975 %": as fine as rates get. */
export function formatRate(basisPoints: number): string {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
  return `${format.format(basisPoints / 100)}${NBSP}%`;
}
