import { addMoney, type Money } from "../../contract/money.ts";
import type { ReceiptView, TenderView } from "../../contract/views.ts";
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
    case "link":
      return t("paid.paymentPage", { tender: cardWords(tender) });
    case "store-credit":
      return said.credit;
    case "other":
      return tender.name;
  }
}

/** What all parts in cash gave back together; null where none was cash. */
export function changeOf({ tenders }: Pick<ReceiptView, "tenders">): Money | null {
  const changes = tenders.flatMap((tender) => (tender.tender === "cash" ? [tender.change] : []));
  return changes.length === 0 ? null : changes.reduce(addMoney);
}
