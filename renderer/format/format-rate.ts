import { locale, NBSP } from "./locale.ts";

const twoDecimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });

/** 2300 basis points are "23 %", 1350 are "13.5 %". */
export function formatRate(basisPoints: number): string {
  return `${twoDecimals.format(basisPoints / 100)}${NBSP}%`;
}
