import { create } from "zustand";
import type { HoldEndView, HoldsView } from "../../contract/hold-views.ts";
import type { RefusalCode } from "../format/words.ts";

export type HoldsState = Readonly<{
  /** Null until the relay has answered once. */
  view: HoldsView | null;
  /** The relay was asked, and has not answered. */
  isAsked: boolean;
  /** What the relay made of the last wish. */
  end: HoldEndView | null;
  refusal: RefusalCode | null;
}>;

/** What tills hold at the relay, as it was last told. actions/holds.ts writes it. */
export const useHolds = create<HoldsState>()(() => ({
  view: null,
  isAsked: false,
  end: null,
  refusal: null,
}));
