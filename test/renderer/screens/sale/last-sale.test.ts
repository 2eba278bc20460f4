import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { money } from "../../../../contract/money.ts";
import type { ReceiptView, TenderView } from "../../../../contract/views.ts";
import { PaymentId } from "../../../../contract/ids.ts";
import { LastSale } from "../../../../renderer/screens/sale/last-sale.tsx";
import { eur, receiptOf, saleOf } from "../../support/fake-till.ts";

const euros = (minor: number) => money(minor, eur);

const card: TenderView = {
  ...{ tender: "card", paymentId: PaymentId.parse("pay_1"), amount: euros(200), tip: euros(0) },
  ...{ brand: "visa", last4: "4242", readMethod: null, emvLines: [] },
};
const cash: TenderView = {
  ...{ tender: "cash", amount: euros(160), given: euros(500), change: euros(340) },
};

function shown(tenders: readonly TenderView[], change: Partial<ReceiptView> = {}): string {
  const receipt = { ...receiptOf(saleOf("sale_1")), ...change, tenders };
  return renderToStaticMarkup(createElement(LastSale, { receipt }));
}

describe("the last sale", () => {
  it("is told with all of its total, and the change of the part in cash, whichever came first", () => {
    for (const tenders of [
      [card, cash],
      [cash, card],
    ]) {
      expect(shown(tenders)).toContain("3.60");
      expect(shown(tenders)).toContain("3.40");
      expect(shown(tenders)).not.toContain("2.00");
    }
  });

  it("counts what cash rounding added", () => {
    expect(shown([cash], { total: euros(358), rounding: euros(2) })).toContain("3.60");
  });

  it("names each card where no cash was given", () => {
    const other = { ...card, last4: "4444", brand: "mastercard" } as TenderView;
    expect(shown([card, other])).toMatch(/4242.*4444/);
  });
});
