import { t } from "../i18n/t.ts";

/** What a receipt says. */
export const receiptWords = {
  title: t("receipt.title"),
  copy: (number: number) => t("receipt.copy", { number }),
  receipt: t("receipt.receipt"),
  entry: t("receipt.entry"),
  subtotal: t("receipt.subtotal"),
  discounts: t("receipt.discounts"),
  rounding: t("receipt.rounding"),
  change: t("receipt.change"),
  net: t("receipt.net"),
  tax: t("receipt.tax"),
  onSale: (discount: string) => t("receipt.onSale", { discount }),
  cashGiven: t("receipt.cashGiven"),
  tip: t("receipt.tip"),
  charged: t("receipt.charged"),
  total: (currency: string) => t("receipt.total", { currency }),
  close: t("receipt.close"),
};
