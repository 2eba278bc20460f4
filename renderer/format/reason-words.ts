import type { discountReasons } from "../../contract/commands.ts";
import { t } from "../i18n/t.ts";

export type DiscountReason = (typeof discountReasons)[number];

/** In the order of the buttons. The type keeps it complete when the contract gains a reason. */
export const reasonWords: Readonly<Record<DiscountReason, string>> = {
  "ex-display": t("reason.ex-display"),
  "price-match": t("reason.price-match"),
  damaged: t("reason.damaged"),
  loyalty: t("reason.loyalty"),
  goodwill: t("reason.goodwill"),
};

export function isReason(reason: string): reason is DiscountReason {
  return Object.hasOwn(reasonWords, reason);
}
