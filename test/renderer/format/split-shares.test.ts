import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineId } from "../../../contract/ids.ts";
import { euros } from "../../support/day.ts";
import {
  cashPartOf,
  isCashPart,
  MAX_PEOPLE,
  nextSplit,
  partOf,
  shareOfLines,
  type Split,
} from "../../../renderer/format/split-shares.ts";

const due = (minor: number, cash = minor) => ({ left: euros(minor), cashLeft: euros(cash) });
const SEED = 20_261_128;

/** What each pays, one after the other, as the tender goes on. */
function paidInTurn(total: number, people: number): number[] {
  const paid: number[] = [];
  let split: Split | null = { kind: "even", people };
  for (let left = total; left > 0;) {
    const { minor } = partOf(due(left), split);
    paid.push(minor);
    left -= minor;
    split = nextSplit(split);
  }
  return paid;
}

describe("a sale that is split", () => {
  it("asks for all that is left until somebody splits it", () => {
    expect(partOf(due(3_165), null)).toEqual(euros(3_165));
    expect(cashPartOf(due(3_163, 3_165), null, { cashStepMinor: 5 })).toEqual(euros(3_165));
  });

  it("splits evenly: shares add up to the cent, and none is more than a cent from another", () => {
    const amounts = fc.record({
      total: fc.integer({ min: MAX_PEOPLE, max: 10_000_000 }),
      people: fc.integer({ min: 2, max: MAX_PEOPLE }),
    });
    fc.assert(
      fc.property(amounts, ({ total, people }) => {
        const paid = paidInTurn(total, people);
        expect(paid).toHaveLength(people);
        expect(paid.reduce((sum, minor) => sum + minor, 0)).toBe(total);
        expect(Math.max(...paid) - Math.min(...paid)).toBeLessThanOrEqual(1);
      }),
      { seed: SEED },
    );
  });

  it("never asks for more than is left", () => {
    expect(partOf(due(500), { kind: "amount", minor: 2_000 })).toEqual(euros(500));
  });

  it("takes a part in cash in whole coins, and the rest as the shop rounds", () => {
    const half = { kind: "even", people: 2 } as const;
    const swiss = { cashStepMinor: 5 };
    expect(cashPartOf(due(5_263, 5_265), half, swiss)).toEqual(euros(2_630));
    expect(isCashPart(due(5_263, 5_265), euros(2_630))).toBe(true);
    expect(cashPartOf(due(2_633, 2_635), nextSplit(half), swiss)).toEqual(euros(2_635));
    expect(isCashPart(due(2_633, 2_635), euros(2_635))).toBe(false);
  });

  it("gives lines their share of a discount on the sale; all lines are the total", () => {
    const [one, other] = ["line_1", "line_2"].map((id) => LineId.parse(id));
    const line = (lineId: LineId | undefined, minor: number) => ({ lineId, total: euros(minor) });
    const lines = [line(one, 3_000), line(other, 1_000)];
    const sale = { lines, total: euros(3_600) } as unknown as Parameters<typeof shareOfLines>[0];
    expect(shareOfLines(sale, one ? [one] : [])).toEqual(euros(2_700));
    expect(shareOfLines(sale, one && other ? [one, other] : [])).toEqual(euros(3_600));
    expect(shareOfLines(sale, [])).toEqual(euros(0));
  });
});
