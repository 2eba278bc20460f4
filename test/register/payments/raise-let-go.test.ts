import { describe, expect, it } from "vitest";
import { accounts } from "../../../ledger/chart.ts";
import { connect, paymentShown } from "../../support/card-world.ts";
import { euros } from "../../support/day.ts";
import type { World } from "../../support/world.ts";
import { lastTypes, openHeld } from "./raise-support.ts";
import { balance, payRest, reason, takeCash } from "./split-support.ts";

/** A wish to hold 24.50 instead of 10.00, of which nobody knows what it came to. */
async function openUnknown() {
  const opened = await openHeld();
  const { relay, saleId, paymentId, raise, reading } = opened;
  opened.world.act("payments.raise", raise());
  relay.drop();
  const world = opened.world.restart();
  await connect(relay);
  const back = { saleId, partId: paymentId, reason };
  return { ...opened, world, back, gone: reading({ status: "canceled" }) };
}

const owed = (world: World) => [
  balance(world, accounts.partPaid),
  balance(world, accounts.cardAuthorised("main")),
];

describe("a hold of which nobody knows whether it grew", () => {
  it("is taken back whole, though it had grown to all that was left", async () => {
    const { relay, world, saleId, held, ended, back, gone } = await openUnknown();
    world.act("payments.take-back", back);
    expect(relay.all("void-payment")).toHaveLength(1);
    expect(world.refusal("payments.take-back", back)).toBe("payment-in-progress");
    relay.read(held(2_450, ended("raised")));
    expect(lastTypes(world, 2)).toEqual(["void-started", "hold-raised"]);
    relay.read(gone);
    expect(lastTypes(world, 2)).toEqual(["payment-cancelled", "tender-returned"]);
    expect(world.sale()).toMatchObject({ saleId, left: euros(2_450), taken: [] });
    expect(relay.all("capture-payment")).toEqual([]);
    expect(owed(world)).toEqual([0, 0]);
    expect(payRest(world).tenders).toMatchObject([{ tender: "cash" }]);
  });

  it("is taken back as it was where Stripe shows it gone before it shows more", async () => {
    const { relay, world, held, ended, back, gone } = await openUnknown();
    world.act("payments.take-back", back);
    relay.read(gone);
    expect(lastTypes(world, 3)).toEqual([
      "hold-raise-refused",
      "payment-cancelled",
      "tender-returned",
    ]);
    relay.read(held(2_450, ended("raised")));
    expect(lastTypes(world, 1)).toEqual(["tender-returned"]);
    expect(owed(world)).toEqual([0, 0]);
  });

  it("goes back with the cash beside it where the sale is given up, and never pays for it", async () => {
    const opened = await openHeld();
    const { relay, world, saleId, held, ended, raise, reading } = opened;
    takeCash(world, 500, "pay_cash-1");
    world.act("payments.raise", raise());
    expect(world.refusal("sales.give-up", { saleId, reason })).toBe("payment-in-progress");
    relay.drop();
    world.act("sales.give-up", { saleId, reason });
    const again = world.restart();
    await connect(relay);
    expect(relay.all("void-payment").length).toBeGreaterThan(0);
    relay.read(held(1_950, ended("raised")));
    expect(lastTypes(again, 1)).toEqual(["hold-raised"]);
    relay.read(reading({ status: "canceled" }));
    expect(lastTypes(again, 2)).toEqual(["payment-cancelled", "tender-returned"]);
    expect(relay.all("capture-payment")).toEqual([]);
    expect(owed(again)).toEqual([0, 0]);
  });

  it("is not asked to grow again while it is on its way back, nor after a restart", async () => {
    const { relay, world, back } = await openUnknown();
    world.act("payments.take-back", back);
    const sent = relay.all("raise-hold").length;
    relay.drop();
    const again = world.restart();
    await connect(relay);
    expect(relay.all("raise-hold")).toHaveLength(sent);
    expect(relay.all("void-payment").length).toBeGreaterThan(1);
    expect(again.sale().taken).toMatchObject([{ isReturning: true }]);
  });

  it("still takes no other tender", async () => {
    const { world, saleId } = await openUnknown();
    const { cashLeft: total } = world.sale();
    const refusal = world.refusal("sales.pay-cash", { saleId, total, given: total });
    expect(refusal).toBe("payment-in-progress");
  });
});

describe("a wish to hold more that the relay refuses", () => {
  it("is unknown at once, noted once, and its hold can be taken back", async () => {
    for (const refusal of ["unknown-payment", "currency-mismatch"] as const) {
      const { relay, world, saleId, paymentId, held, raise, reading } = await openHeld();
      world.act("payments.raise", raise());
      const id = `raise-${paymentId}-1`;
      const no = { type: "refused", id, refusal, detail: "" } as const;
      relay.say(no);
      expect(paymentShown(world, paymentId)?.raise?.isUnknown).toBe(true);
      const told = world.events.length;
      relay.say(no);
      expect(world.events).toHaveLength(told);
      relay.read(held(1_000));
      world.act("payments.take-back", { saleId, partId: paymentId, reason });
      relay.read(reading({ status: "canceled" }));
      expect(world.sale()).toMatchObject({ left: euros(2_450), taken: [] });
      expect(owed(world)).toEqual([0, 0]);
    }
  });

  it("leaves its hold to be taken back once more where the relay refuses that, too", async () => {
    const { relay, world, saleId, paymentId, back, gone } = await openUnknown();
    world.act("payments.take-back", back);
    const id = `void-${paymentId}`;
    relay.say({ type: "refused", id, refusal: "unknown-payment", detail: "" });
    expect(world.act("payments.tasks", {})).toMatchObject([{ attention: "void-refused" }]);
    expect(world.sale().taken).toMatchObject([{ partId: paymentId, isReturning: false }]);
    world.act("payments.take-back", back);
    relay.read(gone);
    expect(world.act("payments.tasks", {})).toEqual([]);
    expect(world.sale()).toMatchObject({ saleId, left: euros(2_450), taken: [] });
    expect(owed(world)).toEqual([0, 0]);
  });

  it("says nothing of a later wish", async () => {
    const { relay, world, paymentId, held, ended, raise } = await openHeld();
    world.act("payments.raise", raise());
    relay.read(held(1_000, ended("card_declined")));
    world.act("payments.raise", raise());
    const id = `raise-${paymentId}-1`;
    relay.say({ type: "refused", id, refusal: "unknown-payment", detail: "" });
    expect(paymentShown(world, paymentId)?.raise?.isUnknown).toBe(false);
  });
});

describe("a hold that grew to another amount than was wished", () => {
  it("asks for a person, and goes back whole whatever it is", async () => {
    const { relay, world, held, ended, back, gone } = await openUnknown();
    relay.read(held(3_000, ended("raised")));
    expect(world.act("payments.tasks", {})).toMatchObject([{ attention: "amount-differs" }]);
    world.act("payments.take-back", back);
    relay.read(held(3_000, ended("raised")));
    relay.read(gone);
    expect(world.act("payments.tasks", {})).toEqual([]);
    expect(world.sale()).toMatchObject({ left: euros(2_450), taken: [] });
    expect(relay.all("capture-payment")).toEqual([]);
    expect(owed(world)).toEqual([0, 0]);
  });
});
