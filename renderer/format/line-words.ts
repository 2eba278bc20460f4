import type { overrideReasons } from "../../contract/commands.ts";
import type { LineView } from "../../contract/views.ts";
import { t } from "../i18n/t.ts";
import { formatMilli } from "./format-measure.ts";
import { formatAmount } from "./format-money.ts";

export const overrideReasonWords = {
  "price-match": t("selling.reasons.price-match"),
  damaged: t("selling.reasons.damaged"),
  "wrong-label": t("selling.reasons.wrong-label"),
  agreed: t("selling.reasons.agreed"),
} satisfies Record<(typeof overrideReasons)[number], string>;

/** "Flat white, take away"; a product without a detail is its name. */
export function nameWords({ name, detail }: Pick<LineView, "name" | "detail">): string {
  return [name, detail].filter(Boolean).join(", ");
}

/** "0.250 kg at 19.80": what was weighed or measured; null for what is sold by the piece. */
export function measureWords({ measure }: Pick<LineView, "measure">): string | null {
  if (measure === undefined) return null;
  const { milli, unit, perUnit } = measure;
  return t("selling.measured", { amount: formatMilli(milli), unit, price: formatAmount(perUnit) });
}

/** "was 24.00, price match": the price that somebody replaced; null where the list's own holds. */
export function overrideWords({ override }: Pick<LineView, "override">): string | null {
  if (override === undefined) return null;
  const { original, reason } = override;
  const known: Readonly<Record<string, string>> = overrideReasonWords;
  const why = (known[reason] ?? reason).toLowerCase();
  return t("selling.was", { price: formatAmount(original), why });
}
