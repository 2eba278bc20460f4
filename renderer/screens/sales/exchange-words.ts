import { t } from "../../i18n/t.ts";

export const exchangeWords = {
  button: t("exchange.button"),
  choose: t("exchange.choose"),
  chooseAbout: t("exchange.chooseAbout"),
  lines: t("refundDialog.lines"),
  goOn: t("exchange.goOn"),
  back: t("risk.back"),
  row: (receipt: string) => t("exchange.row", { receipt }),
  comesBack: t("exchange.comesBack"),
  toPay: t("exchange.toPay"),
  giveBack: t("exchange.giveBack"),
  addGoods: t("exchange.addGoods"),
  finish: t("exchange.finish"),
  recall: t("selling.recall"),
  giveUp: t("exchange.giveUp"),
  paidBack: t("exchange.paidBack"),
  underWay: t("exchange.underWay"),
  unsure: t("exchange.unsure"),
  elsewhere: (amount: string) => t("exchange.elsewhere", { amount }),
};
