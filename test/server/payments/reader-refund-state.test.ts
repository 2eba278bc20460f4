import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  COMMAND_LATE_MS,
  readerRefundVerdict,
  WINDOW_LATE_MS,
  type Seen,
} from "../../../server/payments/reader-refund-state.ts";
import type { ReaderRefundRow } from "../../../server/storage/rows.ts";
import { ids } from "../support/relay-world.ts";

const row: ReaderRefundRow = {
  ...{ refundId: ids.refund("refund_1"), paymentId: ids.payment("pay_1"), connection: "main" },
  ...{ registerId: ids.register("reg_1"), readerId: "tmr_1", via: "relay", amountMinor: 100 },
  ...{ startedAtMs: 0, state: "at-reader", isAnswered: true, wantsEnd: false },
  ...{ letGo: null, outcome: null },
};
const seen: Seen = { action: "going-on", failureCode: null, stripeRefundId: null };

const rows = fc.record({
  via: fc.constantFrom("direct", "relay" as const),
  isAnswered: fc.boolean(),
  wantsEnd: fc.boolean(),
  letGo: fc.constantFrom(null, "refund-cancelled"),
});
const sights = fc.record({
  action: fc.constantFrom("going-on", "succeeded", "failed", "other", "unread" as const),
  failureCode: fc.constantFrom(null, "card_declined"),
  stripeRefundId: fc.constantFrom(null, undefined, "re_1"),
});

describe("the verdict on a refund at a reader", () => {
  it("is total, and never says that nothing went back where Stripe lists it or was not asked", () => {
    fc.assert(
      fc.property(rows, sights, fc.nat(2 * WINDOW_LATE_MS), (change, sight, nowMs) => {
        const verdict = readerRefundVerdict({ ...row, ...change }, sight, nowMs);
        if (sight.stripeRefundId === undefined) expect(verdict.kind).toBe("wait");
        if (sight.stripeRefundId === "re_1") expect(verdict.kind).toBe("found");
        if (sight.stripeRefundId === null) expect(verdict.kind).not.toBe("found");
      }),
    );
  });

  it("waits for as long as the reader is at it, cannot be asked, or has made a refund", () => {
    for (const action of ["going-on", "unread", "succeeded"] as const) {
      const verdict = readerRefundVerdict(row, { ...seen, action }, 10 * WINDOW_LATE_MS);
      expect(verdict).toEqual({ kind: "wait" });
    }
  });

  it("waits for a command that may be late, and for a window that was lost", () => {
    const unanswered = { ...row, isAnswered: false };
    const other = { ...seen, action: "other" } as const;
    expect(readerRefundVerdict(unanswered, other, COMMAND_LATE_MS).kind).toBe("wait");
    expect(readerRefundVerdict(unanswered, other, COMMAND_LATE_MS + 1)).toMatchObject({
      code: "refund-never-started",
    });
    const direct = { ...row, via: "direct" } as const;
    expect(readerRefundVerdict(direct, other, WINDOW_LATE_MS).kind).toBe("wait");
    expect(readerRefundVerdict(direct, other, WINDOW_LATE_MS + 1)).toMatchObject({
      code: "refund-not-seen",
    });
  });
});
