import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openCreditWorld, until } from "../../support/credit-world.ts";
import { euros, expectedIn } from "../../support/day.ts";
import { found, lookUp, payBack, refundOf } from "../../support/refund-world.ts";
import { entryTypes } from "../../support/card-world.ts";
import { readTill } from "../../support/card-books.ts";
import { beans, papers, type World } from "../../support/world.ts";

/** Two tills of one shop at a real relay; the first prints 1-…, the second 2-…. */
async function openShop() {
  const shop = await openCreditWorld();
  const one = await shop.open("reg_1", { registerNumber: 1 });
  const two = await shop.open("reg_2", { registerNumber: 2 });
  return { ...shop, one, two };
}

const leftOf = (world: World, receiptNumber: string) =>
  world.act("refunds.find", { receiptNumber }).sale;

describe("refunds.pay of another register's sale", () => {
  it("gives it back from this drawer, and both books and the seller's screen say so", async () => {
    const { one, two, untilCopied } = await openShop();
    const receipt = one.sell(beans, papers);
    await untilCopied(one, "reg_1");
    const sale = await found(two, receipt.receiptNumber);
    expect(sale).toMatchObject({ originRegisterId: "reg_1", refundable: euros(3_140) });
    expect(await payBack(two, refundOf(sale, 2_450))).toMatchObject({ phase: "paid" });
    expect(expectedIn(two)).toBe(-2_450);
    await until(one, () => leftOf(one, receipt.receiptNumber)?.givenBack.minor === 2_450);
    expect(one.refusal("refunds.pay", refundOf(receipt, 2_450, { id: "2" }))).toBe(
      "refund-over-sold",
    );
    expect(readTill(two.folder).fault).toBeUndefined();
  });

  it("P1: two tills cannot give one sale back twice", async () => {
    const { one, two, untilCopied } = await openShop();
    const receipt = one.sell(beans);
    await untilCopied(one, "reg_1");
    const sale = await found(two, receipt.receiptNumber);
    const ends = await Promise.all([
      payBack(one, refundOf(receipt, 2_450, { id: "one" })),
      payBack(two, refundOf(sale, 2_450, { id: "two" })),
    ]);
    expect(ends.map(({ phase }) => phase).toSorted()).toEqual(["paid", "refused"]);
    const refused = ends.find(({ phase }) => phase === "refused");
    expect(refused).toMatchObject({ refusal: "refund-over-sold" });
  });

  it("sees what the seller gave back before", async () => {
    const { one, two, untilCopied } = await openShop();
    const receipt = one.sell(beans);
    await payBack(one, refundOf(receipt, 2_450));
    await untilCopied(one, "reg_1");
    const sale = await found(two, receipt.receiptNumber);
    expect(sale).toMatchObject({ givenBack: euros(2_450), refundable: euros(0) });
    expect(two.refusal("refunds.pay", refundOf(sale, 2_450, { id: "2" }))).toBe("refund-over-sold");
  });

  it("finds nothing that no copied book tells of, and pays nothing that was not looked up", async () => {
    const { one, two, untilCopied } = await openShop();
    const receipt = one.sell(beans);
    await untilCopied(one, "reg_1");
    expect(await lookUp(two, "1-99")).toMatchObject({ state: "not-found" });
    expect(await lookUp(two, "7-1")).toMatchObject({ state: "not-found" });
    expect(two.refusal("refunds.pay", refundOf(receipt, 2_450))).toBe("sale-not-found");
  });

  it("lets go after a crash between the relay's yes and the entry", async () => {
    const { one, two, untilCopied } = await openShop();
    const receipt = one.sell(beans);
    await untilCopied(one, "reg_1");
    const sale = await found(two, receipt.receiptNumber);
    two.act("refunds.pay", refundOf(sale, 2_450));
    // The process goes before it hears the answer, which is under way.
    const after = two.restart();
    await until(after, () => after.act("register.view", {}).status.relay.state === "online");
    await untilCopied(after, "reg_2");
    expect(entryTypes(after)).not.toContain("refund-paid");
    const again = await found(after, receipt.receiptNumber);
    expect(await payBack(after, refundOf(again, 2_450, { id: "2" }))).toMatchObject({
      phase: "paid",
    });
    await until(one, () => leftOf(one, receipt.receiptNumber)?.refundable.minor === 0);
  });

  it("never sums to more than was sold, however two tills take turns", async () => {
    const { one, two, untilCopied } = await openShop();
    const turn = fc.record({ line: fc.nat(1), quantity: fc.integer({ min: 1, max: 2 }) });
    const rounds = fc.array(fc.record({ atOne: fc.option(turn), atTwo: fc.option(turn) }), {
      minLength: 1,
      maxLength: 4,
    });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(rounds, async (wanted) => {
        const { receiptNumber } = one.sell(beans, beans, papers);
        await untilCopied(one, "reg_1");
        const given = [0, 0];
        for (const { atOne, atTwo } of wanted) {
          // Both have looked before either asks, so that what they saw may not hold any more.
          const asking = [
            await asks(one, receiptNumber, atOne),
            await asks(two, receiptNumber, atTwo),
          ];
          for (const paid of await Promise.all(asking.map((ask) => ask(`t-${(count += 1)}`)))) {
            given[paid.line] = (given[paid.line] ?? 0) + paid.quantity;
          }
        }
        expect(given[0]).toBeLessThanOrEqual(2);
        expect(given[1]).toBeLessThanOrEqual(1);
        await untilCopied(one, "reg_1");
        await untilCopied(two, "reg_2");
        const givenMinor = (given[0] ?? 0) * 2_450 + (given[1] ?? 0) * 690;
        expect((await found(two, receiptNumber)).givenBack.minor).toBe(givenMinor);
      }),
      { numRuns: 25 },
    );
  });
});

type Turn = Readonly<{ line: number; quantity: number }>;

/** Looks up now; the answer asks for the refund and says what was handed over. */
async function asks(till: World, receiptNumber: string, turn: Turn | null) {
  const nothing: Turn = { line: 0, quantity: 0 };
  const sale = await found(till, receiptNumber);
  return async (id: string): Promise<Turn> => {
    if (turn === null) return nothing;
    const { line, quantity } = turn;
    const minor = ([2_450, 690][line] ?? 0) * quantity;
    const input = refundOf(sale, minor, { id, pieces: [[line, quantity]] });
    if (till.refusal("refunds.pay", input) !== "ok") return nothing;
    return (await payBack(till, input)).phase === "paid" ? turn : nothing;
  };
}
