import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { money } from "../../../contract/money.ts";
import type { LineView } from "../../../contract/views.ts";
import { ReceiptPaper } from "../../../renderer/components/receipt-paper.tsx";
import { DisplayLines } from "../../../renderer/display/display-lines.tsx";
import { eur, receiptOf, registerOf, saleOf } from "../support/fake-till.ts";

const euros = (minor: number) => money(minor, eur);
const plain = saleOf("sale_1").lines[0] as LineView;

/** A quarter of a kilogram of cheese at a price that was matched. */
const cheese: LineView = {
  ...plain,
  ...{ name: "Brie", detail: "", unitPrice: euros(488), total: euros(488) },
  measure: { milli: 250, unit: "kg", perUnit: euros(1_952) },
  override: { original: euros(2_400), reason: "price-match" },
};

/** What is read, without the markup. */
function textOf(markup: string): string {
  return markup.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}

function receiptText(line: LineView): string {
  const { shop } = registerOf(saleOf("sale_1"));
  const receipt = receiptOf(saleOf("sale_1", [line]));
  return textOf(renderToStaticMarkup(createElement(ReceiptPaper, { receipt, shop })));
}

function displayText(line: LineView): string {
  const { shop } = registerOf(saleOf("sale_1"));
  const sale = saleOf("sale_1", [line]);
  return textOf(renderToStaticMarkup(createElement(DisplayLines, { sale, shop })));
}

describe("a line on the receipt", () => {
  it("names what has no detail without a comma", () => {
    expect(receiptText(cheese)).toContain("Brie 4.88");
    expect(receiptText(plain)).toContain("Flat white, take away 3.60");
  });

  it("says the weight, the price of a kilogram, and the price that was replaced", () => {
    expect(receiptText(cheese)).toContain("0.250 kg at 19.52");
    expect(receiptText(cheese)).toContain("was 24.00, price match");
    expect(receiptText(plain)).not.toMatch(/kg|was/);
  });
});

describe("a line on the customer's display", () => {
  it("says the weight, the price of a kilogram, and the price that was replaced", () => {
    expect(displayText(cheese)).toContain("0.250 kg at 19.52, instead of 24.00");
    expect(displayText(plain)).not.toMatch(/kg|instead/);
  });
});
