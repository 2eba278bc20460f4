import type { discountReasons } from "../../contract/commands.ts";

export type DiscountReason = (typeof discountReasons)[number];

/** In the order of the buttons. The type keeps it complete when the contract gains a reason. */
export const reasonWords: Readonly<Record<DiscountReason, string>> = {
  "ex-display": "Ex-display",
  "price-match": "Price match",
  damaged: "Damaged",
  loyalty: "Loyalty",
  goodwill: "Goodwill",
};

export const reasons = Object.keys(reasonWords) as DiscountReason[];

export function isReason(reason: string): reason is DiscountReason {
  return Object.hasOwn(reasonWords, reason);
}
