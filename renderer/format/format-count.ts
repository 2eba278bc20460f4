import { locale } from "./locale.ts";
import { t } from "../i18n/t.ts";

/** "10,011": a count of things, grouped like an amount. */
export function formatCount(count: number): string {
  return new Intl.NumberFormat(locale).format(count);
}

export function formatItems(count: number): string {
  return t("frame.items", { count, shown: formatCount(count) });
}
