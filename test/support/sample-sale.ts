import { LineId, ProductId, SaleId, UserId } from "../../contract/ids.ts";
import { Currency } from "../../contract/money.ts";
import type { SaleCompleted, SoldLine, Tender } from "../../ledger/ledger-entry.ts";

type Wanted = Readonly<{
  receiptCount: number;
  /** Prices of single pieces, 23 % inside. */
  prices: readonly number[];
  tenders?: Tender[];
}>;

/** A sale that adds up, as an entry: one piece a line, paid in cash unless said otherwise. */
export function sampleSale({ receiptCount, prices, tenders }: Wanted): SaleCompleted {
  const totalMinor = prices.reduce((sum, price) => sum + price, 0);
  return {
    type: "sale-completed",
    saleId: SaleId.parse(`sale_${receiptCount}`),
    receiptCount,
    userId: UserId.parse("user_1"),
    currency: Currency.parse("EUR"),
    taxMode: "inclusive",
    lines: prices.map(lineOf),
    discount: null,
    totalMinor,
    roundingMinor: 0,
    tenders: tenders ?? [cash(totalMinor)],
  };
}

export function cash(amountMinor: number): Tender {
  return { tender: "cash", amountMinor, givenMinor: amountMinor, changeMinor: 0 };
}

function lineOf(unitMinor: number, index: number): SoldLine {
  const taxMinor = Math.round((unitMinor * 2_300) / 12_300);
  const netMinor = unitMinor - taxMinor;
  return {
    lineId: LineId.parse(`line_${index + 1}`),
    productId: ProductId.parse(`prod_${index + 1}`),
    name: "Thing",
    detail: "",
    quantity: 1,
    ...{ unitMinor, listMinor: unitMinor, discount: null, ownDiscountMinor: 0, discountMinor: 0 },
    ...{ taxCode: "A", rateBasisPoints: 2_300, listNetMinor: netMinor, netMinor, taxMinor },
  };
}
