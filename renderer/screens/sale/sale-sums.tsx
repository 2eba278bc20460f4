import { basisPointsOf, taxKey } from "../../../contract/tax-rate.ts";
import type { SaleView, ShopView, TaxView } from "../../../contract/views.ts";
import { SumRow } from "../../components/sum-row.tsx";
import { TotalRow } from "../../components/total-row.tsx";
import { formatDiscount } from "../../format/format-discount.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatRate } from "../../format/format-rate.ts";
import { MINUS } from "../../format/locale.ts";
import { saleWords } from "./sale-words.ts";

type Props = Readonly<{ sale: SaleView; shop: ShopView }>;

/** Pinned at the ticket's foot. An open total never wears the double rule. */
export function SaleSums({ sale, shop }: Props) {
  const { subtotal, discount, discountTotal, taxes, total } = sale;
  const discountName = discount
    ? `${saleWords.discounts}, ${formatDiscount(discount)}`
    : saleWords.discounts;
  return (
    <div className="sums">
      <dl>
        <SumRow name={saleWords.subtotal} figure={formatAmount(subtotal)} />
        {discountTotal.minor !== 0 && (
          <SumRow name={discountName} figure={`${MINUS}${formatAmount(discountTotal)}`} />
        )}
        {taxes.map((tax) => (
          <TaxRow key={taxKey(tax.code, tax)} tax={tax} shop={shop} />
        ))}
      </dl>
      <TotalRow name={saleWords.total} amount={total} />
    </div>
  );
}

function TaxRow({ tax, shop }: Readonly<{ tax: TaxView; shop: ShopView }>) {
  if (basisPointsOf(tax) === 0) return null;
  const name = shop.taxMode === "inclusive" ? saleWords.taxIncluded : saleWords.taxAdded;
  return (
    <SumRow
      name={name(shop.taxName, tax.code, formatRate(basisPointsOf(tax)))}
      figure={formatAmount(tax.tax)}
    />
  );
}
