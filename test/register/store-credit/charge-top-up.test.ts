import { describe, expect, it } from "vitest";
import { PaymentId, type CreditAccountId } from "../../../contract/ids.ts";
import { accounts } from "../../../ledger/chart.ts";
import { openCardWorld, connect, entryTypes, paymentShown } from "../../support/card-world.ts";
import { topUpOf } from "../../support/credit-world.ts";
import { euros, expectedIn } from "../../support/day.ts";
import { readingsOf } from "../../support/readings.ts";
import type { World } from "../../support/world.ts";
import { balance } from "../payments/split-support.ts";

const order = (accountId: CreditAccountId, minor = 5_000, topUpId = "topup_1") => {
  const { by: _, ...wanted } = topUpOf(accountId, minor, topUpId);
  return wanted;
};

/** A till with an account, and a card on the reader that tops it up by 50.00. */
async function openTopUp() {
  const { relay, world } = await openCardWorld();
  const { accountId } = world.act("credit.open", { name: "Ada" });
  const wanted = order(accountId);
  const payment = world.act("credit.charge-top-up", wanted);
  const readings = readingsOf(payment.paymentId, { amountMinor: 5_000, register: "reg_demo-2" });
  return { relay, world, accountId, wanted, payment, readings };
}

const factsOf = (world: World) =>
  entryTypes(world).filter((type) => /^(payment|credit-topped)/.test(type));
const owed = (world: World) => 0 - balance(world, accounts.storeCredit);

describe("credit.charge-top-up", () => {
  it("adds the credit with the capture's order once the card is authorised, and moves it on", async () => {
    const { relay, world, accountId, wanted, payment, readings } = await openTopUp();
    expect(payment).toMatchObject({ phase: "waiting", topUp: { topUpId: "topup_1", accountId } });
    expect(relay.all("start-card-payment")).toMatchObject([{ amount: euros(5_000) }]);
    expect(owed(world)).toBe(0);
    relay.read(readings.authorised);
    expect(factsOf(world)).toEqual(["payment-started", "payment-authorised", "credit-topped-up"]);
    expect(owed(world)).toBe(5_000);
    expect(relay.all("capture-payment")).toMatchObject([
      { paymentId: payment.paymentId, notBeforeMs: 0 },
    ]);
    relay.read(readings.captured);
    expect(balance(world, accounts.cardAuthorised("main"))).toBe(0);
    expect(balance(world, accounts.cardClearing("main"))).toBe(5_000);
    expect(expectedIn(world)).toBe(0);
    expect(world.act("day.x-report", {}).day.storeCredit.soldMinor).toBe(5_000);
    expect(world.act("credit.charge-top-up", wanted)).toMatchObject({ phase: "captured" });
    expect(relay.all("start-card-payment")).toHaveLength(1);
  });

  it.each([["authorised"], ["captured"]] as const)(
    "adds once, however often and in whatever order %s is read, F21 F22",
    async (first) => {
      const { relay, world, readings } = await openTopUp();
      for (const reading of [readings[first], readings.authorised, readings.captured]) {
        relay.read(reading);
        relay.read(reading);
      }
      expect(factsOf(world).filter((type) => type === "credit-topped-up")).toHaveLength(1);
      expect(owed(world)).toBe(5_000);
    },
  );

  it("leaves the open sale alone", async () => {
    const { relay, world, readings } = await openTopUp();
    const before = world.sale();
    relay.read(readings.captured);
    expect(world.sale()).toEqual(before);
    expect(world.sell().total).toEqual(before.total);
  });

  it("adds nothing for a decline, and another card on the same attempt may pay", async () => {
    const { relay, world, payment, readings } = await openTopUp();
    relay.read(readings.declined("ch_0"));
    expect(owed(world)).toBe(0);
    world.act("payments.retry", { paymentId: payment.paymentId });
    relay.read(readings.authorised);
    expect(owed(world)).toBe(5_000);
  });

  it("may be tried anew once an attempt is proven dead", async () => {
    const { relay, world, wanted, payment, readings } = await openTopUp();
    world.act("payments.cancel", { paymentId: payment.paymentId });
    relay.read(readings.cancelled);
    const again = world.act("credit.charge-top-up", wanted);
    expect(again.paymentId).not.toBe(payment.paymentId);
    relay.read(readings.authorised);
    expect(owed(world)).toBe(0);
    const second = readingsOf(again.paymentId, { amountMinor: 5_000, register: "reg_demo-2" });
    relay.read(second.authorised);
    expect(owed(world)).toBe(5_000);
  });

  it("is UNKNOWN when the line breaks, locks its top-up over a restart, and then adds once", async () => {
    const { relay, world, accountId, wanted, payment, readings } = await openTopUp();
    relay.drop();
    expect(paymentShown(world, payment.paymentId)).toMatchObject({ phase: "unknown" });
    const after = world.restart();
    await connect(relay);
    expect(relay.all("resolve-payment").length).toBeGreaterThan(0);
    expect(after.refusal("credit.top-up", topUpOf(accountId, 5_000))).toBe("payment-in-progress");
    expect(after.act("credit.charge-top-up", wanted)).toMatchObject({
      ...{ paymentId: payment.paymentId, phase: "unknown" },
    });
    expect(relay.all("start-card-payment")).toHaveLength(1);
    expect(owed(after)).toBe(0);
    relay.read(readings.authorised);
    relay.read(readings.captured);
    expect(owed(after)).toBe(5_000);
    expect(after.refusal("credit.top-up", topUpOf(accountId, 5_000))).toBe("top-up-used");
  });

  it("cannot be replaced by cash, which has no sale to pay", async () => {
    const { relay, world, payment } = await openTopUp();
    relay.drop();
    const { paymentId, saleId } = payment;
    const cash = { paymentId, saleId, total: euros(5_000), given: euros(5_000), reason: "no line" };
    expect(["sale-not-open", "needs-approval"]).toContain(
      world.refusal("payments.replace-by-cash", cash),
    );
    expect(expectedIn(world)).toBe(0);
  });

  it("takes no tip: a card that gave one is held, adds nothing, and asks for a person", async () => {
    const { relay, world, payment, readings } = await openTopUp();
    relay.read(readings.reading({ status: "requires_capture", amountMinor: 5_500, tipMinor: 500 }));
    expect(paymentShown(world, payment.paymentId)).toMatchObject({
      ...{ phase: "unknown", attention: "tip-over-cap" },
    });
    expect(owed(world)).toBe(0);
    expect(relay.all("capture-payment")).toEqual([]);
  });

  it("keeps the credit where Stripe loses the hold: the shop has to collect it", async () => {
    const { relay, world, payment, readings } = await openTopUp();
    relay.read(readings.authorised);
    relay.read(readings.cancelled);
    expect(paymentShown(world, payment.paymentId)).toMatchObject({ attention: "hold-lost" });
    expect(owed(world)).toBe(5_000);
    expect(balance(world, accounts.uncollected)).toBe(5_000);
  });

  it("refuses another amount under the same id, and a second customer at the reader", async () => {
    const { world, accountId } = await openTopUp();
    const refusal = (minor: number, id: string) =>
      world.refusal("credit.charge-top-up", order(accountId, minor, id));
    expect(refusal(4_000, "topup_1")).toBe("top-up-used");
    expect(refusal(4_000, "topup_2")).toBe("payment-in-progress");
  });

  it.each([
    [{ accountId: "credit_elsewhere" }, "account-not-found"],
    [{ amount: euros(0) }, "nothing-to-move"],
    [{ amount: { minor: 5, currency: "USD" } }, "currency-mismatch"],
  ])("B11 refuses %j and sends nothing", async (wrong, refusal) => {
    const { relay, world } = await openCardWorld();
    const { accountId } = world.act("credit.open", { name: "Ada" });
    const input = { ...order(accountId), ...wrong };
    expect(world.refusal("credit.charge-top-up", input)).toBe(refusal);
    expect(relay.all("start-card-payment")).toEqual([]);
  });

  it("is no way to pay for a payment that this till did not start", async () => {
    const { relay, world } = await openCardWorld();
    const stranger = PaymentId.parse("pay_elsewhere");
    relay.read(readingsOf(stranger, { amountMinor: 5_000, register: "reg_demo-2" }).authorised);
    expect(factsOf(world)).toEqual([]);
  });
});
