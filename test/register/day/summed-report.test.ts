import { describe, expect, it } from "vitest";
import type { DayReport } from "../../../contract/day-views.ts";
import { canonical } from "../../../ledger/hash-chain.ts";
import { projectionDifferences, rebuildProjections } from "../../../ledger/rebuild.ts";
import { verifyLedger } from "../../../ledger/verify.ts";
import { periodOf } from "../../../register/day/period.ts";
import { openShop } from "../../support/random-shop.ts";

const seeds = Array.from({ length: 25 }, (_, index) => index + 1);

describe("summedReport", () => {
  it("is what the entries make, to the byte: of the day that runs and of any past moment, I9", () => {
    for (const seed of seeds) {
      const { db, draw, step, folded, summed, head, close } = openShop(seed);
      for (let turn = 0; turn < 40; turn += 1) {
        step();
        if (draw(12) === 0) close();
        const past = 1 + draw(head());
        for (const seq of [head(), past]) {
          expect(canonical(summed(seq)), `seed ${seed}, ${seq}`).toBe(canonical(folded(seq)));
        }
      }
      expect(projectionDifferences(db), `seed ${seed}`).toEqual([]);
      expect(verifyLedger(db).fault).toBeUndefined();
    }
  });

  it("is the same once all that is kept was made anew", () => {
    for (const seed of seeds.slice(0, 5)) {
      const { db, step, summed, head, close } = openShop(seed);
      for (let turn = 0; turn < 30; turn += 1) {
        step();
        if (turn === 12) close();
      }
      const before = canonical(summed(head()));
      rebuildProjections(db);
      expect(canonical(summed(head()))).toBe(before);
    }
  });

  it("tells of each thing that a report can tell of, in the days drawn here", () => {
    const untold = new Set<string>();
    const told = new Set<string>();
    for (const seed of seeds) {
      const { step, summed, head } = openShop(seed);
      for (let turn = 0; turn < 40; turn += 1) step();
      for (const [name, value] of leavesOf(summed(head()))) {
        (value === 0 || value === null ? untold : told).add(name);
      }
    }
    for (const name of told) untold.delete(name);
    expect([...untold].filter((name) => !name.startsWith("drawer.opening"))).toEqual([]);
  });
});

/** Every number of a report by its name, places in lists left out. */
function leavesOf(value: unknown, name = ""): readonly (readonly [string, unknown])[] {
  if (typeof value !== "object" || value === null) return [[name, value]];
  return Object.entries(value).flatMap(([key, part]) =>
    leavesOf(part, Array.isArray(value) ? name : name === "" ? key : `${name}.${key}`),
  );
}

const plus = (sum: number, more: number) => sum + more;

describe("periodOf", () => {
  it("is what the Z reports of the period come to, as they were frozen, I9", () => {
    for (const seed of seeds) {
      const { ledger, day, draw, step, close } = openShop(seed);
      const frozen: DayReport[] = [];
      for (let turn = 0; turn < 60; turn += 1) {
        step();
        if (draw(6) === 0) frozen.push(close());
      }
      frozen.push(close());
      const toZ = 1 + draw(frozen.length);
      const fromZ = 1 + draw(toZ);
      const days = frozen.slice(fromZ - 1, toZ);
      const period = periodOf({ day, ledger }, { fromZ, toZ });
      if (!period.ok) throw new Error(period.refusal);
      const of = (pick: (report: DayReport) => number) => days.map(pick).reduce(plus, 0);
      const minor = ({ minor: sum }: { minor: number }) => sum;
      const { value } = period;
      const { taken, gross, discounts, refunds, tips, overShort } = value;
      expect([value.zCount, value.saleCount, value.refundCount]).toEqual([
        days.length,
        of(({ sales }) => sales.count),
        of(({ refunds: { count, failedCount } }) => count - failedCount),
      ]);
      expect([taken, gross, discounts, refunds, tips, overShort].map(minor)).toEqual([
        of(({ sales }) => sales.takenMinor),
        of(({ sales }) => sales.grossMinor),
        of(({ sales }) => sales.discountMinor),
        of(({ refunds: { amountMinor, failedMinor } }) => amountMinor - failedMinor),
        of(({ sales }) => sales.tipMinor),
        of(({ drawer }) => drawer.overShortMinor),
      ]);
      const taxes = value.taxes.map(({ code, rateBasisPoints, ratePpm, net, tax }) => [
        `${code} ${rateBasisPoints} ${ratePpm ?? ""}`,
        [net.minor, tax.minor],
      ]);
      expect(Object.fromEntries(taxes)).toEqual(
        grouped(
          days.flatMap((report) => report.taxes),
          ({ code, rateBasisPoints, ratePpm }) => `${code} ${rateBasisPoints} ${ratePpm ?? ""}`,
          ({ netMinor, taxMinor }) => [netMinor, taxMinor],
        ),
      );
      const tenders = value.tenders.map(({ tender, name, count, amount }) => [
        `${tender} ${name ?? ""}`,
        [count, amount.minor],
      ]);
      expect(Object.fromEntries(tenders)).toEqual(
        grouped(
          days.flatMap((report) => report.tenders),
          ({ tender, name }) => `${tender} ${name ?? ""}`,
          ({ count, amountMinor }) => [count, amountMinor],
        ),
      );
    }
  });

  it("is refused for days that are not closed, and for an end before its beginning", () => {
    const { day, ledger, step, close } = openShop(1);
    step();
    close();
    step();
    for (const [fromZ, toZ] of [
      [1, 2],
      [2, 2],
      [2, 1],
    ] as const) {
      expect(periodOf({ day, ledger }, { fromZ, toZ })).toMatchObject({ refusal: "z-not-found" });
    }
    expect(periodOf({ day, ledger }, { fromZ: 1, toZ: 1 }).ok).toBe(true);
  });
});

type Pair = readonly [number, number];

function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  pairOf: (item: Item) => Pair,
): Readonly<Record<string, Pair>> {
  const sums: Record<string, Pair> = {};
  for (const item of items) {
    const [first, second] = sums[keyOf(item)] ?? [0, 0];
    const [more, also] = pairOf(item);
    sums[keyOf(item)] = [first + more, second + also];
  }
  return sums;
}
