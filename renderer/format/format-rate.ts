import { keptTogether } from "../i18n/t.ts";
import { locale, NBSP } from "./locale.ts";

const fourDecimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });

/** 2300 basis points are "23 %", 1350 are "13.5 %", and 997.5 are "9.975 %": as fine as rates get. */
export function formatRate(basisPoints: number): string {
  return keptTogether(`${fourDecimals.format(basisPoints / 100)}${NBSP}%`);
}
