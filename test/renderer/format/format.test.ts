import { describe, expect, it } from "vitest";
import { Currency, MAX_MINOR, money } from "../../../contract/money.ts";
import { accountWords } from "../../../renderer/format/account-words.ts";
import { cashChange, cashMissing, cashRounding } from "../../../renderer/format/cash-change.ts";
import { entryRows, entrySums } from "../../../renderer/format/entry-columns.ts";
import { formatDiscount } from "../../../renderer/format/format-discount.ts";
import { formatHash } from "../../../renderer/format/format-hash.ts";
import { formatAmount, formatPiece } from "../../../renderer/format/format-money.ts";
import { formatRate } from "../../../renderer/format/format-rate.ts";

const eur = Currency.parse("EUR");
const yen = Currency.parse("JPY");
const dinar = Currency.parse("KWD");
const euros = (minor: number) => money(minor, eur);

describe("formatAmount", () => {
  it("has the decimals of its currency and a real minus sign", () => {
    expect(formatAmount(euros(123_450))).toBe("1,234.50");
    expect(formatAmount(euros(-640))).toBe("−6.40");
    expect(formatAmount(euros(5))).toBe("0.05");
    expect(formatAmount(money(3_240, yen))).toBe("3,240");
    expect(formatAmount(money(1_250, dinar))).toBe("1.250");
  });

  it("is exact to the last digit of the largest amount", () => {
    expect(formatAmount(euros(MAX_MINOR - 1))).toBe("9,999,999,999.99");
  });
});

describe("formatPiece", () => {
  it("says notes and coins as they are called", () => {
    expect(formatPiece(euros(2_000))).toBe("20");
    expect(formatPiece(euros(20))).toBe("0.20");
    expect(formatPiece(euros(250))).toBe("2.50");
    expect(formatPiece(money(1_000, yen))).toBe("1,000");
  });
});

describe("formatRate", () => {
  it("keeps number and sign together", () => {
    expect(formatRate(2_300)).toBe("23\u00a0%");
    expect(formatRate(1_350)).toBe("13.5\u00a0%");
    expect(formatRate(997.5)).toBe("9.975\u00a0%");
    expect(formatRate(6.25)).toBe("0.0625\u00a0%");
    expect(formatRate(0)).toBe("0\u00a0%");
  });
});

describe("formatDiscount", () => {
  it("says the reason and the terms", () => {
    const terms = { kind: "percent", basisPoints: 1_000 } as const;
    expect(formatDiscount({ terms, reason: "ex-display", amount: euros(640) })).toBe(
      "Ex-display −10\u00a0%",
    );
    expect(
      formatDiscount({
        terms: { kind: "amount", minor: 500 },
        reason: "damaged",
        amount: euros(500),
      }),
    ).toBe("Damaged −5.00");
  });

  it("shows a reason of a newer register as it is", () => {
    const terms = { kind: "amount", minor: 100 } as const;
    expect(formatDiscount({ terms, reason: "birthday", amount: euros(100) })).toBe(
      "birthday −1.00",
    );
  });
});

describe("cashChange", () => {
  it("is what was given less what is due, and nothing while it does not cover it", () => {
    expect(cashChange(euros(5_265), 6_000)).toEqual(euros(735));
    expect(cashChange(euros(5_265), 5_265)).toEqual(euros(0));
    expect(cashChange(euros(5_265), 5_264)).toBeNull();
  });

  it("says what is missing until it is covered", () => {
    expect(cashMissing(euros(5_265), 5_000)).toEqual(euros(265));
    expect(cashMissing(euros(5_265), 9_000)).toEqual(euros(0));
  });

  it("says what rounding to coins does", () => {
    expect(cashRounding({ left: euros(5_263), cashLeft: euros(5_265) })).toEqual(euros(2));
    expect(cashRounding({ left: euros(5_262), cashLeft: euros(5_260) })).toEqual(euros(-2));
  });
});

describe("entryRows", () => {
  const entry = {
    seq: 2,
    atMs: 0,
    type: "sale-completed",
    hash: "ab12",
    postings: [
      { account: "assets:drawer:cash", amount: euros(495) },
      { account: "income:sales:A", amount: euros(-402) },
      { account: "liabilities:tax:A:2300", amount: euros(-93) },
    ],
  };

  it("puts debits left and credits right, both without a sign", () => {
    expect(entryRows(entry).map(({ debit, credit }) => [debit?.minor, credit?.minor])).toEqual([
      [495, undefined],
      [undefined, 402],
      [undefined, 93],
    ]);
  });

  it("adds up both columns, and has no sums for an entry that moves no money", () => {
    expect(entrySums(entry)).toEqual({ debit: euros(495), credit: euros(495) });
    expect(entrySums({ ...entry, postings: [] })).toBeNull();
  });
});

describe("accountWords", () => {
  it("calls accounts what people call them, and keeps those it does not know", () => {
    expect(accountWords("assets:drawer:cash", "VAT")).toBe("Cash in the drawer");
    expect(accountWords("income:sales:A", "VAT")).toBe("Sales A");
    expect(accountWords("assets:tenders:Meal card", "VAT")).toBe("Meal card");
    expect(accountWords("income:discounts:B", "VAT")).toBe("Discounts B");
    expect(accountWords("liabilities:tax:A:2300", "VAT")).toBe("VAT A 23\u00a0%");
    expect(accountWords("liabilities:tax:QST:997.5", "VAT")).toBe("VAT QST 9.975\u00a0%");
    expect(accountWords("assets:vault", "VAT")).toBe("assets:vault");
    expect(accountWords("income:vault:A", "VAT")).toBe("income:vault:A");
  });

  it("says of card money how far it has come", () => {
    expect(accountWords("assets:card:main:authorised", "VAT")).toBe("Card, approved");
    expect(accountWords("assets:card:main:clearing", "VAT")).toBe("Card, at Stripe");
    expect(accountWords("assets:uncollected", "VAT")).toBe("Not collected");
    expect(accountWords("income:refunds:A", "VAT")).toBe("Refunds A");
    expect(accountWords("liabilities:tips", "VAT")).toBe("Tips to pay out");
  });
});

describe("formatHash", () => {
  it("shows twelve digits in fours", () => {
    expect(formatHash("9f3c71ae04d2ffff")).toBe("9f3c 71ae 04d2");
  });
});
