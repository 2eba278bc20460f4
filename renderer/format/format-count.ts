import { locale } from "./locale.ts";
import { t } from "../i18n/t.ts";

const grouped = new Intl.NumberFormat(locale);

/** "10,011": a count of things, grouped like an amount. */
export function formatCount(count: number): string {
  return grouped.format(count);
}

export function formatItems(count: number): string {
  return t("frame.items", { count, shown: formatCount(count) });
}
