import { create } from "zustand";
import type { CreditAccountView, CreditSpendView } from "../../contract/store-credit-views.ts";
import type { RefusalCode } from "../format/words.ts";

export type CreditState = Readonly<{
  text: string;
  found: readonly CreditAccountView[];
  /** The account that is to pay; its balance comes from the relay, and is null until then. */
  account: CreditAccountView | null;
  /** The attempt that the relay is being asked about. */
  spend: CreditSpendView | null;
  /** Why nothing was taken, or nothing could be asked. */
  refusal: RefusalCode | null;
}>;

/** Store credit on the pay screen. actions/credit.ts writes it. */
export const useCredit = create<CreditState>()(() => ({
  text: "",
  found: [],
  account: null,
  spend: null,
  refusal: null,
}));
