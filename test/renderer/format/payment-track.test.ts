import { describe, expect, it } from "vitest";
import { money } from "../../../contract/money.ts";
import type { PaymentView } from "../../../contract/payment-views.ts";
import { isOpenPayment, regionOf } from "../../../renderer/format/payment-region.ts";
import { trackSteps } from "../../../renderer/format/payment-track.ts";
import { eur } from "../support/fake-till.ts";
import { aTry, paymentView, START_MS } from "../support/payment-fixtures.ts";

const states = (payment: PaymentView, nowMs = START_MS + 12_000) =>
  trackSteps(payment, nowMs).map(({ state }) => state);
const details = (payment: PaymentView, nowMs = START_MS + 12_000) =>
  trackSteps(payment, nowMs).map(({ detail }) => detail);

describe("trackSteps", () => {
  it("always has the same four steps in the same order", () => {
    for (const phase of ["waiting", "declined", "captured", "cancelled"] as const) {
      expect(trackSteps(paymentView({ phase }), START_MS).map(({ name }) => name)).toEqual([
        "Written on the till",
        "On the reader",
        "Card",
        "Verified by Stripe",
      ]);
    }
  });

  it("waits at the reader until the reader shows the amount, then at the card", () => {
    expect(states(paymentView({ onReaderAtMs: null }))).toEqual(["done", "now", "todo", "todo"]);
    expect(states(paymentView())).toEqual(["done", "done", "now", "todo"]);
  });

  it("counts the seconds without a card once they are many", () => {
    expect(details(paymentView(), START_MS + 14_999)[2]).toBe("not presented yet");
    expect(details(paymentView(), START_MS + 15_000)[2]).toBe("none for 15\u00a0s");
  });

  it("calls a requested cancel requested, never cancelled", () => {
    const requested = paymentView({ isCancelRequested: true });
    expect(states(requested)).toEqual(["done", "done", "now", "todo"]);
    expect(details(requested)).toContain("asked to cancel");
    expect(details({ ...requested, isCardInProcess: true })[2]).toBe("being processed");
  });

  it("is green only when Stripe's capture is known", () => {
    const tries = [
      { ...aTry, outcome: "approved", brand: "visa", last4: "4242", readMethod: "contactless_emv" },
    ] as const;
    expect(states(paymentView({ phase: "authorised", tries }))).not.toContain("good");
    expect(states(paymentView({ phase: "captured", tries }))).toEqual([
      "done",
      "done",
      "done",
      "good",
    ]);
    expect(details(paymentView({ phase: "captured", tries }))[2]).toBe("Visa ends 4242, tap");
  });

  it("knows neither card nor outcome of an unknown payment", () => {
    const unknown = trackSteps(paymentView({ phase: "unknown" }), START_MS);
    expect(unknown.map(({ state }) => state)).toEqual(["done", "done", "unknown", "unknown"]);
    expect(unknown[3]?.name).toBe("Outcome unknown");
  });

  it("tells a payment that Stripe closed from one that Stripe was never asked about", () => {
    const cancelled = paymentView({ phase: "cancelled" });
    expect(states(cancelled)).toEqual(["done", "done", "off", "done"]);
    expect(states({ ...cancelled, intentId: null, onReaderAtMs: null })).toEqual([
      "done",
      "off",
      "off",
      "off",
    ]);
  });
});

describe("regionOf", () => {
  it("has a region of its own for a cancel that is not yet proven", () => {
    expect(regionOf(paymentView({ isCancelRequested: true }))).toBe("cancelling");
    expect(regionOf(paymentView({ phase: "declined", isCancelRequested: true }))).toBe(
      "cancelling",
    );
    expect(regionOf(paymentView({ phase: "unknown", isCancelRequested: true }))).toBe("unknown");
    expect(regionOf(paymentView({ phase: "cancelled", isCancelRequested: true }))).toBe(
      "cancelled",
    );
  });

  it("shows an approval before its capture and after it alike", () => {
    expect(regionOf(paymentView({ phase: "authorised" }))).toBe("approved");
    expect(regionOf(paymentView({ phase: "captured" }))).toBe("approved");
  });
});

describe("isOpenPayment", () => {
  it("locks the sale until the payment is approved or dead", () => {
    const open = ["waiting", "unknown", "declined"] as const;
    const over = ["authorised", "captured", "cancelled"] as const;
    for (const phase of open) expect(isOpenPayment(paymentView({ phase })), phase).toBe(true);
    for (const phase of over) expect(isOpenPayment(paymentView({ phase })), phase).toBe(false);
  });

  it("locks the sale while the card's bank is asked for a larger hold", () => {
    const raise = { to: money(2_450, eur), isUnknown: true };
    expect(isOpenPayment(paymentView({ phase: "authorised", raise }))).toBe(true);
  });

  it("says that a part is held, and until when a whole sale can be voided", () => {
    const authorised = paymentView({ phase: "authorised" });
    const last = (steps: ReturnType<typeof trackSteps>) => steps.at(-1)?.detail;
    expect(last(trackSteps(authorised, 0, true))).toBe("held until the rest is paid");
    expect(last(trackSteps(authorised, 0))).toBe("approved, being captured");
    const voidableUntilMs = authorised.startedAtMs;
    expect(last(trackSteps({ ...authorised, voidableUntilMs }, 0))).toMatch(
      /^approved, held until /,
    );
  });
});
