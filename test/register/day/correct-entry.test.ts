import { describe, expect, it } from "vitest";
import { CorrectionId } from "../../../contract/ids.ts";
import { closeDay, count, euros, expectedIn, openDayWorld, openDrawer } from "../../support/day.ts";
import { topUpOf } from "../../support/credit-world.ts";
import { jonas, mara } from "../../support/people.ts";
import { openRandomDays } from "../../support/random-days.ts";
import { verifyFolder } from "../../support/verify-ledger.ts";
import { beans, type World } from "../../support/world.ts";

const correctionId = CorrectionId.parse("correction_1");
const drawer = "assets:drawer:cash";

/** Ten euros were booked as bought milk, and were taken to the bank. */
function openWithMistake() {
  const { world } = openDayWorld();
  world.act("people.sign-in", jonas);
  openDrawer(world);
  const move = { direction: "out", amount: euros(1_000), counterAccount: "petty" } as const;
  world.act("day.move-cash", { ...move, reason: "milk" });
  return { world, wrong: headOf(world) };
}

const headOf = (world: World) => world.act("day.x-report", {}).lastSeq;

const toBank = (correctsSeq: number) => ({
  ...{ correctionId, correctsSeq, reason: "went to the bank" },
  shouldBe: [
    { account: drawer, minor: -1_000 },
    { account: "assets:bank", minor: 1_000 },
  ],
});

describe("ledger.correct", () => {
  it("posts the difference beside the entry that it points at", () => {
    const { world, wrong } = openWithMistake();
    const { postings, type } = world.act("ledger.correct", toBank(wrong));
    expect(type).toBe("correction");
    expect(postings).toEqual([
      { account: "assets:bank", amount: euros(1_000) },
      { account: "expenses:petty-cash", amount: euros(-1_000) },
    ]);
    expect(expectedIn(world)).toBe(14_000);
    world.register.close();
    expect(verifyFolder(world.folder).fault).toBeNull();
  });

  it("posts to the accounts of a shop's tax classes, though nothing was sold of them yet", () => {
    const { world, wrong } = openWithMistake();
    const shouldBe = [
      { account: drawer, minor: -1_000 },
      { account: "income:sales:A", minor: 813 },
      { account: "liabilities:tax:A:2300", minor: 187 },
    ];
    const { postings } = world.act("ledger.correct", { ...toBank(wrong), shouldBe });
    expect(postings.map(({ account }) => account)).toContain("liabilities:tax:A:2300");
  });

  it("is told by the X, the Z and the period, account by account, and leaves their sales alone", () => {
    const { world } = openWithMistake();
    const seq = world.sell(beans).seq;
    const other = [
      { account: drawer, minor: 2_450 },
      { account: "income:sales:A", minor: -1_992 },
      { account: "liabilities:tax:A:2300", minor: -458 },
    ];
    const { postings } = world.act("ledger.correct", { ...toBank(seq), shouldBe: other });
    const accounts = postings
      .map(({ account, amount }) => ({ account, amountMinor: amount.minor }))
      .sort((a, b) => (a.account < b.account ? -1 : 1));
    const corrections = { count: 1, accounts };
    const x = world.act("day.x-report", {});
    expect(x.day.corrections).toEqual(corrections);
    const { report } = closeDay(world);
    expect(report.corrections).toEqual(corrections);
    expect(report.sales.takenMinor).toBe(2_450);
    expect(world.act("day.rebuild-z", { zNumber: 1 }).isSame).toBe(true);
    const period = world.act("day.period", { fromZ: 1, toZ: 1 });
    expect(period.corrections).toEqual({
      count: 1,
      accounts: accounts.map(({ account, amountMinor }) => ({
        account,
        amount: euros(amountMinor),
      })),
    });
    const figures = ["corrections.accounts[income:sales:A].amountMinor"];
    const told = world.act("day.explain", {
      ...{ of: { kind: "z", zNumber: 1 }, figures, after: 0, limit: 10 },
    });
    expect(told).toMatchObject({ value: -1_992, shares: [{ value: -1_992 }] });
  });

  it("takes earlier corrections of the same entry into account", () => {
    const { world, wrong } = openWithMistake();
    world.act("ledger.correct", toBank(wrong));
    const again = { ...toBank(wrong), correctionId: CorrectionId.parse("correction_2") };
    expect(world.refusal("ledger.correct", again)).toBe("nothing-to-correct");
    const { postings } = world.act("ledger.correct", { ...again, shouldBe: [] });
    expect(postings).toEqual([
      { account: drawer, amount: euros(1_000) },
      { account: "assets:bank", amount: euros(-1_000) },
    ]);
    expect(expectedIn(world)).toBe(15_000);
  });

  it("corrects once by its id, however often it is asked", () => {
    const { world, wrong } = openWithMistake();
    const first = world.act("ledger.correct", toBank(wrong));
    expect(world.act("ledger.correct", toBank(wrong))).toEqual(first);
    const other = { ...toBank(wrong), reason: "something else" };
    expect(world.refusal("ledger.correct", other)).toBe("correction-used");
    const figures = toBank(wrong).shouldBe.map((one) => ({ ...one, minor: one.minor / 2 }));
    const half = { ...toBank(wrong), shouldBe: figures };
    expect(world.refusal("ledger.correct", half)).toBe("correction-used");
  });

  it("leaves what is owed on an account of store credit alone, whatever it would post instead", async () => {
    const { world } = await openRandomDays();
    const { accountId } = world.act("credit.open", { name: "Ada" });
    world.act("credit.top-up", topUpOf(accountId, 2_000, "topup_1"));
    const shouldBe = [
      { account: drawer, minor: 1_500 },
      { account: "equity:float", minor: -1_500 },
    ];
    const correction = { ...toBank(headOf(world)), shouldBe };
    expect(world.refusal("ledger.correct", correction)).toBe("account-not-found");
    expect(world.refusal("ledger.correct", { ...correction, shouldBe: [] })).toBe(
      "account-not-found",
    );
  });

  it("refuses what the chart does not have, what does not add up, and what is not there, B11", () => {
    const { world, wrong } = openWithMistake();
    const asked = (shouldBe: readonly object[], correctsSeq = wrong) =>
      world.refusal("ledger.correct", { ...toBank(correctsSeq), shouldBe });
    const pair = (account: string, minor: number) => [
      { account, minor },
      { account: drawer, minor: 0 - minor },
    ];
    expect(asked(pair("assets:swiss", 5))).toBe("account-not-found");
    expect(asked(pair("liabilities:store-credit", 5))).toBe("account-not-found");
    expect(asked(pair("assets:card:nobody:clearing", 5))).toBe("account-not-found");
    expect(asked(pair("expenses:fees:nobody", 5))).toBe("account-not-found");
    expect(asked(pair("assets:tenders:Vuocher", 5))).toBe("account-not-found");
    expect(asked(pair("income:sales:Z", 5))).toBe("account-not-found");
    expect(asked(pair("liabilities:tax:A:2301", 5))).toBe("account-not-found");
    expect(asked([{ account: drawer, minor: 5 }])).toBe("not-balanced");
    // Who opened the book, and who signed in, moved no money.
    expect(asked(pair("assets:safe", 5), 1)).toBe("entry-not-correctable");
    expect(asked(pair("assets:safe", 5), 999)).toBe("entry-not-found");
    for (const minor of [0.5, Number.NaN, 2 ** 53, Infinity, "12.00"]) {
      expect(asked([{ account: drawer, minor }])).toBe("bad-input");
    }
    expect(asked([...pair("assets:safe", 5), { account: drawer, minor: 1 }])).toBe("bad-input");
  });

  it("is a manager's: a clerk needs a yes to this very correction, and is told apart from it", () => {
    const { world, wrong } = openWithMistake();
    world.act("people.lock", {});
    world.act("people.sign-in", mara);
    expect(world.refusal("ledger.correct", toBank(wrong))).toBe("needs-approval");
    const act = { command: "ledger.correct", input: toBank(wrong) };
    world.act("people.approve", { ...act, ...jonas });
    const other = { ...toBank(wrong), reason: "another reason" };
    expect(world.refusal("ledger.correct", other)).toBe("needs-approval");
    expect(world.act("ledger.correct", toBank(wrong)).type).toBe("correction");
  });

  it("makes a count that was before it outdated where it moves cash, and stands on the Z", () => {
    const { world, wrong } = openWithMistake();
    world.sell(beans);
    const { countId } = count(world, expectedIn(world));
    world.act("ledger.correct", { ...toBank(wrong), shouldBe: [] });
    expect(world.refusal("day.compare", { countId })).toBe("count-outdated");
    const { report } = closeDay(world);
    expect(report.drawer.correctionMinor).toBe(1_000);
    const rebuilt = world.act("day.rebuild-z", { zNumber: 1 });
    expect(rebuilt.isSame).toBe(true);
  });
});
