import { LineId, ProductId, SaleId, UserId } from "../../contract/ids.ts";
import { Currency } from "../../contract/money.ts";
import type { SaleCompleted, SoldLine } from "../../ledger/ledger-entry.ts";

const userId = UserId.parse("user_bench");
const currency = Currency.parse("EUR");

/** A sale of three lines in two tax classes, paid in cash: four postings. */
export function sampleSale(index: number): SaleCompleted {
  const lines = [line(1, 2_450, 0), line(2, 690, 2_300), line(3, 6_400, 2_300)];
  const totalMinor = lines.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0);
  return {
    type: "sale-completed",
    saleId: SaleId.parse(`sale_bench-${index}`),
    receiptCount: index + 1,
    userId,
    currency,
    taxMode: "inclusive",
    lines,
    discount: null,
    totalMinor,
    roundingMinor: 0,
    tenders: [{ tender: "cash", amountMinor: totalMinor, givenMinor: 10_000, changeMinor: 460 }],
  };
}

function line(number: number, unitMinor: number, rateBasisPoints: number): SoldLine {
  const taxMinor = Math.round((unitMinor * rateBasisPoints) / (10_000 + rateBasisPoints));
  return {
    lineId: LineId.parse(`line_bench-${number}`),
    productId: ProductId.parse(`prod_bench-${number}`),
    name: "House Espresso, whole bean",
    detail: "1 kg",
    quantity: 1,
    unitMinor,
    listMinor: unitMinor,
    discount: null,
    ownDiscountMinor: 0,
    discountMinor: 0,
    taxCode: rateBasisPoints === 0 ? "B" : "A",
    rateBasisPoints,
    listNetMinor: unitMinor - taxMinor,
    netMinor: unitMinor - taxMinor,
    taxMinor,
  };
}
