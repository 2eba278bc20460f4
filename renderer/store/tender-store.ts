import { create } from "zustand";
import type { Money } from "../../contract/money.ts";
import type { Split } from "../format/split-shares.ts";

/** What lies beside the ways to pay. */
export type TenderPanel = "cash" | "credit" | "named" | "split";

export type TenderState = Readonly<{
  panel: TenderPanel;
  /** Which of the shop's own tenders the panel is about; null while it is about none. */
  named: string | null;
  /** What stands on its paper, typed or scanned. */
  reference: string;
  /** How much of what is left the next tender takes; null takes all of it. */
  split: Split | null;
  /** Change of a part in cash that the drawer owes, until the next tender. */
  owed: Money | null;
}>;

/** How the sale that is being paid is paid: gone with the window, never asked of the register. */
export const useTender = create<TenderState>()(() => ({
  panel: "cash",
  named: null,
  reference: "",
  split: null,
  owed: null,
}));
