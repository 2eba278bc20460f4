import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CreditAccountId } from "../../../contract/ids.ts";
import { connect, entryTypes } from "../../support/card-world.ts";
import { euros, expectedIn, openDayWorld, openDrawer } from "../../support/day.ts";
import { eventually } from "../../support/eventually.ts";
import { createFakeRelay } from "../../support/fake-relay.ts";
import { jonas, openPeopleWorld } from "../../support/people.ts";
import { paidBack, payBack, refundOf } from "../../support/refund-world.ts";
import { readTill } from "../../support/card-books.ts";
import { beans, kettle, openWorld, papers } from "../../support/world.ts";

const stepShop = { shop: { cashStepMinor: 5 } };

describe("refunds.pay of an own sale", () => {
  it("gives a piece back in cash: drawer, X, Z figures, the sale and the list say so", () => {
    const world = openWorld();
    const receipt = world.sell(beans, papers);
    const paid = world.act("refunds.pay", refundOf(receipt, 2_450));
    expect(paid).toMatchObject({ phase: "paid", to: "cash", amount: euros(2_450) });
    expect(expectedIn(world)).toBe(690);
    const { day } = world.act("day.x-report", {});
    expect(day.refunds).toMatchObject({ count: 1, amountMinor: 2_450 });
    expect(day.drawer).toMatchObject({ refundMinor: 2_450 });
    const { left, entries } = world.act("sales.detail", { saleId: receipt.saleId });
    expect(left).toMatchObject({
      givenBack: euros(2_450),
      cashRefundable: euros(690),
      lines: [{ refundableQuantity: 0 }, { refundableQuantity: 1 }],
    });
    expect(entries.map(({ type }) => type)).toEqual(["sale-completed", "refund-paid"]);
    expect(world.act("sales.list", { beforeSeq: null, limit: 1 })).toMatchObject([
      { refunded: euros(2_450) },
    ]);
    expect(readTill(world.folder).fault).toBeUndefined();
  });

  it("answers a lost answer again and hands the money over once", () => {
    const world = openWorld();
    const input = refundOf(world.sell(beans), 2_450);
    world.act("refunds.pay", input);
    const after = world.restart();
    expect(after.act("refunds.pay", input)).toMatchObject({ phase: "paid" });
    expect(after.refusal("refunds.pay", { ...input, total: euros(1) })).toBe("refund-used");
    expect(expectedIn(after)).toBe(0);
  });

  it("rounds what goes back in cash as the shop rounds", () => {
    const world = openWorld({
      ...stepShop,
      products: [
        {
          ...{ productId: "prod_gum", name: "Gum", detail: "", priceMinor: 333, taxCode: "A" },
          ...{ barcodes: ["1"], keyPage: "Counter" },
        },
      ],
    });
    const receipt = world.sell("1");
    expect(world.refusal("refunds.pay", refundOf(receipt, 333))).toBe("price-changed");
    world.act("refunds.pay", refundOf(receipt, 335));
    expect(expectedIn(world)).toBe(0);
  });

  it("goes to store credit where there is an account", () => {
    const world = openWorld();
    const receipt = world.sell(beans);
    const { accountId } = world.act("credit.open", { name: "Ada" });
    const to = { tender: "store-credit", accountId } as const;
    const input = { ...refundOf(receipt, 2_450), to };
    const stranger = { ...to, accountId: CreditAccountId.parse("credit_elsewhere") };
    expect(world.refusal("refunds.pay", { ...input, to: stranger })).toBe("account-not-found");
    world.act("refunds.pay", input);
    expect(expectedIn(world)).toBe(2_450);
    expect(world.act("day.x-report", {}).day.storeCredit).toMatchObject({ givenBackMinor: 2_450 });
  });

  it.each([
    ["a line that was not sold", 2_450, { pieces: [[7, 1]] }, "line-not-found"],
    ["more pieces than were sold", 4_900, { pieces: [[0, 2]] }, "refund-over-sold"],
    ["another amount than the clerk saw", 2_449, {}, "price-changed"],
    [
      "a line named twice",
      4_900,
      {
        pieces: [
          [0, 1],
          [0, 1],
        ],
      },
      "bad-input",
    ],
    ["no line", 0, { pieces: [] }, "bad-input"],
  ] as const)("B11 refuses %s and writes nothing", (...[, minor, more, refusal]) => {
    const world = openWorld();
    const receipt = world.sell(beans);
    expect(world.refusal("refunds.pay", refundOf(receipt, minor, more))).toBe(refusal);
    expect(entryTypes(world)).not.toContain("refund-paid");
  });

  it("gives nothing back twice, and nothing while the drawer is closed or in practice", () => {
    const { world } = openDayWorld(
      {},
      { rights: { clerk: { "refunds.pay": "allowed", "day.start-training": "allowed" } } },
    );
    openDrawer(world);
    const receipt = world.sell(beans);
    world.act("refunds.pay", refundOf(receipt, 2_450));
    expect(world.refusal("refunds.pay", refundOf(receipt, 2_450, { id: "2" }))).toBe(
      "refund-over-sold",
    );
    const other = world.sell(papers);
    world.act("day.start-training", {});
    expect(world.refusal("refunds.pay", refundOf(other, 690, { id: "3" }))).toBe("training");
  });

  it("needs a manager where a clerk asks", () => {
    const { world } = openPeopleWorld();
    const input = refundOf(world.sell(beans), 2_450);
    expect(world.refusal("refunds.pay", input)).toBe("needs-approval");
    world.act("people.approve", { command: "refunds.pay", input, ...jonas });
    expect(world.act("refunds.pay", input)).toMatchObject({ phase: "paid" });
  });

  it("finds an own receipt by its number among many", () => {
    const world = openWorld();
    const receipts = [beans, papers, kettle, beans, papers].map((code) => world.sell(code));
    for (const { receiptNumber, saleId } of receipts) {
      const view = world.act("refunds.find", { receiptNumber });
      expect(view).toMatchObject({ state: "found", sale: { saleId } });
    }
    const none = { state: "not-found", sale: null };
    expect(world.act("refunds.find", { receiptNumber: "2-6" })).toMatchObject(none);
    expect(world.refusal("refunds.find", { receiptNumber: "3-1" })).toBe("relay-offline");
  });
});

describe("refunds.pay while the relay answers", () => {
  it("waits for the relay, locks the sale's other refunds, and pays once it is held", async () => {
    const relay = createFakeRelay();
    const world = openWorld({ relay });
    await connect(relay);
    const input = refundOf(world.sell(beans), 2_450);
    const asked = world.act("refunds.pay", input);
    expect(world.act("refunds.pay", input)).toMatchObject({ phase: "asked" });
    expect(
      world.refusal("refunds.pay", {
        ...refundOf(input as never, 2_450, { id: "2" }),
        lines: input.lines,
      }),
    ).toBe("refund-in-progress");
    relay.say({ type: "refund-held", id: "x", reservationId: asked.refundId });
    relay.say({ type: "refund-held", id: "x", reservationId: asked.refundId });
    expect(await paidBack(world, asked)).toMatchObject({ phase: "paid" });
    expect(entryTypes(world).filter((type) => type === "refund-paid")).toHaveLength(1);
  });

  it("lets go when the line is lost, when no answer comes and after a crash; a late yes pays nothing", async () => {
    const relay = createFakeRelay();
    const { world, counter } = openPeopleWorld(
      { rights: { clerk: { "refunds.pay": "allowed" } } },
      { relay },
    );
    await connect(relay);
    const receipt = world.sell(beans);
    const first = world.act("refunds.pay", refundOf(receipt, 2_450));
    counter.ms += 10_000;
    expect(await paidBack(world, first)).toMatchObject({ phase: "released", refusal: "no-answer" });
    relay.say({ type: "refund-held", id: "x", reservationId: first.refundId });
    const second = world.act("refunds.pay", refundOf(receipt, 2_450, { id: "2" }));
    relay.drop();
    expect(await paidBack(world, second)).toMatchObject({ refusal: "line-lost" });
    expect(world.refusal("refunds.pay", refundOf(receipt, 2_450))).toBe("refund-used");
    expect(entryTypes(world)).not.toContain("refund-paid");
    // Offline its own sale goes back at once.
    expect(await payBack(world, refundOf(receipt, 2_450, { id: "3" }))).toMatchObject({
      phase: "paid",
    });
  });

  it("lets go of what a crash left", async () => {
    const relay = createFakeRelay();
    const world = openWorld({ relay });
    await connect(relay);
    world.act("refunds.pay", refundOf(world.sell(beans), 2_450));
    const after = world.restart();
    const types = entryTypes(after);
    expect(types.filter((type) => type === "reservation-released")).toHaveLength(1);
    expect(types).not.toContain("refund-paid");
  });
});

describe("refunds.find of another till's receipt", () => {
  it("is asked for again on the next line when the one before was lost without an answer", async () => {
    const relay = createFakeRelay();
    const world = openWorld({ relay });
    await connect(relay);
    const receiptNumber = "3-17";
    expect(world.act("refunds.find", { receiptNumber })).toMatchObject({ state: "asked" });
    relay.drop();
    await eventually(() => expect(relay.isConnected()).toBe(true));
    await connect(relay);
    expect(relay.all("find-sale")).toHaveLength(2);
    relay.say({ type: "sale-found", id: "x", receiptNumber, sale: null });
    const told = world.events.flatMap((it) => (it.event === "sale-looked-up" ? [it.view] : []));
    expect(told).toEqual([{ receiptNumber, state: "not-found", sale: null }]);
    relay.drop();
    await eventually(() => expect(relay.isConnected()).toBe(true));
    await connect(relay);
    expect(relay.all("find-sale")).toHaveLength(2);
  });
});

describe("the sum of refunds", () => {
  it("is at most what was sold, to the cent, in whatever pieces it goes back", () => {
    const pieces = fc.array(fc.tuple(fc.nat(1), fc.integer({ min: 1, max: 4 })), { maxLength: 8 });
    const world = openWorld();
    let count = 0;
    fc.assert(
      fc.property(pieces, (wanted) => {
        const receipt = world.sell(beans, beans, beans, papers, papers);
        for (const [line, quantity] of wanted) {
          const { left } = world.act("sales.detail", { saleId: receipt.saleId });
          const unit = [2_450, 690][line] ?? 0;
          const input = refundOf(receipt, unit * quantity, {
            id: String((count += 1)),
            pieces: [[line, quantity]],
          });
          const isLeft = quantity <= (left.lines[line]?.refundableQuantity ?? 0);
          expect(world.refusal("refunds.pay", input)).toBe(isLeft ? "ok" : "refund-over-sold");
        }
        const { left } = world.act("sales.detail", { saleId: receipt.saleId });
        expect(left.givenBack.minor + left.refundable.minor).toBe(receipt.total.minor);
      }),
      { numRuns: 20 },
    );
  });
});
