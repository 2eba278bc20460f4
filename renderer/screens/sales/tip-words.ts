import { t } from "../../i18n/t.ts";

/** A tip that the customer wrote on the slip. */
export const tipWords = {
  button: t("lateTip.button"),
  title: (receipt: string) => t("lateTip.title", { receipt }),
  kept: t("lateTip.kept"),
  card: t("lateTip.card"),
  tip: t("lateTip.tip"),
  most: t("lateTip.most"),
  until: t("lateTip.until"),
  whole: t("lateTip.whole"),
  add: t("lateTip.add"),
  missing: t("lateTip.missing"),
  tooHigh: t("lateTip.tooHigh"),
  tooLate: t("lateTip.tooLate"),
  back: t("lateTip.back"),
  takeAsTip: t("misfitAct.tipTitle"),
  asked: (amount: string) => t("lateTip.asked", { amount }),
  taken: (amount: string) => t("lateTip.taken", { amount }),
  notTaken: (amount: string) => t("lateTip.notTaken", { amount }),
};
