import type { ActivityView } from "../../../contract/people-views.ts";
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

const whats: Readonly<Record<string, string>> = {
  "user-changed": t("act.user-changed"),
  "user-signed-in": t("act.user-signed-in"),
  "user-signed-out": t("act.user-signed-out"),
  "sign-in-failed": t("act.sign-in-failed"),
  "user-locked": t("act.user-locked"),
  "override-granted": t("act.override-granted"),
  "override-used": t("act.override-used"),
  "refund-started": t("act.refund-started"),
  "refund-paid": t("act.refund-paid"),
  "sale-voided": t("act.sale-voided"),
  "lines-voided": t("act.lines-voided"),
  "session-opened": t("act.session-opened"),
  "session-closed": t("act.session-closed"),
  "cash-moved": t("act.cash-moved"),
  "no-sale": t("act.no-sale"),
  "drawer-opened": t("act.drawer-opened"),
  "receipt-reprinted": t("act.receipt-reprinted"),
  "configuration-changed": t("act.configuration-changed"),
  "clock-jumped": t("act.clock-jumped"),
  "training-started": t("act.training-started"),
  "training-ended": t("act.training-ended"),
  "day-closed": t("act.day-closed"),
  correction: t("act.correction"),
};

/** Our own entries have words; one of a newer register shows its kind. */
export function activityWords({ what }: ActivityView): string {
  return whats[what] ?? what;
}
