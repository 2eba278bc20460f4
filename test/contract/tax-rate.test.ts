import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  basisPointsOf,
  isOneSpelling,
  ppmOf,
  rateOf,
  rateOfPpm,
  taxKey,
} from "../../contract/tax-rate.ts";
import { accounts, isChartAccount } from "../../ledger/chart.ts";
import { figureNames } from "../../ledger/figure-names.ts";

const basisPoints = fc.integer({ min: 0, max: 100_000 });

describe("a rate of whole basis points", () => {
  it("is spelled and named as it was before there were finer ones", () => {
    fc.assert(
      fc.property(basisPoints, (rateBasisPoints) => {
        expect(rateOfPpm(rateBasisPoints * 100)).toStrictEqual({ rateBasisPoints });
        expect(rateOf({ rateBasisPoints, ratePpm: undefined })).toStrictEqual({ rateBasisPoints });
        expect(taxKey("A", { rateBasisPoints })).toBe(`A ${rateBasisPoints}`);
        expect(accounts.taxPayable("A", basisPointsOf({ rateBasisPoints }))).toBe(
          `liabilities:tax:A:${rateBasisPoints}`,
        );
      }),
    );
  });
});

describe("a rate finer than a basis point", () => {
  const qst = { rateBasisPoints: 997, ratePpm: 99_750 };

  it("has a name of its own in every sum: 9.975 % is 997.5", () => {
    expect(rateOfPpm(99_750)).toStrictEqual(qst);
    expect(taxKey("QST", qst)).toBe("QST 997.5");
    const account = accounts.taxPayable("QST", basisPointsOf(qst));
    expect(account).toBe("liabilities:tax:QST:997.5");
    expect(isChartAccount(account)).toBe(true);
    expect(figureNames.taxBase("QST", basisPointsOf(qst))).toBe("tax-base:QST:997.5");
  });

  it("comes back from its one spelling, and has no second", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (ppm) => {
        const rate = rateOfPpm(ppm);
        expect(ppmOf(rate)).toBe(ppm);
        expect(isOneSpelling(rate)).toBe(true);
        expect(String(basisPointsOf(rate))).toMatch(/^\d+(\.\d{1,2})?$/);
      }),
    );
    expect(isOneSpelling({ rateBasisPoints: 998, ratePpm: 99_750 })).toBe(false);
    expect(isOneSpelling({ rateBasisPoints: 500, ratePpm: 50_000 })).toBe(false);
  });
});
