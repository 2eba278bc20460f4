import { describe, expect, it } from "vitest";
import { holdLast } from "../../support/refund-world.ts";
import type { PaymentReading } from "../../../contract/relay-protocol.ts";
import { connect, entryTypes, openCardWorld, paymentShown } from "../../support/card-world.ts";
import type { FakeRelay } from "../../support/fake-relay.ts";
import { chargeReading, readingsOf } from "../../support/readings.ts";
import { papers, type World } from "../../support/world.ts";

const url = "https://relay.example/pay/AAAAAAAAAAAAAAAAAAAAAA";

function startLink(world: World) {
  const { saleId, total } = world.sale();
  const payment = world.act("payments.start-link", { saleId, total });
  const { reading } = readingsOf(payment.paymentId, {
    amountMinor: total.minor,
    register: "reg_demo-2",
  });
  const seen = (status: "open" | "complete" | "expired", read: PaymentReading) => ({
    ...read,
    session: { sessionId: "cs_1", status },
  });
  const held = reading({ status: "requires_capture", latestCharge: chargeReading() });
  const taken = reading({
    status: "succeeded",
    amountReceivedMinor: total.minor,
    latestCharge: chargeReading({ captured: true }),
  });
  return {
    ...{ payment, saleId, total },
    held: seen("complete", held),
    taken: seen("complete", taken),
    expired: seen("expired", { ...reading({}), intent: null }),
  };
}

function answerPage(relay: FakeRelay, { paymentId }: { paymentId: string }): void {
  const [start] = relay.all("start-link-payment").slice(-1);
  if (start?.paymentId !== paymentId) throw new Error("no page was asked for");
  relay.say({ type: "pay-link", id: start.id, paymentId: start.paymentId, url });
}

describe("a payment by link at the till", () => {
  it("is written before it leaves, and shows where its page is", async () => {
    const { relay, world } = await openCardWorld();
    let before: string[] = [];
    relay.onHear(({ type }) => {
      if (type === "start-link-payment") before = entryTypes(world);
    });
    const { payment, total } = startLink(world);
    expect(before.at(-1)).toBe("payment-started");
    expect(relay.all("start-link-payment")).toMatchObject([
      { amount: total, connection: "main", lines: [{ quantity: 1, totalMinor: total.minor }] },
    ]);
    expect(payment).toMatchObject({ via: "link", link: { url: null }, onReaderAtMs: null });
    answerPage(relay, payment);
    expect(paymentShown(world, payment.paymentId)).toMatchObject({
      phase: "waiting",
      link: { url },
    });
  });

  it("is approved, in the ledger as a tender of its own, and only then captured", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, saleId, held, taken, total } = startLink(world);
    answerPage(relay, payment);
    relay.read(held);
    expect(relay.all("capture-payment")).toMatchObject([{ paymentId: payment.paymentId }]);
    relay.read(taken);
    expect(entryTypes(world).slice(-4)).toEqual([
      "payment-started",
      "payment-authorised",
      "sale-completed",
      "payment-captured",
    ]);
    const { receipt, refundable } = world.act("sales.detail", { saleId });
    expect(receipt.tenders).toMatchObject([{ tender: "link", amount: total, last4: "4242" }]);
    expect(refundable).toEqual(total);
    const { tenders, tips } = world.act("day.x-report", {});
    expect(tenders).toMatchObject([{ tender: "link", count: 1, amount: total }]);
    expect(tips.minor).toBe(0);
  });

  it("locks its amount until its page was read as expired", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, saleId, total, expired } = startLink(world);
    answerPage(relay, payment);
    const locked = "payment-in-progress";
    const pay = { saleId, total, given: total };
    expect(world.refusal("sales.pay-cash", pay)).toBe(locked);
    expect(world.refusal("payments.charge", { saleId, total })).toBe(locked);
    expect(world.refusal("payments.start-link", { saleId, total })).toBe(locked);
    world.act("payments.cancel", { paymentId: payment.paymentId });
    expect(relay.all("cancel-payment")).toHaveLength(1);
    expect(world.refusal("payments.charge", { saleId, total })).toBe(locked);
    relay.read(expired);
    expect(paymentShown(world, payment.paymentId)?.phase).toBe("cancelled");
    expect(world.act("payments.charge", { saleId, total })).toMatchObject({ phase: "waiting" });
  });

  it("F26: is paid where the customer was quicker than the cancel", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, held } = startLink(world);
    answerPage(relay, payment);
    world.act("payments.cancel", { paymentId: payment.paymentId });
    relay.read(held);
    expect(paymentShown(world, payment.paymentId)?.phase).toBe("authorised");
    expect(relay.all("capture-payment")).toHaveLength(1);
  });

  it("is unknown after a restart, is asked for as a link, and lets the next customer pay", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, held } = startLink(world);
    answerPage(relay, payment);
    relay.drop();
    const again = world.restart();
    await connect(relay);
    expect(relay.all("resolve-payment")).toMatchObject([
      { paymentId: payment.paymentId, via: "link" },
    ]);
    expect(relay.all("start-link-payment")).toHaveLength(1);
    again.act("payments.serve-next", { paymentId: payment.paymentId });
    expect(again.sell(papers).receiptNumber).toBe("2-1");
    relay.read(held);
    expect(paymentShown(again, payment.paymentId)?.phase).toBe("authorised");
  });

  it("steps aside while its page is open, and is completed there; the next customer pays by card", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, saleId, held } = startLink(world);
    answerPage(relay, payment);
    const next = world.act("payments.serve-next", { paymentId: payment.paymentId });
    expect(next).toMatchObject({ lines: [] });
    expect(world.act("register.view", {}).lanes).toMatchObject([
      { sale: { saleId }, payment: { phase: "waiting", link: { url } } },
    ]);
    // Its sale is locked, and nothing else is.
    expect(world.refusal("sales.take-up", { saleId })).toBe("payment-in-progress");
    expect(world.sell(papers).receiptNumber).toBe("2-1");
    const { saleId: second } = world.sale();
    world.act("sales.scan", { saleId: second, code: papers, quantity: 1 });
    const { total } = world.sale();
    expect(world.refusal("payments.charge", { saleId: second, total })).toBe("ok");
    relay.read(held);
    expect(paymentShown(world, payment.paymentId)?.phase).toBe("authorised");
    expect(world.act("register.view", {}).lanes).toEqual([]);
    expect(world.sale().saleId).toBe(second);
    expect(world.act("sales.detail", { saleId }).receipt.receiptNumber).toBe("2-2");
  });

  it("comes back to be paid another way, where its page closed while it was aside", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, saleId, expired } = startLink(world);
    answerPage(relay, payment);
    world.act("payments.serve-next", { paymentId: payment.paymentId });
    relay.read(expired);
    expect(paymentShown(world, payment.paymentId)?.phase).toBe("cancelled");
    world.act("sales.take-up", { saleId });
    const { total } = world.sale();
    world.act("sales.pay-cash", { saleId, total, given: total });
    relay.read(expired);
    expect(entryTypes(world).filter((type) => type === "sale-completed")).toHaveLength(1);
  });

  it("ends without money where the relay has no page for customers", async () => {
    const { relay, world } = await openCardWorld();
    const { payment } = startLink(world);
    const id = `start-${payment.paymentId}`;
    relay.say({ type: "refused", id, refusal: "no-pay-page", detail: "" });
    expect(paymentShown(world, payment.paymentId)).toMatchObject({
      phase: "cancelled",
      endReason: "no-pay-page",
    });
  });

  it("is given back in full, and the refund is counted against links", async () => {
    const { relay, world } = await openCardWorld();
    const { saleId, total, held, taken } = startLink(world);
    relay.read(held);
    relay.read(taken);
    world.act("payments.refund", { saleId, total });
    holdLast(relay);
    const [order] = relay.all("refund-payment");
    if (!order) throw new Error("no refund was ordered");
    const { refundId, paymentId } = order;
    relay.mail({
      kind: "refund-reading",
      reading: {
        ...{ refundId, paymentId, readAtMs: 1_800_000_000_000, source: "asked" },
        refusedCode: null,
        refund: {
          ...{ stripeRefundId: "re_1", status: "succeeded", failureReason: null },
          ...{ amountMinor: total.minor, currency: "EUR" },
        },
      },
    });
    expect(entryTypes(world).at(-1)).toBe("refund-accepted");
    expect(world.act("sales.detail", { saleId }).refundable.minor).toBe(0);
  });

  it("cannot be tried again with another card at a reader", async () => {
    const { world } = await openCardWorld();
    const { payment } = startLink(world);
    expect(world.refusal("payments.retry", { paymentId: payment.paymentId })).toBe(
      "payment-not-declined",
    );
  });
});
