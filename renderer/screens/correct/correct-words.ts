import { t } from "../../i18n/t.ts";

export const correctWords = {
  open: t("correct.open"),
  title: (seq: number) => t("correct.title", { seq }),
  kept: t("correct.kept"),
  from: t("correct.from"),
  to: t("correct.to"),
  choose: t("correct.choose"),
  amount: (most: string) => t("correct.amount", { most }),
  reasons: [
    t("correct.wrongAccount"),
    t("correct.wrongPlace"),
    t("correct.typingError"),
    t("correct.lateNews"),
  ] as const,
  hold: t("correct.hold"),
  held: t("risk.held"),
  back: t("risk.back"),
  done: (seq: number) => t("correct.done", { seq }),
};
