import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PaymentId, RefundId, SaleId, UserId } from "../../../contract/ids.ts";
import type { RefundReading } from "../../../contract/relay-protocol.ts";
import { nextRefund, type Refund } from "../../../register/payments/refund-state.ts";

const refundId = RefundId.parse("refund_1");
const paymentId = PaymentId.parse("pay_1");
const requested: Refund = {
  ...{ refundId, paymentId, saleId: SaleId.parse("sale_1"), userId: UserId.parse("user_1") },
  ...{ amountMinor: 1_250, currency: "EUR", state: "requested", requestedAtMs: 0, reader: null },
  ...{ stripeRefundId: null, failureReason: null },
};
const statuses = ["pending", "requires_action", "succeeded", "failed", "canceled", null] as const;
type Status = (typeof statuses)[number];

/** Null is a refund that Stripe refused to make. */
function readingOf(status: Status): RefundReading {
  const failureReason = status === "failed" ? "expired_or_canceled_card" : null;
  const made = { stripeRefundId: "re_1", amountMinor: 1_250, currency: "EUR", failureReason };
  return {
    ...{ refundId, paymentId, readAtMs: 0, source: "poll" },
    refund: status === null ? null : { ...made, status },
    refusedCode: status === null ? "charge_already_refunded" : null,
  };
}

const states = ["requested", "pending", "succeeded", "failed"] as const;
/** From each state, in the order of `statuses`. */
const table: Readonly<Record<Refund["state"], readonly Refund["state"][]>> = {
  requested: ["pending", "pending", "succeeded", "failed", "failed", "failed"],
  pending: ["pending", "pending", "succeeded", "failed", "failed", "failed"],
  succeeded: ["succeeded", "succeeded", "succeeded", "failed", "failed", "failed"],
  failed: ["failed", "failed", "failed", "failed", "failed", "failed"],
};

describe("nextRefund", () => {
  it.each(states)("knows what every reading makes of one that is %s", (state) => {
    const refund = { ...requested, state };
    const after = statuses.map((status) => nextRefund(refund, readingOf(status)).state);
    expect(after).toEqual(table[state]);
  });

  it("ends alike in whatever order and however often the readings come, F41", () => {
    const several = fc.array(fc.constantFrom(...statuses), { minLength: 1, maxLength: 8 });
    const end = (readings: readonly Status[]) =>
      readings.reduce((refund, status) => nextRefund(refund, readingOf(status)), requested).state;
    fc.assert(
      fc.property(several, (readings) => {
        expect(end(readings.toReversed())).toBe(end(readings));
        expect(end([...readings, ...readings])).toBe(end(readings));
      }),
    );
  });

  it("keeps Stripe's id and says why it failed", () => {
    const succeeded = nextRefund(requested, readingOf("succeeded"));
    const failed = nextRefund(succeeded, readingOf("failed"));
    expect(failed).toMatchObject({
      stripeRefundId: "re_1",
      failureReason: "expired_or_canceled_card",
    });
    expect(nextRefund(requested, readingOf(null)).failureReason).toBe("charge_already_refunded");
  });
});
