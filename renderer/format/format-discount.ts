import { money } from "../../contract/money.ts";
import type { DiscountView } from "../../contract/views.ts";
import { isReason, reasonWords } from "./reason-words.ts";
import { formatAmount } from "./format-money.ts";
import { formatRate } from "./format-rate.ts";
import { MINUS } from "./locale.ts";

/** "Ex-display −10 %" or "Damaged −5.00": reason and terms, as they stand under a line. */
export function formatDiscount({ terms, reason, amount }: DiscountView): string {
  const term =
    terms.kind === "percent"
      ? formatRate(terms.basisPoints)
      : formatAmount(money(terms.minor, amount.currency));
  return `${formatReason(reason)} ${MINUS}${term}`;
}

function formatReason(reason: string): string {
  return isReason(reason) ? reasonWords[reason] : reason;
}
