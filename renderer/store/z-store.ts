import { create } from "zustand";
import type { RebuiltZView, ZReportView, ZSummary } from "../../contract/day-views.ts";
import type { RefusalCode } from "../format/words.ts";

export type ZState = Readonly<{
  /** Newest first; null until the register has answered once. */
  list: readonly ZSummary[] | null;
  hasMore: boolean;
  open: ZReportView | null;
  /** The open Z added up again; null until it was asked for. */
  rebuilt: RebuiltZView | null;
  refusal: RefusalCode | null;
}>;

/** Closed days as far as they were asked for. actions/z-reports.ts writes it. */
export const useZReports = create<ZState>()(() => ({
  list: null,
  hasMore: false,
  open: null,
  rebuilt: null,
  refusal: null,
}));
