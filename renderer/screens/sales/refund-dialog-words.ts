import { t } from "../../i18n/t.ts";

/** What the refund dialog says. */
export const refundDialogWords = {
  title: (amount: string, currency: string) => t("refundDialog.title", { amount, currency }),
  kept: (receipt: string) => t("refundDialog.kept", { receipt }),
  to: t("refundDialog.to"),
  when: t("refundDialog.when"),
  days: t("refundDialog.days"),
  atReader: t("refundDialog.atReader"),
  cardAgain: t("refundDialog.cardAgain"),
  what: t("refundDialog.what"),
  all: t("refundDialog.all"),
  lines: t("refundDialog.lines"),
  part: t("refundDialog.part"),
  partAmount: (most: string) => t("refundDialog.partAmount", { most }),
  pieces: (count: number, name: string) => `${count} × ${name}`,
  toCard: t("refundDialog.toCard"),
  toCash: t("refundDialog.toCash"),
  tip: (amount: string) => t("refundDialog.tip", { amount }),
  drawer: t("refundDialog.drawer"),
  handOver: t("refundDialog.handOver"),
  onceWritten: t("refundDialog.onceWritten"),
  back: t("refundDialog.back"),
  hold: t("refundDialog.hold"),
  held: t("refundDialog.held"),
};
