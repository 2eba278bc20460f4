import { describe, expect, it } from "vitest";
import { LineId, ProductId, SaleId, UserId } from "../../../contract/ids.ts";
import { Currency } from "../../../contract/money.ts";
import { basisPointsOf } from "../../../contract/tax-rate.ts";
import { registerChain } from "../../../ledger/register-chain.ts";
import { GENESIS } from "../../../ledger/hash-chain.ts";
import { priceSale, type DraftSale } from "../../../register/sales/price-sale.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";
import { goldens, type Golden } from "./golden-prices.ts";
import { taxGoldens } from "./golden-taxes.ts";

function shopOf({ currency, terms, classes }: Golden) {
  return {
    ...demoShop.shop,
    currency: Currency.parse(currency),
    taxClasses: classes,
    cashStepMinor: 1,
    ...terms,
  };
}

function draftOf({ lines, ...golden }: Golden): DraftSale {
  return {
    saleId: SaleId.parse("sale_golden"),
    discount: golden.discount ?? null,
    lines: lines.map(([unitMinor, quantity, taxCode, lineDiscount], index) => ({
      lineId: LineId.parse(`line_${index}`),
      productId: ProductId.parse(`prod_${index}`),
      name: "Thing",
      detail: "",
      ...{ unitMinor, quantity, taxCode },
      discount: lineDiscount ?? null,
    })),
  };
}

const tickets = [...goldens, ...taxGoldens].map((golden) => [golden.ticket, golden] as const);

describe("priceSale, the golden tickets", () => {
  it.each(tickets)("%s", (_ticket, golden) => {
    const priced = priceSale(shopOf(golden), draftOf(golden));
    const taxes = priced.taxes.map(({ code, netMinor, taxMinor, ...rate }) => [
      ...[code, basisPointsOf(rate), netMinor, taxMinor],
    ]);
    const { totalMinor: total, cashTotalMinor: cash } = priced;
    expect({ total, cash, taxes }).toEqual({
      total: golden.total,
      cash: golden.cash,
      taxes: golden.taxes,
    });
  });

  it.each(tickets)("goes into the book: %s", (_ticket, golden) => {
    const shop = shopOf(golden);
    const { lines, totalMinor, cashTotalMinor } = priceSale(shop, draftOf(golden));
    const sealed = registerChain.seal(
      { seq: 0, hash: GENESIS },
      { atMs: 0 },
      {
        type: "sale-completed",
        saleId: SaleId.parse("sale_golden"),
        receiptCount: 1,
        userId: UserId.parse("user_1"),
        currency: shop.currency,
        taxMode: shop.taxMode,
        lines: [...lines],
        discount: golden.discount ?? null,
        totalMinor,
        roundingMinor: cashTotalMinor - totalMinor,
        tenders: [
          {
            tender: "cash",
            amountMinor: cashTotalMinor,
            givenMinor: cashTotalMinor,
            changeMinor: 0,
          },
        ],
      },
    );
    const tax = sealed.postings
      .filter(({ account }) => account.startsWith("liabilities:tax:"))
      .reduce((sum, { minor }) => sum - minor, 0);
    expect(tax).toBe(golden.taxes.reduce((sum, [, , , minor]) => sum + minor, 0));
  });
});
