import { t } from "../../i18n/t.ts";

/** What the X report says. */
export const reportWords = {
  title: t("report.title"),
  subtitle: (moment: string, register: string) => t("report.subtitle", { moment, register }),
  refresh: t("report.refresh"),
  zReports: t("report.zReports"),
  sales: (count: number) => t("report.sales", { count }),
  discounts: t("report.discounts"),
  rounding: t("report.rounding"),
  taken: t("report.taken"),
  tenders: {
    cash: t("report.tenders.cash"),
    card: t("report.tenders.card"),
    "store-credit": t("report.tenders.store-credit"),
    other: t("report.tenders.other"),
  },
  refunds: t("report.refunds"),
  tips: t("report.tips"),
  afterRefunds: t("report.afterRefunds"),
  byTender: t("report.byTender"),
  byTax: t("report.byTax"),
  net: t("report.net"),
  tax: t("report.tax"),
  rate: t("report.rate"),
  drawer: t("report.drawer"),
  cashExpected: t("report.cashExpected"),
  about: t("report.about"),
  itemsSold: t("report.itemsSold"),
  salesCount: t("report.salesCount"),
  covers: (first: number, last: number) => t("report.covers", { first, last }),
  coversNothing: t("report.coversNothing"),
};
