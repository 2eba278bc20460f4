import { create } from "zustand";
import type { PaymentView } from "../../contract/payment-views.ts";

export type TopUpState = Readonly<{
  /** The card payment of a top-up that is on the screen, until the clerk goes on from it. */
  payment: PaymentView | null;
  /** Whose account it is for; "" where this till does not know. */
  name: string;
}>;

/** A card that tops an account up. actions/top-up-card.ts writes it. */
export const useTopUp = create<TopUpState>()(() => ({ payment: null, name: "" }));
