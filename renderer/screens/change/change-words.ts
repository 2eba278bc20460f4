import { t } from "../../i18n/t.ts";

/** What the change screen says. */
export const changeWords = {
  title: t("change.title"),
  givenFor: (given: string, paid: string) => t("change.givenFor", { given, paid }),
  giveBack: t("change.giveBack"),
  nothingBack: t("change.nothingBack"),
  pieces: t("change.pieces"),
  times: (count: number) => t("change.times", { number: count }),
  receipt: t("change.receipt"),
  stays: t("change.stays"),
  nextSale: t("change.nextSale"),
  paid: t("change.paid"),
  rounding: t("change.rounding"),
  cashGiven: t("change.cashGiven"),
  saleNumber: (number: string) => t("change.saleNumber", { number }),
};
