import { t } from "../i18n/t.ts";

const kinds: Readonly<Record<string, string>> = {
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
  "sums-rebuilt": t("act.sums-rebuilt"),
  "training-started": t("act.training-started"),
  "training-ended": t("act.training-ended"),
  "day-closed": t("act.day-closed"),
  correction: t("act.correction"),
  "sale-completed": t("act.sale-completed"),
  "refund-accepted": t("act.refund-accepted"),
  "refund-failed": t("act.refund-failed"),
  "payment-authorised": t("act.payment-authorised"),
  "payment-captured": t("act.payment-captured"),
  "payment-cancelled": t("act.payment-cancelled"),
  "payment-voided": t("act.payment-voided"),
  "tender-taken": t("act.tender-taken"),
  "tender-returned": t("act.tender-returned"),
  "credit-topped-up": t("act.credit-topped-up"),
  "drawer-counted": t("act.drawer-counted"),
  "training-sale": t("act.training-sale"),
};

/** Our own entries have words; one of a newer register shows its kind. */
export function entryWords(type: string): string {
  return kinds[type] ?? type;
}
