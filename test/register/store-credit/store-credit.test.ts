import { describe, expect, it } from "vitest";
import { CreditAccountId } from "../../../contract/ids.ts";
import {
  endOf,
  openCreditWorld,
  payByCredit,
  readCredit,
  topUpOf,
} from "../../support/credit-world.ts";
import { euros, expectedIn } from "../../support/day.ts";
import { createFakeRelay } from "../../support/fake-relay.ts";
import { jonas, openPeopleWorld } from "../../support/people.ts";
import { connect, entryTypes } from "../../support/card-world.ts";
import { accounts } from "../../../ledger/chart.ts";
import { balance } from "../payments/split-support.ts";
import { beans, openWorld } from "../../support/world.ts";

const stranger = CreditAccountId.parse("credit_elsewhere");

describe("credit.top-up", () => {
  it("adds exactly once by its id, and the drawer has the cash once", () => {
    const world = openWorld();
    const { accountId } = world.act("credit.open", { name: "Ada Byron" });
    const topUp = topUpOf(accountId, 5_000);
    world.act("credit.top-up", topUp);
    world.act("credit.top-up", topUp);
    const after = world.restart();
    after.act("credit.top-up", topUp);
    expect(after.refusal("credit.top-up", topUpOf(accountId, 6_000))).toBe("top-up-used");
    expect(expectedIn(after)).toBe(5_000);
    expect(after.act("day.x-report", {}).day.storeCredit.soldMinor).toBe(5_000);
    expect(after.act("credit.find", { text: "ada", limit: 5 })).toMatchObject([{ accountId }]);
  });

  it.each([
    [{ accountId: stranger }, "account-not-found"],
    [{ amount: euros(0) }, "nothing-to-move"],
    [{ amount: { minor: 5, currency: "USD" } }, "currency-mismatch"],
    [{ topUpId: "5" }, "bad-input"],
  ])("B11 refuses %j and adds nothing", (wrong, refusal) => {
    const world = openWorld();
    const { accountId } = world.act("credit.open", { name: "Ada" });
    expect(world.refusal("credit.top-up", { ...topUpOf(accountId, 100), ...wrong })).toBe(refusal);
    expect(expectedIn(world)).toBe(0);
  });

  it("refuses an id that topped another account up", () => {
    const world = openWorld();
    const [ada, grace] = ["Ada", "Grace"].map((name) => world.act("credit.open", { name }));
    if (ada === undefined || grace === undefined) throw new Error("no account");
    world.act("credit.top-up", topUpOf(ada.accountId, 500));
    expect(world.refusal("credit.top-up", topUpOf(grace.accountId, 500))).toBe("top-up-used");
    expect(expectedIn(world)).toBe(500);
  });

  it("tops an account of another till up once the relay has told of it, exactly once", async () => {
    const shop = await openCreditWorld();
    const [one, two] = [await shop.open("reg_1"), await shop.open("reg_2")];
    const accountId = await shop.openAccount(one, "reg_1", 5_000);
    const topUp = topUpOf(accountId, 1_000, "topup_2");
    expect(two.refusal("credit.top-up", topUp)).toBe("account-not-found");
    await readCredit(two, accountId);
    two.act("credit.top-up", topUp);
    two.act("credit.top-up", topUp);
    expect(two.refusal("credit.top-up", { ...topUp, amount: euros(900) })).toBe("top-up-used");
    expect(expectedIn(two)).toBe(1_000);
    await shop.untilCopied(two, "reg_2");
    expect(await readCredit(one, accountId)).toMatchObject({ balance: euros(6_000) });
  });

  it("finds an account that another till has only opened, and tops it up", async () => {
    const shop = await openCreditWorld();
    const [one, two] = [await shop.open("reg_1"), await shop.open("reg_2")];
    const { accountId } = one.act("credit.open", { name: "Ada" });
    await shop.untilCopied(one, "reg_1");
    const nothing = { balance: euros(0), available: euros(0) };
    expect(await readCredit(two, accountId)).toMatchObject(nothing);
    two.act("credit.top-up", topUpOf(accountId, 700));
    await shop.untilCopied(two, "reg_2");
    expect(await readCredit(one, accountId)).toMatchObject({ balance: euros(700) });
  });

  it("takes another tender of the shop's by its name, exactly once, and the drawer nothing", () => {
    const world = openWorld();
    const { accountId } = world.act("credit.open", { name: "Ada" });
    const by = { tender: "other", name: "Bank transfer", reference: "TR 77" } as const;
    const topUp = { ...topUpOf(accountId, 2_000), by };
    world.act("credit.top-up", topUp);
    const after = world.restart();
    after.act("credit.top-up", topUp);
    const cheque = { ...by, name: "Cheque" };
    expect(after.refusal("credit.top-up", { ...topUp, by: cheque })).toBe("top-up-used");
    expect(after.refusal("credit.top-up", topUpOf(accountId, 2_000))).toBe("top-up-used");
    expect(expectedIn(after)).toBe(0);
    expect(balance(after, accounts.otherTender("Bank transfer"))).toBe(2_000);
    expect(balance(after, accounts.storeCredit)).toBe(-2_000);
    const { moves } = after.act("credit.history", { accountId, before: null, limit: 5 });
    expect(moves).toMatchObject([{ by: { tender: "other", word: "Bank transfer" } }]);
  });

  it.each(["", "a:b", "two  spaces", "x".repeat(41), "line\nbreak"])(
    "B11 takes no tender that is called %j",
    (name) => {
      const world = openWorld();
      const { accountId } = world.act("credit.open", { name: "Ada" });
      const by = { tender: "other", name, reference: null };
      expect(world.refusal("credit.top-up", { ...topUpOf(accountId, 5), by })).toBe("bad-input");
    },
  );

  it("needs a manager where it is given away", () => {
    const { world } = openPeopleWorld({ rights: { clerk: { "day.x-report": "allowed" } } });
    const { accountId } = world.act("credit.open", { name: "Ada" });
    const by = { tender: "goodwill", reason: "cold coffee" } as const;
    const input = { ...topUpOf(accountId, 300), by };
    expect(world.refusal("credit.top-up", input)).toBe("needs-approval");
    world.act("people.approve", { command: "credit.top-up", input, ...jonas });
    world.act("credit.top-up", input);
    expect(expectedIn(world)).toBe(0);
  });

  it.each(["%", "_", "'); DROP TABLE credit_account; --", "\\"])("B15 finds %j as text", (text) => {
    const world = openWorld();
    world.act("credit.open", { name: "Ada" });
    expect(world.act("credit.find", { text, limit: 5 })).toEqual([]);
  });
});

describe("credit.pay", () => {
  it("spends what the relay holds, and the till's own entry confirms it", async () => {
    const shop = await openCreditWorld();
    const world = await shop.open("reg_1");
    const accountId = await shop.openAccount(world, "reg_1", 5_000);
    expect(await endOf(world, payByCredit(world, accountId))).toMatchObject({ phase: "spent" });
    const [sale] = world.act("sales.list", { beforeSeq: null, limit: 1 });
    expect(sale).toMatchObject({ tenders: ["store-credit"], total: euros(2_450) });
    await shop.untilCopied(world, "reg_1");
    expect(await readCredit(world, accountId)).toMatchObject({
      balance: euros(2_550),
      available: euros(2_550),
    });
    expect(world.act("day.x-report", {}).day.storeCredit).toMatchObject({ spentMinor: 2_450 });
  });

  it("P1: two tills cannot spend one credit", async () => {
    const shop = await openCreditWorld();
    const [one, two] = [await shop.open("reg_1"), await shop.open("reg_2")];
    const accountId = await shop.openAccount(one, "reg_1", 4_000);
    const asked = [payByCredit(one, accountId), payByCredit(two, accountId)] as const;
    const ends = await Promise.all([endOf(one, asked[0]), endOf(two, asked[1])]);
    expect(ends.map(({ phase }) => phase).toSorted()).toEqual(["refused", "spent"]);
    const refused = ends.find(({ phase }) => phase === "refused");
    expect(refused).toMatchObject({ refusal: "credit-too-low", available: euros(1_550) });
    await shop.untilCopied(one, "reg_1");
    await shop.untilCopied(two, "reg_2");
    expect(await readCredit(two, accountId)).toMatchObject({ balance: euros(1_550) });
  });

  it("leaves the sale as it was where the account has too little, and another tender takes it", async () => {
    const shop = await openCreditWorld();
    const world = await shop.open("reg_1");
    const accountId = await shop.openAccount(world, "reg_1", 1_000);
    const spend = payByCredit(world, accountId);
    expect(await endOf(world, spend)).toMatchObject({
      phase: "refused",
      refusal: "credit-too-low",
    });
    expect(world.sale()).toMatchObject({ saleId: spend.saleId, itemCount: 1 });
    expect(world.sell().receiptNumber).toBe("2-1");
  });

  it("is no tender while the relay is out of reach", () => {
    const world = openWorld();
    const { saleId } = world.sale();
    world.act("sales.scan", { saleId, code: beans, quantity: 1 });
    const pay = { saleId, accountId: stranger, total: world.sale().total };
    expect(world.refusal("credit.pay", pay)).toBe("credit-offline");
    expect(world.refusal("credit.read", { accountId: stranger })).toBe("credit-offline");
    expect(world.refusal("sales.clear", { saleId })).toBe("ok");
  });

  it("locks the sale until the relay has answered, and a cancel lets go by an entry", async () => {
    const relay = createFakeRelay();
    const world = openWorld({ relay });
    await connect(relay);
    const spend = payByCredit(world, stranger);
    const { saleId, reservationId } = spend;
    // A page that is loaded anew finds it here, and can cancel it.
    expect(world.act("register.view", {}).creditSpend).toEqual(spend);
    expect(world.refusal("sales.clear", { saleId })).toBe("payment-in-progress");
    expect(world.refusal("sales.park", { saleId, label: "" })).toBe("payment-in-progress");
    const total = world.sale().total;
    expect(world.refusal("payments.charge", { saleId, total })).toBe("payment-in-progress");
    world.act("credit.cancel", { saleId });
    expect(world.act("register.view", {}).creditSpend).toBeNull();
    expect(entryTypes(world).at(-1)).toBe("reservation-released");
    relay.say({ type: "credit-held", id: "x", reservationId, available: euros(0) });
    expect(world.act("sales.list", { beforeSeq: null, limit: 1 })).toEqual([]);
    expect(world.refusal("credit.cancel", { saleId })).toBe("payment-not-open");
  });

  it("lets go when the line is lost, when no answer comes, and after a crash", async () => {
    const relay = createFakeRelay();
    const { world, counter } = openPeopleWorld({}, { relay });
    await connect(relay);
    const first = payByCredit(world, stranger);
    counter.ms += 10_000;
    expect(await endOf(world, first)).toMatchObject({ phase: "released", refusal: "no-answer" });
    const again = { accountId: stranger, saleId: world.sale().saleId, total: world.sale().total };
    const second = world.act("credit.pay", again);
    relay.drop();
    expect(await endOf(world, second)).toMatchObject({ phase: "released", refusal: "line-lost" });
  });

  it("lets go of what a crash left, before anything else is sold", async () => {
    const relay = createFakeRelay();
    const world = openWorld({ relay });
    await connect(relay);
    const { saleId } = payByCredit(world, stranger);
    relay.onHear(() => undefined);
    const after = world.restart();
    expect(entryTypes(after).filter((type) => type === "reservation-released")).toHaveLength(1);
    expect(after.refusal("sales.clear", { saleId })).toBe("ok");
  });
});
