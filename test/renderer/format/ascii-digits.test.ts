import { describe, expect, it } from "vitest";
import { amountIn } from "../../../renderer/components/amount-field.tsx";
import { asciiDigits } from "../../../renderer/format/ascii-digits.ts";
import { withCount } from "../../../renderer/format/counted.ts";
import { euros } from "../../support/day.ts";
import { eur } from "../support/fake-till.ts";

describe("digits of other scripts", () => {
  it.each([
    ["0123456789", "0123456789"],
    ["٠١٢٣٤٥٦٧٨٩", "0123456789"],
    ["۰۱۲۳۴۵۶۷۸۹", "0123456789"],
    ["०१२३४५६७८९", "0123456789"],
    ["０１２３４５６７８９", "0123456789"],
    ["３＊", "3*"],
    ["Ada ٤", "Ada 4"],
  ])("%s is %s", (typed, plain) => {
    expect(asciiDigits(typed)).toBe(plain);
  });

  it("are amounts and counts, with a decimal sign of their own", () => {
    expect(amountIn("١٢٫٥٠", eur)).toEqual(euros(1_250));
    expect(amountIn("５００", eur)).toEqual(euros(50_000));
    expect(withCount({}, 500, "٣")).toEqual({ 500: "3" });
  });
});
