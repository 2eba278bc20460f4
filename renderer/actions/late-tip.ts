import { addMoney, type Money } from "../../contract/money.ts";
import type { PaymentView } from "../../contract/payment-views.ts";
import type { SaleDetailView } from "../../contract/views.ts";
import { cardWords } from "../format/card-words.ts";
import type { RefusalCode } from "../format/words.ts";
import { useSales } from "../store/sales-store.ts";
import { askAllowed } from "./approve.ts";
import { openSaleDetail } from "./sales-list.ts";

/** A card that a tip of the slip can be added to, until its capture. */
export type Tippable = Readonly<{
  paymentId: PaymentView["paymentId"];
  /** The card, as its slip names it: "Visa ends 4242". */
  card: string;
  /** What the card pays without it. */
  paid: Money;
  most: Money;
  untilMs: number;
}>;

/** Every card of the sale that may; none where all are captured, allow no more, or have a tip. */
export function tippablesOf({ payments }: SaleDetailView, nowMs: number): readonly Tippable[] {
  return payments.flatMap(({ payment }) => {
    const { paymentId, mostLateTip: most, voidableUntilMs: untilMs, amount, tip } = payment;
    if (most === undefined || untilMs === null || untilMs <= nowMs) return [];
    const { brand = null, last4 = null } = payment.tries.at(-1) ?? {};
    const card = cardWords({ brand, last4 });
    return [{ paymentId, card, paid: addMoney(amount, tip), most, untilMs }];
  });
}

/** Answers why not, or null once it is written down; the capture says whether it was taken. */
export async function addTip(
  saleId: SaleDetailView["receipt"]["saleId"],
  { paymentId }: Tippable,
  tip: Money,
): Promise<RefusalCode | null> {
  const answer = await askAllowed("payments.add-tip", { paymentId, tip });
  if (!answer.ok) return answer.refusal;
  // The clerk may have gone on to another sale meanwhile.
  if (useSales.getState().openId === saleId) await openSaleDetail(saleId);
  return null;
}
