import { t } from "../../i18n/t.ts";

/** What the store credit panel says. */
export const creditWords = {
  title: t("tender.creditTitle"),
  find: t("credit.find"),
  found: t("credit.found"),
  whose: t("credit.whose"),
  whoseAdvice: t("credit.whoseAdvice"),
  none: t("credit.none"),
  noneAdvice: t("credit.noneAdvice"),
  unnamed: t("credit.unnamed"),
  available: t("credit.available"),
  notKnown: t("credit.notKnown"),
  pays: t("credit.pays"),
  after: t("credit.after"),
  rest: (amount: string) => t("credit.rest", { amount }),
  hint: t("credit.hint"),
  pay: t("credit.pay"),
  cancel: t("credit.cancel"),
  asking: t("credit.asking"),
  offline: t("credit.offline"),
  choose: t("credit.choose"),
  reading: t("credit.reading"),
  nothing: t("credit.nothing"),
};
