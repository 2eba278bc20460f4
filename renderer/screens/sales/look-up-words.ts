import type { PaidRefundView } from "../../../contract/refund-views.ts";
import { formatAmount } from "../../format/format-money.ts";
import { t } from "../../i18n/t.ts";

export const lookUpWords = {
  button: t("lookUp.button"),
  asking: (receipt: string) => t("lookUp.asking", { receipt }),
  askingAdvice: t("lookUp.askingAdvice"),
  notFound: (receipt: string) => t("lookUp.notFound", { receipt }),
  notFoundAdvice: t("lookUp.notFoundAdvice"),
  title: t("lookUp.title"),
  receipt: (receipt: string) => t("lookUp.receipt", { receipt }),
  canGoBack: t("lookUp.canGoBack"),
  lines: t("lookUp.lines"),
  item: t("lookUp.item"),
  sold: t("lookUp.sold"),
  left: t("lookUp.left"),
  worth: t("lookUp.worth"),
  gone: t("lookUp.gone"),
  cards: t("lookUp.cards"),
};

/** What the clerk does now about a refund of it; null once somebody else says why it was not. */
export function refundNote({ phase, to, amount }: PaidRefundView): string | null {
  if (phase === "asked") return t("lookUp.refundAsked");
  if (phase !== "paid") return null;
  const figure = formatAmount(amount);
  if (to === "other") return t("lookUp.refundOther", { amount: figure });
  return to === "cash"
    ? t("lookUp.refundPaid", { amount: figure })
    : t("lookUp.refundCredited", { amount: figure });
}
