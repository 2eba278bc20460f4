import type { SaleId } from "../../contract/ids.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { SaleView, ShopView } from "../../contract/views.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Emit } from "../ports.ts";
import type { DraftSales } from "./draft-sales.ts";
import type { DraftLine, DraftSale } from "./price-sale.ts";
import { saleView } from "./sale-views.ts";

export type DraftDeps = Readonly<{
  db: Database;
  shop: ShopView;
  drafts: DraftSales;
  emit: Emit;
  /** While a card payment is open its sale is locked, so that the amount cannot change. */
  isPaying: (saleId: string) => boolean;
}>;

export type DraftChanger = ReturnType<typeof draftChanger>;

/** Reads the open draft, lets `next` decide, writes once, and tells the screens. */
export function draftChanger({ db, shop, drafts, emit, isPaying }: DraftDeps) {
  const view = (draft: DraftSale) => saleView(shop, draft, drafts.beside(draft));

  function change<Code extends string>(
    saleId: SaleId,
    next: (draft: DraftSale) => Result<DraftSale, Code>,
  ): Result<SaleView, Code | "sale-not-open" | "payment-in-progress"> {
    const outcome = db
      .transaction((): Result<SaleView, Code | "sale-not-open" | "payment-in-progress"> => {
        const draft = drafts.current();
        if (draft.saleId !== saleId) return refuse("sale-not-open");
        if (isPaying(saleId)) return refuse("payment-in-progress");
        const changed = next(draft);
        if (!changed.ok) return changed;
        drafts.save(changed.value);
        return ok(view(changed.value));
      })
      .immediate();
    if (outcome.ok) emit({ event: "sale-changed", view: outcome.value });
    return outcome;
  }

  function changeLine<Code extends string>(
    { saleId, lineId }: Readonly<{ saleId: SaleId; lineId: string }>,
    next: (draft: DraftSale, line: DraftLine) => Result<DraftSale, Code>,
  ) {
    return change(saleId, (draft): Result<DraftSale, Code | "line-not-found"> => {
      const line = draft.lines.find((candidate) => candidate.lineId === lineId);
      return line === undefined ? refuse("line-not-found") : next(draft, line);
    });
  }

  return { shop, view, change, changeLine };
}
