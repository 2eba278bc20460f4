import { t } from "../../i18n/t.ts";

/** What the tender says. */
export const tenderWords = {
  title: t("tender.title"),
  ways: t("tender.ways"),
  card: t("tender.card"),
  cash: t("tender.cash"),
  roundsTo: (step: string) => t("tender.roundsTo", { step }),
  toTheCent: t("tender.toTheCent"),
  cashGiven: t("tender.cashGiven"),
  notes: t("tender.notes"),
  exact: t("tender.exact"),
  back: (amount: string) => t("tender.back", { amount }),
  pad: t("tender.pad"),
  toPay: t("tender.toPay"),
  rounded: t("tender.rounded"),
  change: t("tender.change"),
  missing: t("tender.missing"),
  takeCash: t("tender.takeCash"),
  taking: t("tender.taking"),
  enterCash: t("tender.enterCash"),
  notEnough: t("tender.notEnough"),
  rounding: t("tender.rounding"),
  stillToPay: t("tender.stillToPay"),
  total: (items: string) => t("tender.total", { items }),
};
