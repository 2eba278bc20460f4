import { describe, expect, it } from "vitest";
import type { PaymentView, Phase } from "../../../contract/payment-views.ts";
import type { SaleView } from "../../../contract/views.ts";
import { heardBetween, type Heard } from "../../../renderer/sounds/heard-between.ts";
import { sounds, tones } from "../../../renderer/sounds/tones.ts";

const quiet: Heard = { sale: null, payment: null, notice: null };
const sale = (saleId: string, itemCount: number) => ({ saleId, itemCount }) as SaleView;
const payment = (phase: Phase, paymentId = "pay_1") => ({ phase, paymentId }) as PaymentView;
const refused = { kind: "not-added", code: "unknown-code", what: "123" } as const;

describe("heardBetween", () => {
  it("ticks for an item more, and for nothing less", () => {
    const before = { ...quiet, sale: sale("sale_1", 1) };
    expect(heardBetween(before, { ...quiet, sale: sale("sale_1", 2) })).toBe("added");
    expect(heardBetween(before, { ...quiet, sale: sale("sale_1", 0) })).toBeNull();
    expect(heardBetween(before, { ...quiet, sale: sale("sale_2", 3) })).toBeNull();
  });

  it("refuses once for each scan that was not added", () => {
    const after = { ...quiet, notice: refused };
    expect(heardBetween(quiet, after)).toBe("refused");
    expect(heardBetween(after, after)).toBeNull();
    expect(heardBetween(after, { ...quiet, notice: { ...refused } })).toBe("refused");
  });

  it.each([
    ["waiting", "declined", "declined"],
    ["waiting", "unknown", "unknown"],
    ["unknown", "authorised", "approved"],
    ["authorised", "captured", null],
    ["waiting", "cancelled", null],
  ] as const)("says that a %s payment is %s: %s", (from, to, sound) => {
    const heard = heardBetween(
      { ...quiet, payment: payment(from) },
      { ...quiet, payment: payment(to) },
    );
    expect(heard).toBe(sound);
  });

  it("says nothing of a payment that comes to the screen as it was", () => {
    expect(heardBetween(quiet, { ...quiet, payment: payment("unknown") })).toBeNull();
  });
});

describe("tones", () => {
  it.each(sounds)("%s lasts no longer than 400 ms", (sound) => {
    for (const { fromMs, forMs } of tones[sound]) expect(fromMs + forMs).toBeLessThanOrEqual(400);
  });
});
