import type { Discount } from "../../../contract/commands.ts";
import { money, type Currency } from "../../../contract/money.ts";
import { digitsValue } from "../../format/digits-entry.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatRate } from "../../format/format-rate.ts";
import type { DiscountReason } from "../../format/reason-words.ts";
import { panelWords } from "./panel-words.ts";

export type DiscountKind = Discount["terms"]["kind"];

/** What the clerk has entered so far. Digits are whole percents, or cents. */
export type DiscountDraft = Readonly<{
  kind: DiscountKind;
  digits: string;
  reason: DiscountReason | null;
}>;

const BASIS_POINTS_OF_ONE_PERCENT = 100;

/** The discount as the register takes it, or null while something is missing. */
export function discountOf({ kind, digits, reason }: DiscountDraft): Discount | null {
  const value = digitsValue(digits);
  if (reason === null || value === 0 || (kind === "percent" && value > 100)) return null;
  const terms: Discount["terms"] =
    kind === "percent"
      ? { kind, basisPoints: value * BASIS_POINTS_OF_ONE_PERCENT }
      : { kind, minor: value };
  return { terms, reason };
}

/** What the button still needs, in words; null when it can be pressed. */
export function whyNoDiscountYet(draft: DiscountDraft): string | null {
  const value = digitsValue(draft.digits);
  if (value === 0) return panelWords.enterDiscount;
  if (draft.kind === "percent" && value > 100) return panelWords.tooManyPercent;
  return draft.reason === null ? panelWords.chooseReason : null;
}

/** "15 %" or "1.50", as it stands on the button; "" while nothing is entered. */
export function formatTerms({ kind, digits }: DiscountDraft, currency: Currency): string {
  const value = digitsValue(digits);
  if (value === 0) return "";
  if (kind === "percent") return formatRate(value * BASIS_POINTS_OF_ONE_PERCENT);
  return formatAmount(money(value, currency));
}
