import { describe, expect, it } from "vitest";
import { accounts } from "../../../ledger/chart.ts";
import { balances } from "../../support/balances.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";
import { chargeSale, connect, entryTypes, paymentShown } from "../../support/card-world.ts";
import { euros } from "../../support/day.ts";
import { createFakeRelay } from "../../support/fake-relay.ts";
import { chargeReading } from "../../support/readings.ts";
import { beans, openWorld, papers } from "../../support/world.ts";

const reason = "wrong customer";
const WINDOW_MS = 3_600_000;
const trusting = {
  ...{ "payments.void": "allowed", "payments.let-go": "allowed", "payments.accept": "allowed" },
  ...{ "day.close": "allowed", "payments.refund": "allowed" },
} as const;

/** A register that puts its captures off, with one item in the open sale. */
async function openVoidWorld(voidWindowMs = WINDOW_MS, rights: object = trusting) {
  const relay = createFakeRelay();
  const people = { ...demoShop.people, rights: { clerk: rights } };
  const world = openWorld({ relay, config: { voidWindowMs, people } });
  await connect(relay);
  world.act("sales.scan", { saleId: world.sale().saleId, code: beans, quantity: 1 });
  return { relay, world };
}

async function soldByCard(voidWindowMs = WINDOW_MS) {
  const { relay, world } = await openVoidWorld(voidWindowMs);
  const sold = chargeSale(world);
  relay.read(sold.readings.authorised);
  const { saleId, total } = sold;
  const voided = { saleId, total, reason };
  return { relay, world, ...sold, voided };
}

const held = accounts.cardAuthorised("main");
const drawn = [held, accounts.cardClearing("main"), accounts.uncollected];

describe("a completed sale within its window", () => {
  it("orders its capture for the end of the window", async () => {
    const { relay, world, payment } = await soldByCard();
    const [order] = relay.all("capture-payment");
    const shown = paymentShown(world, payment.paymentId);
    expect(order?.notBeforeMs).toBeGreaterThan(payment.startedAtMs + WINDOW_MS);
    expect(shown?.voidableUntilMs).toBe(order?.notBeforeMs);
  });

  it("is voided: nothing is owed, nothing was sold, and nothing is refunded again", async () => {
    const { relay, world, voided, readings, saleId, total } = await soldByCard();
    world.act("payments.void", voided);
    expect(entryTypes(world).at(-1)).toBe("void-started");
    expect(relay.all("void-payment")).toHaveLength(1);
    expect(balances(world, held)).toEqual([total.minor]);
    relay.read(readings.cancelled);
    expect(entryTypes(world).slice(-2)).toEqual(["payment-cancelled", "payment-voided"]);
    expect(balances(world, ...drawn)).toEqual([0, 0, 0]);
    const detail = world.act("sales.detail", { saleId });
    expect(detail).toMatchObject({ refundable: euros(0), left: { refundable: euros(0) } });
    expect(world.act("sales.list", { beforeSeq: null, limit: 1 })).toMatchObject([
      { refunded: total },
    ]);
    expect(world.act("payments.tasks", {})).toEqual([]);
  });

  it("is not captured after a void was asked for, through a restart and a reconnect, F18", async () => {
    const { relay, world, voided } = await soldByCard();
    world.act("payments.void", voided);
    const before = relay.all("capture-payment").length;
    world.restart();
    await connect(relay);
    expect(relay.all("void-payment").length).toBeGreaterThan(1);
    expect(relay.all("capture-payment")).toHaveLength(before);
  });

  it("stays sold where the capture was faster, says so, and can be refunded, F19", async () => {
    const { relay, world, voided, readings, saleId, total } = await soldByCard();
    world.act("payments.void", voided);
    relay.read(readings.captured);
    relay.read(readings.cancelled);
    expect(world.act("payments.tasks", {})).toMatchObject([{ attention: "void-too-late" }]);
    expect(balances(world, ...drawn)).toEqual([0, total.minor, 0]);
    expect(world.act("sales.detail", { saleId }).refundable).toEqual(total);
  });

  it("tells of a void that the relay would not take, and orders the capture again", async () => {
    const { relay, world, voided, payment } = await soldByCard();
    world.act("payments.void", voided);
    const id = `void-${payment.paymentId}`;
    relay.say({ type: "refused", id, refusal: "unknown-payment", detail: "" });
    expect(world.act("payments.tasks", {})).toMatchObject([{ attention: "void-refused" }]);
    const before = relay.all("capture-payment").length;
    relay.drop();
    world.restart();
    await connect(relay);
    expect(relay.all("capture-payment").length).toBeGreaterThan(before);
  });

  it("is voided after its day has closed as a fact of the next, with a pointer", async () => {
    const { relay, world, voided, readings } = await soldByCard();
    world.act("day.close", { close: null });
    world.act("payments.void", voided);
    relay.read(readings.cancelled);
    const { report } = world.act("day.close", { close: null });
    expect(report.late.map(({ type }) => type)).toContain("payment-voided");
    expect(report.refunds).toMatchObject({ count: 1, amountMinor: 2_450 });
  });
});

describe("what cannot be voided", () => {
  it("is a sale whose capture is ordered at once, or done", async () => {
    const now = await soldByCard(0);
    expect(now.world.refusal("payments.void", now.voided)).toBe("void-too-late");
    const done = await soldByCard();
    done.relay.read(done.readings.captured);
    expect(done.world.refusal("payments.void", done.voided)).toBe("void-too-late");
  });

  it("is a sale for cash, another amount than was seen, and a void that runs", async () => {
    const { world, voided } = await soldByCard();
    const { saleId, total } = world.sell(papers);
    expect(world.refusal("payments.void", { saleId, total, reason })).toBe("not-voidable");
    expect(world.refusal("payments.void", { ...voided, total: euros(1) })).toBe("price-changed");
    expect(world.refusal("payments.void", voided)).toBe("ok");
    expect(world.refusal("payments.void", voided)).toBe("void-in-progress");
  });

  it("is anything while the relay, which would capture all the same, is away", async () => {
    const { relay, world, voided } = await soldByCard();
    relay.drop();
    expect(world.refusal("payments.void", voided)).toBe("cards-offline");
  });

  it("is anything by a clerk alone", async () => {
    const { relay, world } = await openVoidWorld(WINDOW_MS, {});
    const { readings, saleId, total } = chargeSale(world);
    relay.read(readings.authorised);
    expect(world.refusal("payments.void", { saleId, total, reason })).toBe("needs-approval");
  });
});

/** A tip that is over the cap: 30 % in the demo store. */
async function overCap() {
  const { relay, world } = await openVoidWorld(0);
  const sold = chargeSale(world);
  const tipMinor = 2_000;
  const reading = sold.readings.reading({
    ...{ status: "requires_capture", amountMinor: sold.total.minor + tipMinor, tipMinor },
    latestCharge: chargeReading(),
  });
  relay.read(reading);
  const { paymentId } = sold.payment;
  return { relay, world, ...sold, reading, paymentId, tip: euros(tipMinor) };
}

describe("a hold that is not what was asked", () => {
  it("is let go of by a manager, and its sale is open for another tender", async () => {
    const { relay, world, paymentId, readings, saleId, total } = await overCap();
    expect(world.act("payments.tasks", {})).toMatchObject([{ attention: "tip-over-cap" }]);
    world.act("payments.let-go", { paymentId, reason });
    expect(relay.all("void-payment")).toMatchObject([{ paymentId }]);
    const cash = { saleId, total, given: total };
    expect(world.refusal("sales.pay-cash", cash)).toBe("payment-in-progress");
    relay.read(readings.cancelled);
    expect(entryTypes(world).slice(-2)).toEqual(["void-started", "payment-cancelled"]);
    expect(world.refusal("sales.pay-cash", cash)).toBe("ok");
    expect(relay.all("capture-payment")).toEqual([]);
  });

  it("cannot be let go of once it is captured, as Interac's is: it is accepted, then refunded", async () => {
    const { relay, world, paymentId, readings, total: amount, tip } = await overCap();
    const taken = readings.reading({
      ...{ status: "succeeded", amountMinor: amount.minor + tip.minor, tipMinor: tip.minor },
      amountReceivedMinor: amount.minor + tip.minor,
      latestCharge: chargeReading({ captured: true, isInterac: true }),
    });
    relay.read(taken);
    const [task] = world.act("payments.tasks", {});
    expect(task?.atStripe).toEqual({ amount, tip, isCaptured: true });
    expect(world.refusal("payments.let-go", { paymentId, reason })).toBe("part-captured");
    expect(relay.all("void-payment")).toEqual([]);
    world.act("payments.accept", { paymentId, amount, tip });
    relay.read(taken);
    expect(entryTypes(world).slice(-2)).toEqual(["sale-completed", "payment-captured"]);
    const [card] = world.act("sales.list", { beforeSeq: null, limit: 1 });
    expect(card?.tenders).toEqual(["card"]);
  });

  it("is accepted as the manager saw it, and completes its sale", async () => {
    const { relay, world, paymentId, reading, total: amount, tip } = await overCap();
    const wrong = { paymentId, amount, tip: euros(1) };
    expect(world.refusal("payments.accept", wrong)).toBe("price-changed");
    world.act("payments.accept", { paymentId, amount, tip });
    relay.read(reading);
    expect(entryTypes(world).slice(-3)).toEqual([
      ...["hold-accepted", "payment-authorised", "sale-completed"],
    ]);
    expect(relay.all("capture-payment")).toHaveLength(1);
    expect(balances(world, accounts.tipsPayable)).toEqual([-tip.minor]);
  });

  it("pays a part where Stripe holds less than was asked, and no more than is left", async () => {
    const { relay, world } = await openVoidWorld(0);
    const { payment, readings } = chargeSale(world);
    const { paymentId } = payment;
    const holds = (amountMinor: number) =>
      readings.reading({
        ...{ status: "requires_capture", amountMinor, latestCharge: chargeReading() },
      });
    const tip = euros(0);
    relay.read(holds(9_000));
    const over = { paymentId, amount: euros(9_000), tip };
    expect(world.refusal("payments.accept", over)).toBe("more-than-left");
    relay.read(holds(1_000));
    world.act("payments.accept", { paymentId, amount: euros(1_000), tip });
    relay.read(holds(1_000));
    expect(world.sale()).toMatchObject({ left: euros(1_450), taken: [{ partId: paymentId }] });
    expect(relay.all("capture-payment")).toEqual([]);
  });

  it("leaves nothing to decide where nothing is wrong", async () => {
    const { world, payment, total } = await soldByCard();
    const { paymentId } = payment;
    expect(world.refusal("payments.let-go", { paymentId, reason })).toBe("no-attention");
    const asked = { paymentId, amount: total, tip: euros(0) };
    expect(world.refusal("payments.accept", asked)).toBe("no-attention");
  });
});

describe("a hold that will be lost, and that nothing has ordered", () => {
  it("becomes a task, once", async () => {
    const { relay, world } = await openVoidWorld();
    const { saleId, left } = world.sale();
    const amount = euros(1_000);
    const { paymentId } = world.act("payments.charge", { saleId, total: left, amount });
    relay.mail({ kind: "hold-unordered", paymentId, captureBeforeMs: 1_800_100_000_000 });
    expect(world.act("payments.tasks", {})).toMatchObject([{ attention: "hold-expiring" }]);
  });
});

describe("a second charge that fails within one try", () => {
  it("is a decline of its own, told once, and keeps the number of its try", async () => {
    const { relay, world } = await openVoidWorld();
    const { payment, readings } = chargeSale(world);
    relay.read(readings.declined("ch_1", "authentication_required"));
    relay.read(readings.declined("ch_2"));
    relay.read(readings.declined("ch_1", "authentication_required"));
    relay.read(readings.declined("ch_2"));
    const declines = entryTypes(world).filter((type) => type === "payment-declined");
    expect(declines).toHaveLength(2);
    expect(paymentShown(world, payment.paymentId)?.tries).toMatchObject([{ number: 1 }]);
  });
});
