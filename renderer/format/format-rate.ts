import { locale, NBSP } from "./locale.ts";

/** 2300 basis points are "23 %", 1350 are "13.5 %". */
export function formatRate(basisPoints: number): string {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return `${format.format(basisPoints / 100)}${NBSP}%`;
}
