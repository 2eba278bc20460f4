import { t } from "../../i18n/t.ts";
import { paymentWords } from "../payment/payment-words.ts";

/** What a card that tops an account up says beside what a card says for a sale. */
export const topUpWords = {
  ticket: t("topUp.ticket"),
  total: t("topUp.total"),
  sellOn: t("topUp.sellOn"),
  added: (amount: string) => t("topUp.added", { amount }),
  addedOnce: t("topUp.addedOnce"),
  toAccount: t("topUp.toAccount"),
  notAdded: t("topUp.notAdded"),
  addsItself: t("topUp.addsItself"),
  leave: t("topUp.leave"),
  card: paymentWords.cancelled.card,
};
