import { t } from "../../i18n/t.ts";

/** What the people screen says. */
export const peopleWords = {
  title: t("people.title"),
  subtitle: t("people.subtitle"),
  name: t("people.name"),
  role: t("people.role"),
  state: t("people.state"),
  pin: t("people.pin"),
  add: t("people.add"),
  addTitle: t("people.addTitle"),
  newPin: t("people.newPin"),
  active: t("people.active"),
  gone: t("people.gone"),
  locked: t("people.locked"),
  wrongPins: (count: number) => t("people.wrongPins", { count }),
  unlock: t("people.unlock"),
  leave: t("people.leave"),
  comeBack: t("people.comeBack"),
  setPin: t("people.setPin"),
  activity: t("people.activity"),
  mayNotSee: t("people.mayNotSee"),
  noActs: t("people.noActs"),
  approvedBy: (name: string) => t("people.approvedBy", { name }),
};
