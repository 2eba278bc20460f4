import { describe, expect, it } from "vitest";
import type { CreditAccountId } from "../../../contract/ids.ts";
import { entryTypes } from "../../support/card-world.ts";
import { openCreditWorld, readCredit, until } from "../../support/credit-world.ts";
import { euros, expectedIn } from "../../support/day.ts";
import { found, payBack, paidBack, refundOf } from "../../support/refund-world.ts";
import { readTill } from "../../support/card-books.ts";
import { beans, type World } from "../../support/world.ts";

/** The first till opened the account, with 10.00 on it; the second gives goods back to it. */
async function openShop() {
  const shop = await openCreditWorld();
  const one = await shop.open("reg_1", { registerNumber: 1 });
  const two = await shop.open("reg_2", { registerNumber: 2 });
  const accountId = await shop.openAccount(one, "reg_1", 1_000);
  return { ...shop, one, two, accountId };
}

const isOnline = (world: World) => world.act("register.view", {}).status.relay.state === "online";

const toCredit = (accountId: CreditAccountId) =>
  ({ to: { tender: "store-credit", accountId } }) as const;

describe("refunds.pay to store credit that another till opened", () => {
  it("is refused until the relay has told of the account, then adds exactly once", async () => {
    const { one, two, accountId, untilCopied } = await openShop();
    const input = { ...refundOf(two.sell(beans), 2_450), ...toCredit(accountId) };
    expect(two.refusal("refunds.pay", input)).toBe("account-not-found");
    await readCredit(two, accountId);
    const first = two.act("refunds.pay", input);
    // The answer was lost, and the clerk asks again: while the relay holds it, and once it stands.
    expect(two.act("refunds.pay", input)).toMatchObject({ phase: "asked" });
    expect(await paidBack(two, first)).toMatchObject({ phase: "paid", to: "store-credit" });
    expect(two.act("refunds.pay", input)).toMatchObject({ phase: "paid" });
    await untilCopied(two, "reg_2");
    expect(await readCredit(one, accountId)).toMatchObject({
      balance: euros(3_450),
      available: euros(3_450),
    });
    expect(expectedIn(two)).toBe(2_450);
    expect(readTill(two.folder).fault).toBeUndefined();
  });

  it("takes a sale of the till that opened it, too, and its lines are gone there", async () => {
    const { one, two, accountId, untilCopied } = await openShop();
    const receipt = one.sell(beans);
    await untilCopied(one, "reg_1");
    await readCredit(two, accountId);
    const sale = await found(two, receipt.receiptNumber);
    expect(await payBack(two, { ...refundOf(sale, 2_450), ...toCredit(accountId) })).toMatchObject({
      phase: "paid",
    });
    await untilCopied(two, "reg_2");
    expect(await readCredit(one, accountId)).toMatchObject({ balance: euros(3_450) });
    const again = { ...refundOf(receipt, 2_450, { id: "2" }), ...toCredit(accountId) };
    await until(one, () => one.refusal("refunds.pay", again) === "refund-over-sold");
  });

  it("P1: two tills that give one sale back to one account add once", async () => {
    const { one, two, accountId, untilCopied } = await openShop();
    const receipt = one.sell(beans);
    await untilCopied(one, "reg_1");
    await readCredit(two, accountId);
    const sale = await found(two, receipt.receiptNumber);
    const ends = await Promise.all([
      payBack(one, { ...refundOf(receipt, 2_450, { id: "one" }), ...toCredit(accountId) }),
      payBack(two, { ...refundOf(sale, 2_450, { id: "two" }), ...toCredit(accountId) }),
    ]);
    expect(ends.map(({ phase }) => phase).toSorted()).toEqual(["paid", "refused"]);
    await untilCopied(one, "reg_1");
    await untilCopied(two, "reg_2");
    expect(await readCredit(one, accountId)).toMatchObject({ balance: euros(3_450) });
  });

  it("adds nothing where the till goes between the relay's yes and the entry, and then once", async () => {
    const { one, two, accountId, untilCopied } = await openShop();
    const receipt = two.sell(beans);
    const input = { ...refundOf(receipt, 2_450), ...toCredit(accountId) };
    await readCredit(two, accountId);
    two.act("refunds.pay", input);
    const after = two.restart();
    await until(after, () => isOnline(after));
    await untilCopied(after, "reg_2");
    expect(entryTypes(after)).not.toContain("refund-paid");
    expect(after.refusal("refunds.pay", input)).toBe("refund-used");
    expect(await readCredit(one, accountId)).toMatchObject({ balance: euros(1_000) });
    const anew = { ...refundOf(receipt, 2_450, { id: "2" }), ...toCredit(accountId) };
    // The relay has not told this process of the account yet.
    expect(after.refusal("refunds.pay", anew)).toBe("account-not-found");
    await readCredit(after, accountId);
    expect(await payBack(after, anew)).toMatchObject({ phase: "paid" });
    await untilCopied(after, "reg_2");
    expect(await readCredit(one, accountId)).toMatchObject({ balance: euros(3_450) });
  });

  it("gives an own sale back while the relay is away, and this till's history has it", async () => {
    const { two, accountId, stopRelay } = await openShop();
    const receipt = two.sell(beans);
    await readCredit(two, accountId);
    await stopRelay();
    await until(two, () => !isOnline(two));
    const input = { ...refundOf(receipt, 2_450), ...toCredit(accountId) };
    expect(two.act("refunds.pay", input)).toMatchObject({ phase: "paid" });
    const own = two.act("credit.history", { accountId, before: null, limit: 5 });
    expect(own).toMatchObject({
      source: "till",
      isAsked: false,
      moves: [{ kind: "refunded", amount: euros(2_450) }],
    });
    expect(two.refusal("credit.read", { accountId })).toBe("credit-offline");
  });
});
