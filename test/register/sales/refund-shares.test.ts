import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineId } from "../../../contract/ids.ts";
import { rateOfPpm } from "../../../contract/tax-rate.ts";
import type { RefundedLine, SoldLine } from "../../../ledger/ledger-entry.ts";
import { refundShares, type RefundShares } from "../../../register/sales/refund-shares.ts";
import { sampleSale } from "../../support/sample-sale.ts";

function soldLine(quantity: number, netMinor: number, taxMinor: number): SoldLine {
  const [line] = sampleSale({ receiptCount: 1, prices: [1] }).lines;
  if (!line) throw new Error("no line");
  return { ...line, quantity, netMinor, taxMinor };
}

const lineId = LineId.parse("line_1");

/** Gives back the given numbers of pieces, one refund after the other. */
function inSteps(sold: SoldLine, steps: readonly number[]): readonly RefundShares[] {
  let gone: RefundedLine = { lineId, quantity: 0, amountMinor: 0 };
  return steps.map((quantity) => {
    const shares = refundShares([sold], [gone], [{ lineId, quantity }]);
    gone = {
      lineId,
      quantity: gone.quantity + quantity,
      amountMinor: gone.amountMinor + shares.amountMinor,
    };
    return shares;
  });
}

const sum = (shares: readonly RefundShares[], minorOf: (one: RefundShares) => number) =>
  total(shares.map(minorOf));

describe("refundShares", () => {
  it("gives three pieces of 10.00 back as 3.33, 3.34 and 3.33", () => {
    const steps = inSteps(soldLine(3, 813, 187), [1, 1, 1]);
    expect(steps.map(({ amountMinor }) => amountMinor)).toEqual([333, 334, 333]);
    expect(steps.map(({ taxes }) => taxes[0]?.taxMinor)).toEqual([62, 63, 62]);
  });

  it("makes the whole line again, to the cent, however it is split", () => {
    const split = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(split, fc.nat(1_000_000), fc.nat(1_000_000), (pieces, net, tax) => {
        const steps = inSteps(soldLine(total(pieces), net, tax), pieces);
        expect(sum(steps, ({ amountMinor }) => amountMinor)).toBe(net + tax);
        expect(sum(steps, ({ taxes }) => taxes[0]?.taxMinor ?? 0)).toBe(tax);
        for (const { amountMinor, taxes } of steps) {
          const [share] = taxes;
          expect((share?.netMinor ?? 0) + (share?.taxMinor ?? 0)).toBe(amountMinor);
          expect(Math.min(share?.netMinor ?? 0, share?.taxMinor ?? 0)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("gives each of several taxes back under its own name", () => {
    const sold: SoldLine = {
      ...soldLine(2, 1_000, 120),
      taxes: [
        { code: "GST", rateBasisPoints: 500, netMinor: 1_000, taxMinor: 50 },
        { code: "PST", rateBasisPoints: 700, netMinor: 1_000, taxMinor: 70 },
      ],
    };
    const [first] = inSteps(sold, [1, 1]);
    expect(first?.taxes[0]).toMatchObject({
      netMinor: 500,
      taxMinor: 60,
      taxes: [
        { code: "GST", netMinor: 500, taxMinor: 25 },
        { code: "PST", netMinor: 500, taxMinor: 35 },
      ],
    });
  });

  it("takes no cent twice: of two equal taxes one waits for its own, however small the steps", () => {
    const each = { rateBasisPoints: 900, netMinor: 84, taxMinor: 8 };
    const taxes = [
      { code: "CGST", ...each },
      { code: "SGST", ...each },
    ];
    const sold: SoldLine = { ...soldLine(100, 84, 16), taxes };
    const steps = inSteps(
      sold,
      Array.from({ length: 100 }, () => 1),
    );
    for (const step of steps) expect(least(step)).toBeGreaterThanOrEqual(0);
    expect(partsOf(steps)).toEqual([8, 8]);
  });

  it("gives every tax back to the cent, whatever taxes there are and however it is split", () => {
    const split = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 });
    const taxMinors = fc.array(fc.nat(400), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(split, fc.nat(300), taxMinors, (pieces, net, minors) => {
        const taxes = minors.map((taxMinor, index) => ({
          ...{ code: `T${index}`, ...rateOfPpm(99_750 + index), netMinor: net, taxMinor },
        }));
        const sold: SoldLine = { ...soldLine(total(pieces), net, total(minors)), taxes };
        const steps = inSteps(sold, pieces);
        for (const step of steps) expect(least(step)).toBeGreaterThanOrEqual(0);
        expect(sum(steps, ({ amountMinor }) => amountMinor)).toBe(net + total(minors));
        expect(partsOf(steps)).toEqual(minors);
      }),
    );
  });

  it("refuses more pieces than are left, as a bug of its caller", () => {
    expect(() => inSteps(soldLine(2, 100, 0), [1, 2])).toThrow("only 2 were sold");
  });
});

/** The smallest figure of a step. */
function least({ taxes }: RefundShares): number {
  const figures = taxes.flatMap((share) => [share, ...(share.taxes ?? [])]);
  return Math.min(...figures.flatMap(({ netMinor, taxMinor }) => [netMinor, taxMinor]));
}

/** What came back of each tax over all steps. */
function partsOf(steps: readonly RefundShares[]): readonly number[] {
  const perStep = steps.map(({ taxes }) => taxes[0]?.taxes ?? []);
  return (perStep[0] ?? []).map((_, index) =>
    total(perStep.map((parts) => parts[index]?.taxMinor ?? 0)),
  );
}

function total(values: readonly number[]): number {
  return values.reduce((before, value) => before + value, 0);
}
