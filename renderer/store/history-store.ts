import { create } from "zustand";
import type { CreditHistoryView } from "../../contract/store-credit-views.ts";
import type { RefusalCode } from "../format/words.ts";

export type HistoryState = Readonly<{
  /** All pages that were asked for, as one; null until the register has answered once. */
  history: CreditHistoryView | null;
  refusal: RefusalCode | null;
  /** The top-up dialog lies over the account. */
  isToppingUp: boolean;
}>;

/** What moved the account that is looked at. actions/credit-history.ts writes it. */
export const useHistory = create<HistoryState>()(() => ({
  history: null,
  refusal: null,
  isToppingUp: false,
}));
