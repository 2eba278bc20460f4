import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { PaymentId } from "../../../../contract/ids.ts";
import { money } from "../../../../contract/money.ts";
import type { LaneView, SaleView } from "../../../../contract/views.ts";
import { ApprovedRegion } from "../../../../renderer/screens/payment/approved-region.tsx";
import { eur, receiptOf, registerOf, saleOf } from "../../support/fake-till.ts";
import { paymentView } from "../../support/payment-fixtures.ts";

const unknownRaise = { to: money(900, eur), isUnknown: true };
const payment = paymentView({ phase: "authorised", raise: unknownRaise });

/** A sale whose one part is held by this payment's card. */
function partPaid(isReturning = false): SaleView {
  const { paymentId: partId, amount } = payment;
  const emv = { brand: null, last4: null, readMethod: null, emvLines: [] };
  const card = { tender: "card", paymentId: partId, amount, tip: money(0, eur), ...emv } as const;
  return { ...saleOf("sale_1"), taken: [{ partId, tender: card, isReturning }] };
}

/** The button as it is drawn, or undefined. */
function takeBackIn(sale: SaleView, lanes: readonly LaneView[] = []): string | undefined {
  const open = lanes.length === 0 ? sale : saleOf("sale_next");
  const view = { ...registerOf(open), lanes };
  const paying = { sale, payment, receipt: null };
  const markup = renderToStaticMarkup(createElement(ApprovedRegion, { view, paying }));
  return [...markup.matchAll(/<button[^>]*>.*?<\/button>/g)]
    .map(([button]) => button)
    .find((button) => button.includes("Take this part back"));
}

describe("a part whose hold may have grown", () => {
  it("can be taken back by a key that stands on its button", () => {
    const button = takeBackIn(partPaid());
    expect(button).toContain('aria-keyshortcuts="Del"');
    expect(button).toContain("<kbd");
    expect(button).not.toContain("disabled");
  });

  it("keeps the button, and its place, while it is on its way back", () => {
    expect(takeBackIn(partPaid(true))).toContain("disabled");
  });

  it("can be taken back while its sale is set aside, too", () => {
    const sale = partPaid();
    expect(takeBackIn(sale, [{ sale, payment }])).not.toContain("disabled");
  });
});

describe("a card that completes a sale", () => {
  it("is named with its own facts, and not with those of the card before it", () => {
    const sale = saleOf("sale_1");
    const part = { amount: money(180, eur), tip: money(0, eur), readMethod: null, emvLines: [] };
    const first = { tender: "card", paymentId: PaymentId.parse("pay_before"), ...part } as const;
    const own = { tender: "card", paymentId: payment.paymentId, ...part } as const;
    const receipt = {
      ...receiptOf(sale),
      tenders: [
        { ...first, brand: "visa", last4: "4242" },
        { ...own, brand: "mastercard", last4: "4444" },
      ],
    };
    const captured = paymentView({ phase: "captured" });
    const paying = { sale, payment: captured, receipt };
    const view = registerOf(saleOf("sale_next"));
    const markup = renderToStaticMarkup(createElement(ApprovedRegion, { view, paying }));
    expect(markup).toContain("4444");
    expect(markup).not.toContain("4242");
  });
});
