import { addMoney, type Money } from "../../contract/money.ts";
import type { PaymentView } from "../../contract/payment-views.ts";
import type { SaleDetailView } from "../../contract/views.ts";
import { api } from "../api.ts";
import type { RefusalCode } from "../format/words.ts";
import { openSaleDetail } from "./sales-list.ts";

/** The card that a tip of the slip can be added to, until its capture; the first of several. */
export type Tippable = Readonly<{
  paymentId: PaymentView["paymentId"];
  /** What the card pays without it. */
  paid: Money;
  most: Money;
  untilMs: number;
}>;

/** Null where none can be: captured or on its way, no such card, or a tip is there already. */
export function tippableOf({ payments }: SaleDetailView, nowMs: number): Tippable | null {
  for (const { payment } of payments) {
    const { paymentId, mostLateTip: most, voidableUntilMs: untilMs, amount, tip } = payment;
    if (most === undefined || untilMs === null || untilMs <= nowMs) continue;
    return { paymentId, paid: addMoney(amount, tip), most, untilMs };
  }
  return null;
}

/** Answers why not, or null once it is written down; the capture says whether it was taken. */
export async function addTip(
  saleId: SaleDetailView["receipt"]["saleId"],
  { paymentId }: Tippable,
  tip: Money,
): Promise<RefusalCode | null> {
  const answer = await api("payments.add-tip", { paymentId, tip });
  if (!answer.ok) return answer.refusal;
  await openSaleDetail(saleId);
  return null;
}
