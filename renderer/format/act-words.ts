import type { Command } from "../../contract/commands.ts";
import { t } from "../i18n/t.ts";

/** What a manager is asked to approve, as the clerk would say it. */
const acts: Partial<Record<Command, string>> = {
  "payments.refund": t("approve.payments.refund"),
  "refunds.pay": t("approve.refunds.pay"),
  "payments.replace-by-cash": t("approve.payments.replace-by-cash"),
  "holds.release": t("approve.holds.release"),
  "holds.accept-late": t("approve.holds.accept-late"),
  "payments.void": t("approve.payments.void"),
  "payments.let-go": t("approve.payments.let-go"),
  "payments.accept": t("approve.payments.accept"),
  "ledger.correct": t("approve.ledger.correct"),
  "day.move-cash": t("approve.day.move-cash"),
  "day.no-sale": t("approve.day.no-sale"),
  "day.open-session": t("approve.day.open-session"),
  "day.close-session": t("approve.day.close-session"),
  "day.close": t("approve.day.close"),
  "day.start-training": t("approve.day.start-training"),
  "sales.void-parked": t("approve.sales.void-parked"),
  "credit.top-up": t("approve.credit.top-up"),
  "sales.override-price": t("approve.sales.override-price"),
  "sales.remove-line": t("approve.sales.remove-line"),
  "sales.set-quantity": t("approve.sales.set-quantity"),
  "sales.clear": t("approve.sales.clear"),
  "sales.undo": t("approve.sales.undo"),
  "sales.discount-line": t("approve.sales.discount-line"),
  "sales.discount": t("approve.sales.discount"),
  "day.explain-x": t("approve.day.explain-x"),
  "day.x-report": t("approve.day.x-report"),
  "sales.pay-cash": t("approve.sales.pay-cash"),
  "payments.take-cash": t("approve.payments.take-cash"),
  "payments.take-other": t("approve.payments.take-other"),
  "payments.charge": t("approve.payments.charge"),
  "payments.start-link": t("approve.payments.start-link"),
  "payments.raise": t("approve.payments.raise"),
  "payments.add-tip": t("approve.payments.add-tip"),
  "payments.take-back": t("approve.payments.take-back"),
  "sales.give-up": t("approve.sales.give-up"),
  "credit.pay": t("approve.credit.pay"),
  "credit.charge-top-up": t("approve.credit.charge-top-up"),
  "receipts.reprint": t("approve.receipts.reprint"),
  "exchange.begin": t("approve.exchange.begin"),
  "day.end-training": t("approve.day.end-training"),
};

export function actWords(command: string): string {
  return isAct(command) ? (acts[command] ?? command) : command;
}

function isAct(command: string): command is keyof typeof acts {
  return Object.hasOwn(acts, command);
}
