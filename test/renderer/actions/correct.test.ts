import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { money } from "../../../contract/money.ts";
import type { EntryView } from "../../../contract/views.ts";
import { canCorrect, shouldBe, standsOn } from "../../../renderer/actions/correct.ts";
import { eur } from "../support/fake-till.ts";

const entryOf = (postings: readonly (readonly [account: string, minor: number])[]): EntryView => ({
  ...{ seq: 7, atMs: 0, type: "cash-moved", hash: "ab".repeat(32) },
  postings: postings.map(([account, minor]) => ({ account, amount: money(minor, eur) })),
});

/** Ten euros were taken out for milk, as it says; they were banked. */
const milk = entryOf([
  ["assets:drawer:cash", -1_000],
  ["expenses:petty-cash", 1_000],
]);

describe("shouldBe", () => {
  it("moves an amount from the account that it stands on to the one that it belongs on", () => {
    const mistake = { from: "expenses:petty-cash", to: "assets:bank", amount: money(1_000, eur) };
    expect(shouldBe(milk.postings, mistake)).toEqual([
      { account: "assets:drawer:cash", minor: -1_000 },
      { account: "assets:bank", minor: 1_000 },
    ]);
  });

  it("takes a part off a credit as a credit", () => {
    const mistake = { from: "assets:drawer:cash", to: "assets:safe", amount: money(400, eur) };
    expect(shouldBe(milk.postings, mistake)).toEqual([
      { account: "assets:drawer:cash", minor: -600 },
      { account: "expenses:petty-cash", minor: 1_000 },
      { account: "assets:safe", minor: -400 },
    ]);
  });

  it("always adds up to what the entry adds up to", () => {
    const account = fc.constantFrom("a:b", "c:d", "e:f", "g:h");
    const posting = fc.tuple(account, fc.integer({ min: -1e6, max: 1e6 }));
    fc.assert(
      fc.property(
        fc.array(posting, { minLength: 1 }),
        fc.tuple(account, account),
        fc.nat(1e6),
        (rows, [from, to], minor) => {
          const { postings } = entryOf(rows);
          const sum = postings.reduce((total, { amount }) => total + amount.minor, 0);
          const wanted = shouldBe(postings, { from, to, amount: money(minor, eur) });
          expect(wanted.reduce((total, one) => total + one.minor, 0)).toBe(sum);
          expect(new Set(wanted.map((one) => one.account)).size).toBe(wanted.length);
        },
      ),
    );
  });
});

describe("canCorrect", () => {
  it("leaves out what is owed to customers, what moved no money, and corrections themselves", () => {
    expect(canCorrect(milk)).toBe(true);
    expect(canCorrect(entryOf([]))).toBe(false);
    expect(canCorrect({ ...milk, type: "correction" })).toBe(false);
    const credit = entryOf([
      ["assets:drawer:cash", 500],
      ["liabilities:store-credit", -500],
    ]);
    expect(canCorrect(credit)).toBe(false);
  });

  it("tells an amount without its side, and none for a strange account", () => {
    expect(standsOn(milk, "assets:drawer:cash")).toEqual(money(1_000, eur));
    expect(standsOn(milk, "assets:bank")).toBeNull();
  });
});
