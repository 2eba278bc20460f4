import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CreditAccountId, PaymentId, RegisterId } from "../../../contract/ids.ts";
import type { CreditCursor, CreditHistoryView } from "../../../contract/store-credit-views.ts";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { createReservations } from "../../../server/reservations/reservations.ts";
import { openSqliteStorage } from "../../../server/storage/sqlite-storage.ts";
import { endOf, openCreditWorld, payByCredit, topUpOf, until } from "../../support/credit-world.ts";
import { euros } from "../../support/day.ts";
import { payBack, refundOf } from "../../support/refund-world.ts";
import { beans, openWorld, type World } from "../../support/world.ts";

const stranger = CreditAccountId.parse("credit_elsewhere");

type Asked = Readonly<{ before?: CreditCursor | null; limit?: number }>;

/** The relay's page, waiting for it. */
async function shopPage(
  world: World,
  accountId: CreditAccountId,
  { before = null, limit = 50 }: Asked = {},
): Promise<CreditHistoryView> {
  const from = world.events.length;
  world.act("credit.history", { accountId, before, limit });
  const told = () =>
    world.events.slice(from).flatMap((one) => (one.event === "credit-history-told" ? [one] : []));
  await until(world, () => told().length > 0);
  const [first] = told();
  if (first === undefined) throw new Error("the relay told no history");
  return first.view;
}

const kindsAndAmounts = ({ moves }: CreditHistoryView) =>
  moves.map(({ kind, amount }) => [kind, amount.minor]);

/** Two tills move one account: topped up at the first, spent at the second, given back at the first. */
async function openMovedAccount() {
  const shop = await openCreditWorld();
  const one = await shop.open("reg_1", { registerNumber: 1 });
  const two = await shop.open("reg_2", { registerNumber: 2 });
  const accountId = await shop.openAccount(one, "reg_1", 5_000);
  await endOf(two, payByCredit(two, accountId));
  await shop.untilCopied(two, "reg_2");
  const receipt = one.sell(beans);
  const to = { tender: "store-credit", accountId } as const;
  await payBack(one, { ...refundOf(receipt, 2_450), to });
  await shop.untilCopied(one, "reg_1");
  return { ...shop, one, two, accountId, receipt };
}

describe("credit.history", () => {
  it("tells who moved it, when, how and for which sale, whichever till did", async () => {
    const { one, two, accountId, receipt } = await openMovedAccount();
    const page = await shopPage(one, accountId);
    expect(page).toMatchObject({ source: "shop", isAsked: false, next: null });
    const clerk = "Mara";
    expect(page.moves).toMatchObject([
      {
        ...{ kind: "refunded", amount: euros(2_450), registerNumber: 1, isHere: true, clerk },
        ...{ saleId: receipt.saleId, receiptNumber: receipt.receiptNumber, by: null },
      },
      {
        ...{ kind: "spent", amount: euros(-2_450), registerNumber: 2, isHere: false, clerk },
        receiptNumber: "2-1",
      },
      {
        ...{ kind: "topped-up", amount: euros(5_000), registerNumber: 1, isHere: true, clerk },
        ...{ saleId: null, receiptNumber: null, by: { tender: "cash", word: null } },
      },
    ]);
    expect(page.moves.every(({ atMs }) => (atMs ?? 0) > 1_800_000_000_000)).toBe(true);
    const other = await shopPage(two, accountId);
    expect(other.moves.map(({ isHere }) => isHere)).toEqual([false, true, false]);
  });

  it("answers at once with this till's part alone, and says that it is no more", async () => {
    const { one, two, accountId } = await openMovedAccount();
    const own = one.act("credit.history", { accountId, before: null, limit: 50 });
    expect(own).toMatchObject({ source: "till", isAsked: true });
    expect(kindsAndAmounts(own)).toEqual([
      ["refunded", 2_450],
      ["topped-up", 5_000],
    ]);
    const other = two.act("credit.history", { accountId, before: null, limit: 50 });
    expect(kindsAndAmounts(other)).toEqual([["spent", -2_450]]);
    expect(other.moves).toMatchObject([{ receiptNumber: "2-1", isHere: true }]);
  });

  it("pages through the shop's and through this till's, each movement once", async () => {
    const { one, two, accountId } = await openMovedAccount();
    const seen: unknown[] = [];
    let before: CreditCursor | null = null;
    do {
      const page: CreditHistoryView = await shopPage(two, accountId, { before, limit: 2 });
      expect(page.before).toEqual(before);
      seen.push(...page.moves.map(({ amount }) => amount.minor));
      before = page.next;
    } while (before !== null);
    expect(seen).toEqual([2_450, -2_450, 5_000]);
    const first = one.act("credit.history", { accountId, before: null, limit: 1 });
    expect(kindsAndAmounts(first)).toEqual([["refunded", 2_450]]);
    const second = one.act("credit.history", { accountId, before: first.next, limit: 5 });
    expect(kindsAndAmounts(second)).toEqual([["topped-up", 5_000]]);
    expect(second).toMatchObject({ isAsked: false, next: null });
  });

  it("has this till's part while the relay is away, and makes up no older page of the shop's", () => {
    const world = openWorld();
    const { accountId } = world.act("credit.open", { name: "Ada" });
    world.act("credit.top-up", topUpOf(accountId, 1_000));
    const own = world.act("credit.history", { accountId, before: null, limit: 50 });
    expect(own).toMatchObject({ source: "till", isAsked: false, next: null });
    expect(kindsAndAmounts(own)).toEqual([["topped-up", 1_000]]);
    const before = { source: "shop", number: 3 } as const;
    expect(world.refusal("credit.history", { accountId, before, limit: 5 })).toBe("credit-offline");
    const none = world.act("credit.history", { accountId: stranger, before: null, limit: 5 });
    expect(none.moves).toEqual([]);
  });

  it("tells a part that was spent and taken back, and its sale only once", async () => {
    const shop = await openCreditWorld();
    const world = await shop.open("reg_1");
    const accountId = await shop.openAccount(world, "reg_1", 1_000);
    world.act("sales.scan", { saleId: world.sale().saleId, code: beans, quantity: 1 });
    const payPart = async (minor: number) => {
      const { saleId, left: total } = world.sale();
      const amount = euros(minor);
      await endOf(world, world.act("credit.pay", { saleId, accountId, total, amount }));
    };
    await payPart(600);
    const { saleId, taken } = world.sale();
    const partId = PaymentId.parse(taken[0]?.partId);
    world.act("payments.take-back", { saleId, partId, reason: "another way" });
    await payPart(400);
    const total = world.sale().cashLeft;
    world.act("sales.pay-cash", { saleId, total, given: total });
    await shop.untilCopied(world, "reg_1");
    const expected = [
      ["spent", -400],
      ["returned", 600],
      ["spent", -600],
      ["topped-up", 1_000],
    ];
    const page = await shopPage(world, accountId);
    expect(kindsAndAmounts(page)).toEqual(expected);
    const own = world.act("credit.history", { accountId, before: null, limit: 50 });
    expect(kindsAndAmounts(own)).toEqual(expected);
    expect(page.moves[0]?.receiptNumber).toBe(own.moves[0]?.receiptNumber);
  });

  it("finds what moved before either file kept where it stands", async () => {
    const { one, accountId, relayFolder, untilCopied } = await openMovedAccount();
    const empty = one.act("credit.open", { name: "Grace" });
    await untilCopied(one, "reg_1");
    const kept = one.act("credit.history", { accountId, before: null, limit: 50 }).moves;
    const page = await shopPage(one, accountId);
    one.register.close();
    forget(join(one.folder, "register.db"), 14, [
      "DROP TRIGGER credit_entry_follows",
      "DROP TABLE credit_entry",
      "DROP TABLE exchange",
    ]);
    const after = one.restart();
    expect(after.act("credit.history", { accountId, before: null, limit: 50 }).moves).toEqual(kept);
    const copy = join(relayFolder, "older.db");
    const db = openDatabase(join(relayFolder, "relay.db"));
    db.exec(`VACUUM INTO '${copy}'`);
    db.close();
    forget(copy, 10, ["DROP TABLE credit_movement_place", "DROP TABLE credit_account"]);
    const storage = openSqliteStorage(copy);
    const relay = createReservations({ storage, now: () => 5, isOnline: () => false });
    const told = await relay.answer(RegisterId.parse("reg_1"), {
      ...{ type: "read-credit-history", id: "x", accountId, before: null, limit: 50 },
    });
    const strip = ({ movementId, atMs, receiptNumber }: (typeof page.moves)[number]) => {
      return { movementId, atMs, receiptNumber };
    };
    expect(told).toMatchObject({ moves: page.moves.map(strip) });
    const read = { type: "read-credit", id: "y", accountId: empty.accountId } as const;
    expect(await relay.answer(RegisterId.parse("reg_1"), read)).toMatchObject({
      balance: euros(0),
      lastRegisterId: "reg_1",
    });
    await storage.close();
  });
});

/** Takes a file back to the schema of a version. */
function forget(path: string, version: number, statements: readonly string[]): void {
  const db = openDatabase(path);
  for (const statement of statements) db.exec(statement);
  db.pragma(`user_version = ${version}`);
  db.close();
}
