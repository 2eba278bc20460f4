import { t } from "../../i18n/t.ts";

/** What the return without a receipt says. */
export const returnWords = {
  button: t("return.button"),
  title: t("return.title"),
  kept: t("return.kept"),
  whose: t("return.whose"),
  accounts: t("return.accounts"),
  isNew: t("return.isNew"),
  amount: t("return.amount"),
  reasons: [t("return.unwanted"), t("return.damaged"), t("return.wrongItem")] as const,
  /** As the book keeps it, where nothing else says that there was no receipt. */
  reason: (why: string) => t("return.reason", { why }),
  hold: t("return.hold"),
  held: t("risk.held"),
  back: t("risk.back"),
  done: t("return.done"),
  spentBy: t("return.spentBy"),
  close: t("return.close"),
};
