import type { CreditMoveView } from "../../../contract/store-credit-views.ts";
import { t } from "../../i18n/t.ts";

/** What the screen of the accounts says beside what paying by credit says. */
export const historyWords = {
  title: t("sales.tender.store-credit"),
  holds: t("history.holds"),
  open: (name: string) => t("history.open", { name }),
  held: t("history.held"),
  account: t("history.account"),
  topUp: t("history.topUp"),
  list: t("history.list"),
  when: t("history.when"),
  what: t("history.what"),
  who: t("history.who"),
  amount: t("history.amount"),
  none: t("history.none"),
  noneAdvice: t("history.noneAdvice"),
  older: t("history.older"),
  reading: t("history.reading"),
  asking: t("history.asking"),
  tillOnly: t("history.tillOnly"),
  shop: t("history.shop"),
  here: t("history.here"),
  till: (number: number) => t("history.till", { number }),
  topUpTitle: (name: string) => t("history.topUpTitle", { name }),
  topUpAbout: t("history.topUpAbout"),
  how: t("history.how"),
  byCash: t("sales.tender.cash"),
  byCard: t("sales.tender.card"),
  byCardAbout: t("topUp.byCardAbout"),
  charge: t("topUp.charge"),
  byOther: t("history.byOther"),
  otherName: t("history.otherName"),
  reference: t("history.reference"),
  add: t("history.add"),
  back: t("risk.back"),
};

const kinds: Readonly<Record<NonNullable<CreditMoveView["kind"]>, string>> = {
  "topped-up": t("history.kinds.topped-up"),
  spent: t("history.kinds.spent"),
  returned: t("history.kinds.returned"),
  refunded: t("history.kinds.refunded"),
};

const tenders: Readonly<Record<NonNullable<CreditMoveView["by"]>["tender"], string>> = {
  cash: t("sales.tender.cash"),
  card: t("sales.tender.card"),
  other: t("sales.tender.other"),
  goodwill: t("history.goodwill"),
};

/** What it was; where the relay only knows that it moved, just that. */
export function moveWords({ kind }: CreditMoveView): string {
  return kind === null ? t("history.kinds.moved") : kinds[kind];
}

/** What paid for it, or the sale that it was for. */
export function moveDetail({ by, receiptNumber }: CreditMoveView): string {
  if (by !== null) return by.tender === "other" && by.word ? by.word : tenders[by.tender];
  return receiptNumber === null ? "" : t("history.sale", { receipt: receiptNumber });
}

/** Why credit was given; another tender is told by its name alone. */
export function moveReason({ by }: CreditMoveView): string {
  return by?.tender === "goodwill" ? (by.word ?? "") : "";
}
