import { describe, expect, it } from "vitest";
import type { AttentionItem } from "../../../contract/attention-views.ts";
import { LineId, PaymentId, RefundId, SaleId } from "../../../contract/ids.ts";
import { madeGoodBy } from "../../../renderer/actions/refund.ts";
import { euros } from "../../support/day.ts";

const saleId = SaleId.parse("sale_1");
const paymentId = PaymentId.parse("pay_1");
const failedId = RefundId.parse("refund_failed");
const lineId = LineId.parse("line_1");
const failed: AttentionItem = {
  ...{ kind: "refund-failed", refundId: failedId, paymentId, saleId, receiptNumber: "2-1" },
  ...{ amount: euros(800), tip: euros(100), requestedAtMs: 0, reason: "declined" },
  ...{ lines: [{ lineId, quantity: 2 }], part: null },
};
const whole = {
  ...{ refundId: RefundId.parse("refund_2"), saleId, reason: "returned" },
  ...{ lines: [{ lineId, quantity: 2 }], total: euros(800) },
  to: { tender: "card", paymentId } as const,
};

describe("the next refund of a sale of which one failed", () => {
  it("makes it good where it gives all of it back, in cash without the card's tip", () => {
    expect(madeGoodBy(whole, [failed])).toBe(failedId);
    const inCash = { ...whole, to: { tender: "cash" } as const, total: euros(700) };
    expect(madeGoodBy(inCash, [failed])).toBe(failedId);
  });

  it.each([
    ["fewer pieces", { lines: [{ lineId, quantity: 1 }] }],
    ["other lines", { lines: [{ lineId: LineId.parse("line_2"), quantity: 2 }] }],
    ["less money", { total: euros(799) }],
    ["another sale", { saleId: SaleId.parse("sale_2") }],
  ])("leaves the task standing for %s", (_, change) => {
    expect(madeGoodBy({ ...whole, ...change }, [failed])).toBeUndefined();
  });
});
