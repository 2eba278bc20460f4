import { t } from "../../i18n/t.ts";

/** What the ways to split a sale are called. */
export const splitWords = {
  title: t("split.title"),
  even: t("split.even"),
  amount: t("split.amount"),
  lines: t("split.lines"),
  people: t("split.people"),
  among: (count: number) => t("split.among", { count, shown: String(count) }),
  pad: t("tender.pad"),
  hint: t("split.hint"),
  payPart: t("split.payPart"),
  chooseLines: t("split.chooseLines"),
  enterAmount: t("split.enterAmount"),
};
