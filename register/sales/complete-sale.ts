import type { UserId } from "../../contract/ids.ts";
import type { ShopView } from "../../contract/views.ts";
import type { Ledger, Recorded } from "../../ledger/ledger.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import type { DraftSales } from "./draft-sales.ts";
import type { DraftSale, PricedSale } from "./price-sale.ts";

export type CompleteSaleDeps = Readonly<{ shop: ShopView; ledger: Ledger; drafts: DraftSales }>;

type Paid = Readonly<{
  draft: DraftSale;
  priced: PricedSale;
  userId: UserId;
  roundingMinor: number;
  tenders: SaleCompleted["tenders"];
}>;

/**
 * Writes the sale into the ledger and lets its draft go, in the transaction of the caller. Where
 * that draft was the open one, an empty draft is open afterwards.
 */
export function completeSale(deps: CompleteSaleDeps, paid: Paid): Recorded<SaleCompleted> {
  const { shop, ledger, drafts } = deps;
  const { draft, priced, userId, roundingMinor, tenders } = paid;
  const [last] = ledger.latest("sale-completed", Number.MAX_SAFE_INTEGER, 1);
  const recorded = ledger.append({
    type: "sale-completed",
    saleId: draft.saleId,
    receiptCount: (last?.entry.receiptCount ?? 0) + 1,
    userId,
    currency: shop.currency,
    taxMode: shop.taxMode,
    lines: [...priced.lines],
    discount: draft.discount,
    totalMinor: priced.totalMinor,
    roundingMinor,
    tenders,
  });
  drafts.removeCompleted(draft.saleId);
  return recorded;
}
