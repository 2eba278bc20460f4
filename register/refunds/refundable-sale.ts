import { money } from "../../contract/money.ts";
import type { RegisterId } from "../../contract/ids.ts";
import type { RefundableSaleView } from "../../contract/refund-views.ts";
import type { ShopView } from "../../contract/views.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import type { RefundedSale } from "../../ledger/refunded.ts";
import { roundToStep } from "../sales/rounding.ts";

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

export function ownSale({ names, givenBack }: OwnDeps, sale: SaleCompleted): SoldSale {
  const receiptNumber = `${names.registerNumber}-${sale.receiptCount}`;
  return { sale, originRegisterId: null, receiptNumber, refunded: givenBack(sale.saleId) };
}

/** What may go back of a sale of this register. */
export function refundableSale(deps: OwnDeps, sale: SaleCompleted): RefundableSaleView {
  return refundableView(deps.shop, ownSale(deps, sale));
}

export function refundableView(shop: ShopView, sold: SoldSale): RefundableSaleView {
  const { sale, originRegisterId, receiptNumber, refunded } = sold;
  const { saleId, currency } = sale;
  const lines = sale.lines.map(({ lineId, name, detail, quantity }) => {
    const left = leftOfLine(sold, lineId);
    // A refund to a card names no lines; what it gave back is no longer there to give.
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
  };
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

/** What is left of the whole sale. Tips go back with their card alone. */
export function leftOf({ sale, refunded }: Pick<SoldSale, "sale" | "refunded">): number {
  return Math.max(sale.totalMinor - refunded.refundedMinor, 0);
}
