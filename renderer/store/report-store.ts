import { create } from "zustand";
import type { XReportView } from "../../contract/views.ts";
import type { RefusalCode } from "../format/words.ts";

export type ReportState = Readonly<{ report: XReportView | null; refusal: RefusalCode | null }>;

/** The X report that was last asked for. */
export const useReport = create<ReportState>()(() => ({ report: null, refusal: null }));
