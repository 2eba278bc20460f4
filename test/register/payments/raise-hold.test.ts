import { describe, expect, it } from "vitest";
import { accounts } from "../../../ledger/chart.ts";
import { connect, paymentShown } from "../../support/card-world.ts";
import { euros } from "../../support/day.ts";
import { papers } from "../../support/world.ts";
import { lastTypes, openHeld } from "./raise-support.ts";
import { balance, cardPart, payRest, reason, takeCash } from "./split-support.ts";

describe("payments.raise", () => {
  it("writes the wish before it leaves, locks the sale, and completes it once Stripe holds all", async () => {
    const { relay, world, paymentId, held, ended, raise } = await openHeld();
    expect(world.sale().taken).toMatchObject([{ partId: paymentId, isRaisable: true }]);
    const before: string[] = [];
    relay.onHear((message) => {
      if (message.type === "raise-hold") before.push(...lastTypes(world, 1));
    });
    const view = world.act("payments.raise", raise());
    expect(before).toEqual(["hold-raise-started"]);
    expect(view.raise).toEqual({ to: euros(2_450), isUnknown: false });
    expect(relay.all("raise-hold")).toMatchObject([
      { id: `raise-${paymentId}-1`, amount: euros(2_450) },
    ]);
    expect(world.sale().taken).toMatchObject([{ raisingTo: euros(2_450) }]);
    const { saleId, cashLeft: total } = world.sale();
    expect(world.refusal("sales.pay-cash", { saleId, total, given: total })).toBe(
      "payment-in-progress",
    );
    expect(world.refusal("sales.scan", { saleId, code: papers, quantity: 1 })).toBe(
      "payment-in-progress",
    );
    expect(world.refusal("payments.take-back", { saleId, partId: paymentId, reason })).toBe(
      "payment-in-progress",
    );
    relay.read(held(2_450, ended("raised")));
    expect(lastTypes(world, 2)).toEqual(["hold-raised", "sale-completed"]);
    expect(relay.all("capture-payment")).toMatchObject([{ paymentId }]);
    expect(balance(world, accounts.partPaid)).toBe(0);
    expect(balance(world, accounts.cardAuthorised("main"))).toBe(2_450);
    const { receipt } = world.act("sales.detail", { saleId });
    expect(receipt.tenders).toMatchObject([{ tender: "card", amount: euros(2_450) }]);
  });

  it("goes on with another tender for the rest where the bank says no", async () => {
    const { relay, world, paymentId, held, ended, raise } = await openHeld();
    world.act("payments.raise", raise());
    relay.read(held(1_000, ended("card_declined")));
    expect(lastTypes(world, 1)).toEqual(["hold-raise-refused"]);
    const refused = { to: euros(2_450), code: "card_declined" };
    expect(paymentShown(world, paymentId)?.raiseRefused).toEqual(refused);
    expect(world.sale()).toMatchObject({ left: euros(1_450), taken: [{ isRaisable: true }] });
    expect(payRest(world).tenders).toMatchObject([{ amount: euros(1_000) }, { tender: "cash" }]);
    expect(balance(world, accounts.cardAuthorised("main"))).toBe(1_000);
  });

  it("pays for lines that were added after the card was held", async () => {
    const { relay, world, saleId, held, raise } = await openHeld();
    takeCash(world, 1_000, "pay_cash-1");
    world.act("sales.scan", { saleId, code: papers, quantity: 1 });
    world.act("payments.raise", raise());
    relay.read(held(2_140));
    const { receipt } = world.act("sales.detail", { saleId });
    expect(receipt.tenders).toMatchObject([
      { tender: "card", amount: euros(2_140) },
      { tender: "cash", amount: euros(1_000) },
    ]);
  });

  it("is UNKNOWN over a lost line and a restart, asks again under the same id, and begins nothing", async () => {
    const { relay, world, paymentId, held, ended, raise } = await openHeld();
    world.act("payments.raise", raise());
    relay.drop();
    expect(paymentShown(world, paymentId)?.raise?.isUnknown).toBe(true);
    const again = world.restart();
    await connect(relay);
    const sent = relay.all("raise-hold");
    expect(sent.length).toBeGreaterThan(1);
    expect(new Set(sent.map((one) => JSON.stringify(one))).size).toBe(1);
    again.act("payments.serve-next", { paymentId });
    expect(again.sale().lines).toEqual([]);
    relay.read(held(1_000));
    const [lane] = again.act("register.view", {}).lanes;
    const { saleId = again.sale().saleId } = lane?.sale ?? {};
    expect(again.refusal("sales.take-up", { saleId })).toBe("payment-in-progress");
    relay.read(held(1_000, ended("never-sent")));
    expect(again.act("sales.take-up", { saleId })).toMatchObject({ left: euros(1_450) });
  });

  it("is the payment on the screen after a restart without a line, and lets the next one be served", async () => {
    const { relay, world, saleId, paymentId, raise } = await openHeld();
    world.act("payments.raise", raise());
    relay.drop();
    const again = world.restart();
    const shown = { paymentId, raise: { to: euros(2_450), isUnknown: true } };
    expect(again.act("register.view", {}).payment).toMatchObject(shown);
    again.act("payments.serve-next", { paymentId });
    const { sale, payment, lanes } = again.act("register.view", {});
    expect([sale.lines, payment]).toEqual([[], null]);
    expect(lanes).toMatchObject([{ sale: { saleId }, payment: shown }]);
  });

  it("is what its sale waits for, though another card was held after it", async () => {
    const { relay, world, paymentId, held, ended, raise } = await openHeld();
    relay.read(cardPart(world, 500, "2").held);
    expect(world.act("register.view", {}).payment).toBeNull();
    world.act("payments.raise", raise());
    expect(world.act("register.view", {}).payment).toMatchObject({ paymentId });
    relay.drop();
    const again = world.restart();
    await connect(relay);
    again.act("payments.serve-next", { paymentId });
    expect(again.act("register.view", {}).lanes).toMatchObject([{ payment: { paymentId } }]);
    relay.read(held(1_950, ended("raised")));
    expect(lastTypes(again, 2)).toEqual(["hold-raised", "sale-completed"]);
    expect(again.act("register.view", {}).lanes).toEqual([]);
  });

  it("tells of the sale that a reading completes which is of its capture, too", async () => {
    const { relay, world, saleId, ended, raise, reading } = await openHeld();
    world.act("payments.raise", raise());
    const intent = { status: "succeeded", amountMinor: 2_450, amountReceivedMinor: 2_450 };
    relay.read({ ...reading(intent), ...ended("raised") });
    expect(lastTypes(world, 3)).toEqual(["hold-raised", "sale-completed", "payment-captured"]);
    const told = world.events.filter(({ event }) => event === "sale-completed");
    expect(told).toMatchObject([{ view: { saleId } }]);
    expect(balance(world, accounts.cardAuthorised("main"))).toBe(0);
    expect(balance(world, accounts.cardClearing("main"))).toBe(2_450);
  });

  it("reads what stood before the card was held as nothing new either", async () => {
    const { relay, world, paymentId, held, ended, raise, reading } = await openHeld();
    world.act("payments.raise", raise());
    relay.read(held(2_450, ended("raised")));
    for (const status of ["requires_payment_method", "requires_confirmation", "processing"]) {
      relay.read(reading({ status, amountMinor: 1_000 }));
    }
    expect(world.act("payments.tasks", {})).toEqual([]);
    expect(paymentShown(world, paymentId)).toMatchObject({ attention: null, atStripe: null });
    relay.read(reading({ status: "succeeded", amountMinor: 1_000, amountReceivedMinor: 1_000 }));
    expect(world.act("payments.tasks", {})).toMatchObject([{ attention: "amount-differs" }]);
  });

  it("reads what it held before as nothing new, and a hold that is gone as the end of the wish", async () => {
    const { relay, world, saleId, paymentId, held, ended, raise, reading } = await openHeld();
    world.act("payments.raise", raise());
    relay.read(held(2_450, ended("raised")));
    relay.read(held(1_000));
    expect(world.act("payments.tasks", {})).toEqual([]);
    const [captured] = world.act("sales.detail", { saleId }).payments;
    expect(captured?.payment).toMatchObject({ paymentId, amount: euros(2_450) });

    const lost = await openHeld();
    lost.world.act("payments.raise", lost.raise());
    lost.relay.read({ ...reading({ status: "canceled" }), paymentId: lost.paymentId });
    expect(lastTypes(lost.world, 3)).toEqual([
      "hold-raise-refused",
      "payment-cancelled",
      "tender-returned",
    ]);
    expect(lost.world.sale()).toMatchObject({ left: euros(2_450), taken: [] });
    expect(balance(lost.world, accounts.partPaid)).toBe(0);
  });

  it("is refused for a card that cannot, for cash, and for another sum than was seen", async () => {
    const fixed = await openHeld({ isRaisable: false });
    expect(fixed.world.refusal("payments.raise", fixed.raise())).toBe("not-raisable");
    const { world, raise } = await openHeld();
    expect(world.refusal("payments.raise", { ...raise(), left: euros(1) })).toBe("price-changed");
    const partId = takeCash(world, 500, "pay_cash-1").taken.at(-1)?.partId;
    expect(world.refusal("payments.raise", { ...raise(), paymentId: partId })).toBe(
      "part-not-found",
    );
  });
});
