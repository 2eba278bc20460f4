import { subtractMoney } from "../../../contract/money.ts";
import type { SaleView } from "../../../contract/views.ts";
import { SumRow } from "../../components/sum-row.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { MINUS } from "../../format/locale.ts";
import { tenderWords } from "./tender-words.ts";

/** What was taken of the total already, among its sums. */
export function PaidSoFar({ sale }: Readonly<{ sale: SaleView }>) {
  const { taken, total, left } = sale;
  if (taken.length === 0) return null;
  const figure = `${MINUS}${formatAmount(subtractMoney(total, left))}`;
  return <SumRow name={tenderWords.paidSoFar} figure={figure} />;
}
