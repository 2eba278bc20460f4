import { t } from "../i18n/t.ts";

/** What the list behind a number says. */
export const explainWords = {
  title: (figure: string) => t("explain.title", { figure }),
  ask: (figure: string, value: string) => t("explain.ask", { figure, value }),
  what: t("explain.what"),
  when: t("explain.when"),
  value: t("explain.value"),
  receipt: (number: number) => t("explain.receipt", { number }),
  number: (seq: number) => t("explain.number", { seq }),
  z: (zNumber: number) => t("z.z", { zNumber }),
  carried: t("explain.carried"),
  sum: (count: number) => t("explain.sum", { count }),
  same: t("explain.same"),
  differs: (value: string) => t("explain.differs", { value }),
  none: t("explain.none"),
  more: t("explain.more"),
  close: t("explain.close"),
};
