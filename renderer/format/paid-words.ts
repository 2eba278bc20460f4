import type { TenderView } from "../../contract/views.ts";
import { cardWords } from "./card-words.ts";
import { t } from "../i18n/t.ts";

const said = { cash: t("paid.cash"), credit: t("paid.credit") };

/** How a sale was paid, in a clerk's words: "Visa ends 4242", "Store credit", "Voucher". */
export function paidWords(tender: TenderView): string {
  switch (tender.tender) {
    case "cash":
      return said.cash;
    case "card":
      return cardWords(tender);
    case "store-credit":
      return said.credit;
    case "other":
      return tender.name;
  }
}
