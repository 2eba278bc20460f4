import { t } from "../../i18n/t.ts";

/** What the refund dialog says. */
export const refundDialogWords = {
  title: (amount: string, currency: string) => t("refundDialog.title", { amount, currency }),
  kept: (receipt: string) => t("refundDialog.kept", { receipt }),
  to: t("refundDialog.to"),
  card: t("refundDialog.card"),
  when: t("refundDialog.when"),
  days: t("refundDialog.days"),
  nothingYet: t("refundDialog.nothingYet"),
  back: t("refundDialog.back"),
  hold: t("refundDialog.hold"),
  held: t("refundDialog.held"),
};
