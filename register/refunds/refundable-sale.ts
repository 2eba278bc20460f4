import { money } from "../../contract/money.ts";
import type { RegisterId } from "../../contract/ids.ts";
import type { NamedPaidView, RefundableSaleView } from "../../contract/refund-views.ts";
import type { ShopView } from "../../contract/views.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import { isCardTender, tipPaidBy } from "../../ledger/refunded-cards.ts";
import type { RefundedSale } from "../../ledger/refunded.ts";
import type { Payments } from "../payments/payments.ts";
import { roundToStep } from "../../contract/rounding.ts";

/** A completed sale, whoever sold it, and what went back of it. */
export type SoldSale = Readonly<{
  sale: SaleCompleted;
  /** Null for a sale of this register. */
  originRegisterId: RegisterId | null;
  receiptNumber: string;
  refunded: RefundedSale;
}>;

type OwnDeps = Readonly<{
  shop: ShopView;
  names: Readonly<{ registerNumber: number }>;
  givenBack: (saleId: string) => RefundedSale;
}>;

export function cardTenderOf({ tenders }: SaleCompleted, paymentId: string) {
  return tenders.filter(isCardTender).find((tender) => tender.paymentId === paymentId);
}

/** What is left of one card's charge, and of the tip in it; nothing of a card that paid nothing. */
export function leftOfCard({ sale, refunded }: SoldSale, paymentId: string) {
  const card = cardTenderOf(sale, paymentId);
  const gone = refunded.cards.find((one) => one.paymentId === paymentId);
  // A tip that came with the capture stands there alone.
  if (gone !== undefined) {
    return {
      minor: Math.max(gone.paidMinor - gone.refundedMinor, 0),
      tipMinor: Math.max(gone.paidTipMinor - gone.tipMinor, 0),
    };
  }
  const tipMinor = card === undefined ? 0 : tipPaidBy(card);
  return { minor: (card?.amountMinor ?? 0) + tipMinor, tipMinor };
}

/** Interac's network gives nothing back without the card. */
export function needsCard(card: ReturnType<typeof cardTenderOf>): boolean {
  return card?.tender === "card" && card.isInterac === true;
}

export function ownSale({ names, givenBack }: OwnDeps, sale: SaleCompleted): SoldSale {
  const receiptNumber = `${names.registerNumber}-${sale.receiptCount}`;
  return { sale, originRegisterId: null, receiptNumber, refunded: givenBack(sale.saleId) };
}

type CapturedDeps = OwnDeps & Readonly<{ payments: Pick<Payments, "byId"> }>;

/** What may go back of a sale of this register. */
export function refundableSale(deps: CapturedDeps, sale: SaleCompleted): RefundableSaleView {
  return refundableView(deps.shop, ownSale(deps, sale), deps.payments);
}

export function refundableView(
  shop: ShopView,
  sold: SoldSale,
  payments?: CapturedDeps["payments"],
): RefundableSaleView {
  const { sale, originRegisterId, receiptNumber, refunded } = sold;
  const { saleId, currency } = sale;
  const lines = sale.lines.map(({ lineId, name, detail, quantity }) => {
    const left = leftOfLine(sold, lineId);
    // An older refund to a card names no lines; what it gave back is no longer there to give.
    const refundableQuantity = leftOf(sold) === 0 ? 0 : left.quantity;
    const refundable = money(refundableQuantity === 0 ? 0 : left.minor, currency);
    return { lineId, name, detail, quantity, refundableQuantity, refundable };
  });
  const minor = lines.reduce((sum, { refundable }) => sum + refundable.minor, 0);
  return {
    ...{ saleId, originRegisterId, receiptNumber, lines },
    givenBack: money(refunded.refundedMinor, currency),
    refundable: money(minor, currency),
    cashRefundable: money(roundToStep(minor, shop.cashStepMinor), currency),
    named: namedOf(sale),
    cards: sale.tenders.filter(isCardTender).map((card) => {
      const { paymentId, brand, last4 } = card;
      const isDue = payments?.byId(paymentId)?.phase === "captured";
      const left = isDue ? leftOfCard(sold, paymentId) : { minor: 0, tipMinor: 0 };
      const tipRefundable = money(left.tipMinor, currency);
      const refundable = money(left.minor, currency);
      return { paymentId, brand, last4, refundable, tipRefundable, needsCard: needsCard(card) };
    }),
  };
}

/** Each name once, however often it paid. */
function namedOf({ tenders, currency }: SaleCompleted): readonly NamedPaidView[] {
  const paid = new Map<string, number>();
  for (const tender of tenders) {
    if (tender.tender !== "other") continue;
    paid.set(tender.name, (paid.get(tender.name) ?? 0) + tender.amountMinor);
  }
  return [...paid].map(([name, minor]) => ({ name, paid: money(minor, currency) }));
}

/** What is left of one line; nothing of a line that was not sold. */
export function leftOfLine({ sale, refunded }: SoldSale, lineId: string) {
  const line = sale.lines.find((one) => one.lineId === lineId);
  if (line === undefined) return { quantity: 0, minor: 0 };
  const gone = refunded.lines.find((one) => one.lineId === lineId);
  const { quantity, netMinor, taxMinor } = line;
  return {
    quantity: Math.max(quantity - (gone?.quantity ?? 0), 0),
    minor: Math.max(netMinor + taxMinor - (gone?.amountMinor ?? 0), 0),
  };
}

/** What is left of the whole sale's goods. Tips go back with their card alone. */
export function leftOf({ sale, refunded }: Pick<SoldSale, "sale" | "refunded">): number {
  const tipMinor = refunded.cards.reduce((sum, card) => sum + card.tipMinor, 0);
  return Math.max(sale.totalMinor - (refunded.refundedMinor - tipMinor), 0);
}

export function leftOfLines(sold: SoldSale): number {
  return sold.sale.lines.reduce((sum, { lineId }) => sum + leftOfLine(sold, lineId).minor, 0);
}
