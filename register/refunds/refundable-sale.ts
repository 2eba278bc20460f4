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
  const lines = sale.lines.map(({ lineId, name, detail, quantity, netMinor, taxMinor }) => {
    const gone = refunded.lines.find((line) => line.lineId === lineId);
    const leftMinor = netMinor + taxMinor - (gone?.amountMinor ?? 0);
    const left = quantity - (gone?.quantity ?? 0);
    // A refund to a card names no lines; what it gave back is no longer there to give.
    const refundableQuantity = leftOf(sold) === 0 ? 0 : Math.max(left, 0);
    const refundable = money(refundableQuantity === 0 ? 0 : Math.max(leftMinor, 0), currency);
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

/** What is left of the whole sale. Tips go back with their card alone. */
export function leftOf({ sale, refunded }: Pick<SoldSale, "sale" | "refunded">): number {
  return Math.max(sale.totalMinor - refunded.refundedMinor, 0);
}
