import { describe, expect, it } from "vitest";
import { Currency } from "../../../../contract/money.ts";
import {
  discountOf,
  formatTerms,
  whyNoDiscountYet,
  type DiscountDraft,
} from "../../../../renderer/screens/sale/discount-terms.ts";

const eur = Currency.parse("EUR");
const percent: DiscountDraft = { kind: "percent", digits: "15", reason: "damaged" };
const amount: DiscountDraft = { kind: "amount", digits: "150", reason: "goodwill" };

describe("discountOf", () => {
  it("takes whole percents, and amounts cents first", () => {
    expect(discountOf(percent)).toEqual({
      terms: { kind: "percent", basisPoints: 1_500 },
      reason: "damaged",
    });
    expect(discountOf(amount)).toEqual({
      terms: { kind: "amount", minor: 150 },
      reason: "goodwill",
    });
  });

  it("is none while something is missing or makes no sense", () => {
    expect(discountOf({ ...percent, reason: null })).toBeNull();
    expect(discountOf({ ...percent, digits: "" })).toBeNull();
    expect(discountOf({ ...percent, digits: "101" })).toBeNull();
  });
});

describe("whyNoDiscountYet", () => {
  it("says what is missing exactly when there is no discount yet", () => {
    const drafts: DiscountDraft[] = [
      percent,
      amount,
      { ...percent, reason: null },
      { ...percent, digits: "" },
      { ...percent, digits: "101" },
      { ...percent, digits: "100" },
    ];
    for (const draft of drafts) {
      expect(whyNoDiscountYet(draft) === null).toBe(discountOf(draft) !== null);
    }
  });
});

describe("formatTerms", () => {
  it("stands on the button as people say it", () => {
    expect(formatTerms(percent, eur)).toBe("15\u00a0%");
    expect(formatTerms(amount, eur)).toBe("1.50");
    expect(formatTerms({ ...amount, digits: "" }, eur)).toBe("");
  });
});
