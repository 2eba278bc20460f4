import { create } from "zustand";
import type { SaleId } from "../../contract/ids.ts";
import type { SaleDetailView, SaleSummary } from "../../contract/views.ts";
import type { RefusalCode } from "../format/words.ts";

export type SalesState = Readonly<{
  /** Newest first; null until the register has answered once. */
  sales: readonly SaleSummary[] | null;
  /** What is looked for; "" lists all. */
  query: string;
  hasMore: boolean;
  openId: SaleId | null;
  detail: SaleDetailView | null;
  refusal: RefusalCode | null;
}>;

/** The list of completed sales as far as it was asked for. actions/sales-list.ts writes it. */
export const useSales = create<SalesState>()(() => ({
  sales: null,
  query: "",
  hasMore: false,
  openId: null,
  detail: null,
  refusal: null,
}));
