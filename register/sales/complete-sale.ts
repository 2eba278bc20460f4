import type { SaleId, UserId } from "../../contract/ids.ts";
import type { ShopView } from "../../contract/views.ts";
import type { Ledger, Recorded } from "../../ledger/ledger.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import type { DraftSales } from "./draft-sales.ts";
import type { DraftSale, PricedSale } from "./price-sale.ts";
import { voidedEntry } from "./voided-lines.ts";

export type CompleteSaleDeps = Readonly<{
  shop: ShopView;
  ledger: Ledger;
  drafts: DraftSales;
  /** Puts the captures of the sale's holds into the outbox, in the transaction of its entry. */
  orderCaptures: (saleId: SaleId) => void;
  /** A hold that would be captured for it is not what its part says: it must be out of the sale first. */
  hasMisfit: (saleId: SaleId) => boolean;
}>;

export type Paid = Readonly<{
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
  const voided = voidedEntry(shop, paid.draft, paid.userId);
  if (voided !== undefined) ledger.append(voided);
  const recorded = ledger.append(saleOf(deps, paid, ledger.receiptCount() + 1));
  drafts.notes.keep(paid.draft.saleId, paid.draft.notes ?? []);
  drafts.removeCompleted(paid.draft.saleId);
  deps.orderCaptures(paid.draft.saleId);
  return recorded;
}

/**
 * The same without money: an entry that moves nothing and counts no receipt. What the trainee sees
 * is the sale as it would have been, under the number 0.
 */
export function practiseSale(deps: CompleteSaleDeps, paid: Paid): Recorded<SaleCompleted> {
  const { ledger, drafts } = deps;
  const { draft, priced, userId } = paid;
  const { saleId } = draft;
  const { totalMinor } = priced;
  const lineCount = draft.lines.length;
  const written = ledger.append({ type: "training-sale", saleId, userId, lineCount, totalMinor });
  drafts.removeCompleted(saleId);
  return { ...written, entry: saleOf(deps, paid, 0) };
}

function saleOf({ shop }: CompleteSaleDeps, paid: Paid, receiptCount: number): SaleCompleted {
  const { draft, priced, userId, roundingMinor, tenders } = paid;
  return {
    type: "sale-completed",
    saleId: draft.saleId,
    receiptCount,
    userId,
    ...(draft.customerId && { customerId: draft.customerId }),
    currency: shop.currency,
    taxMode: shop.taxMode,
    lines: [...priced.lines],
    discount: draft.discount,
    totalMinor: priced.totalMinor,
    roundingMinor,
    tenders,
  };
}
