import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addMoney,
  Currency,
  exponentOf,
  MAX_MINOR,
  money,
  MoneySchema,
  parseMoney,
  toDecimal,
} from "../../contract/money.ts";

const eur = Currency.parse("EUR");
const jpy = Currency.parse("JPY");
const kwd = Currency.parse("KWD");

describe("parseMoney", () => {
  it("reads an amount by its digits, in the currency's own decimals", () => {
    expect(parseMoney("12.5", eur)).toEqual({ ok: true, value: { minor: 1_250, currency: "EUR" } });
    expect(parseMoney("-0.07", eur)).toMatchObject({ value: { minor: -7 } });
    expect(parseMoney("400", jpy)).toMatchObject({ value: { minor: 400 } });
    expect(parseMoney("1.234", kwd)).toMatchObject({ value: { minor: 1_234 } });
  });

  it.each(["", "12,50", "1e3", "NaN", "0x10", " 1", "1.", ".5", "--1", "12.345", "99999999999999"])(
    "refuses %j, B11",
    (text) => {
      expect(parseMoney(text, eur)).toMatchObject({ ok: false, refusal: "bad-amount" });
    },
  );

  it("refuses decimals that the currency does not have, B11", () => {
    expect(parseMoney("1.5", jpy)).toMatchObject({ ok: false });
    expect(parseMoney("1.2345", kwd)).toMatchObject({ ok: false });
  });

  it("reads back whatever toDecimal wrote, in any currency", () => {
    const anyMinor = fc.integer({ min: -MAX_MINOR, max: MAX_MINOR });
    fc.assert(
      fc.property(anyMinor, fc.constantFrom(eur, jpy, kwd), (minor, currency) => {
        const amount = money(minor, currency);
        expect(parseMoney(toDecimal(amount), currency)).toEqual({ ok: true, value: amount });
      }),
    );
  });
});

describe("exponentOf", () => {
  it("knows currencies with none, two and three decimals", () => {
    expect([jpy, eur, kwd].map(exponentOf)).toEqual([0, 2, 3]);
  });
});

describe("addMoney", () => {
  it("throws rather than add two currencies", () => {
    expect(() => addMoney(money(1, eur), money(1, jpy))).toThrow("cannot add");
  });
});

describe("MoneySchema", () => {
  it.each([
    { minor: 1.5, currency: "EUR" },
    { minor: "12", currency: "EUR" },
    { minor: Number.NaN, currency: "EUR" },
    { minor: Number.POSITIVE_INFINITY, currency: "EUR" },
    { minor: 2 ** 53, currency: "EUR" },
    { minor: -0, currency: "EUR" },
    { minor: 1, currency: "EURO" },
    { minor: 1, currency: "XXQ" },
    { minor: 1 },
    { minor: 1, currency: "EUR", paid: true },
  ])("refuses %j, B11", (value) => {
    expect(MoneySchema.safeParse(value).success).toBe(false);
  });
});
