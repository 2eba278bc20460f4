import { describe, expect, it } from "vitest";
import { money } from "../../../contract/money.ts";
import type { PaymentView } from "../../../contract/payment-views.ts";
import type { SaleDetailView } from "../../../contract/views.ts";
import { voidableOf } from "../../../renderer/actions/void-sale.ts";
import { eur, receiptOf, saleOf } from "../support/fake-till.ts";
import { paymentView, START_MS } from "../support/payment-fixtures.ts";

const cash = receiptOf(saleOf("sale_1")).tenders;

/** A completed sale by one card, as its payment now stands. */
function detailOf(change: Partial<PaymentView>, others: typeof cash = []): SaleDetailView {
  const payment = paymentView({
    ...{ phase: "authorised", voidableUntilMs: START_MS + 60_000, isVoiding: false },
    ...change,
  });
  const { paymentId, amount, tip } = payment;
  const card = { brand: null, last4: null, readMethod: null, emvLines: [] };
  const tender = { tender: "card", paymentId, amount, tip, ...card } as const;
  const receipt = { ...receiptOf(saleOf("sale_1")), tenders: [tender, ...others] };
  return { receipt, payments: [{ payment }] } as unknown as SaleDetailView;
}

describe("whether a completed sale can be voided", () => {
  it("says what is held, the tip included, and until when", () => {
    const tip = money(50, eur);
    const { amount } = paymentView();
    expect(voidableOf(detailOf({ tip }), START_MS)).toEqual({
      total: money(amount.minor + 50, eur),
      untilMs: START_MS + 60_000,
    });
  });

  it.each([
    ["that is captured", detailOf({ phase: "captured" })],
    ["whose void is under way", detailOf({ isVoiding: true })],
    ["without a window", detailOf({ voidableUntilMs: null })],
    ["that cash paid a part of", detailOf({}, cash)],
  ])("does not offer it for a sale %s", (_what, detail) => {
    expect(voidableOf(detail, START_MS)).toBeNull();
  });

  it("does not offer it once the window is over", () => {
    expect(voidableOf(detailOf({}), START_MS + 60_000)).toBeNull();
  });
});
