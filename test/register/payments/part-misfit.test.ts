import { describe, expect, it } from "vitest";
import { accounts } from "../../../ledger/chart.ts";
import { euros } from "../../support/day.ts";
import { lastTypes, openHeld } from "./raise-support.ts";
import { balance, cardPart, payRest, reason } from "./split-support.ts";

describe("a part whose hold is not what it was", () => {
  it("keeps its sale from being paid until it was taken back, and is never captured", async () => {
    const { relay, world, saleId, paymentId, held, reading } = await openHeld();
    relay.read(held(2_450));
    expect(world.act("payments.tasks", {})).toMatchObject([{ attention: "amount-differs" }]);
    const { cashLeft: total, left } = world.sale();
    expect(world.refusal("sales.pay-cash", { saleId, total, given: total })).toBe(
      "payment-in-progress",
    );
    expect(world.refusal("payments.charge", { saleId, total: left })).toBe("payment-in-progress");
    world.act("payments.take-back", { saleId, partId: paymentId, reason });
    relay.read(reading({ status: "canceled" }));
    expect(payRest(world).tenders).toMatchObject([{ tender: "cash", amount: euros(2_450) }]);
    expect(relay.all("capture-payment")).toEqual([]);
    expect(balance(world, accounts.partPaid)).toBe(0);
    expect(balance(world, accounts.cardAuthorised("main"))).toBe(0);
  });

  it("lets another card that was on its way be held, and the sale completes without the first", async () => {
    const { relay, world, saleId, paymentId, held, reading } = await openHeld();
    const rest = cardPart(world, 1_450, "2");
    relay.read(held(1_500));
    relay.read(rest.held);
    expect(lastTypes(world, 2)).toEqual(["payment-authorised", "tender-taken"]);
    expect(relay.all("capture-payment")).toEqual([]);
    world.act("payments.take-back", { saleId, partId: paymentId, reason });
    relay.read(reading({ status: "canceled" }));
    expect(world.sale()).toMatchObject({ saleId, left: euros(1_000) });
    expect(payRest(world).tenders).toMatchObject([{ tender: "card" }, { tender: "cash" }]);
    expect(relay.all("capture-payment")).toMatchObject([{ paymentId: rest.paymentId }]);
    expect(balance(world, accounts.cardAuthorised("main"))).toBe(1_450);
  });

  it("completes nothing though a wish to hold more on it is granted after all", async () => {
    const { relay, world, saleId, held, ended, raise, reading } = await openHeld();
    world.act("payments.raise", raise());
    relay.read(held(3_000));
    relay.read(held(2_450, ended("raised")));
    expect(lastTypes(world, 1)).toEqual(["hold-raised"]);
    world.act("sales.give-up", { saleId, reason });
    relay.read(reading({ status: "canceled", amountMinor: 2_450 }));
    expect(lastTypes(world, 2)).toEqual(["payment-cancelled", "tender-returned"]);
    expect(relay.all("capture-payment")).toEqual([]);
    expect(balance(world, accounts.partPaid)).toBe(0);
    expect(balance(world, accounts.cardAuthorised("main"))).toBe(0);
  });
});
