import { describe, expect, it } from "vitest";
import {
  isLookedFor,
  notFound,
  refundVerdict,
  wantsNextKey,
} from "../../../server/payments/refund-order-state.ts";
import { ACCESS_REFUSED, unknown } from "../../../server/stripe/call-stripe.ts";

const no = { kind: "refused", code: "charge_already_refunded", why: "" } as const;
const noAccess = { kind: "refused", code: ACCESS_REFUSED, why: "" } as const;
const yes = { kind: "ok", value: null } as const;
const spent = { ...unknown("StripeAPIError"), isKeySpent: true };

describe("what an answer makes of a refund that was ordered", () => {
  it.each([
    ["is made by a yes", yes, "made"],
    ["is refused by Stripe's no", no, "refused"],
    ["waits where the no is about our key", noAccess, "later"],
    ["waits where nobody knows", unknown("no answer"), "later"],
    ["waits where Stripe keeps an error", spent, "later"],
  ] as const)("it %s", (_, answer, verdict) => {
    expect(refundVerdict(answer)).toBe(verdict);
  });

  it("looks for what may have been sent before it sends again", () => {
    expect([0, 1, 2].map(isLookedFor)).toEqual([false, true, true]);
  });

  it("takes the next key for an error that Stripe keeps, four times, and for nothing else", () => {
    expect([0, 1, 2, 3, 4].map((key) => wantsNextKey(spent, key))).toEqual([
      ...[true, true, true, true],
      false,
    ]);
    expect([yes, no, noAccess, unknown("no answer")].some((one) => wantsNextKey(one, 0))).toBe(
      false,
    );
  });

  it("takes a refused look for no answer at all", () => {
    expect([no, noAccess].map((found) => notFound(found).kind)).toEqual(["unknown", "unknown"]);
    expect(notFound(yes)).toBe(yes);
    expect(notFound(spent)).toBe(spent);
  });
});
