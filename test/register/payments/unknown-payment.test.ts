import { describe, expect, it } from "vitest";
import { chargeSale, connect, openCardWorld, paymentShown } from "../../support/card-world.ts";
import { createFakeRelay } from "../../support/fake-relay.ts";
import { beans, openWorld, papers } from "../../support/world.ts";

describe("what a person must look at", () => {
  it("lets the next customer be served when the line is lost after a decline, P5", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, readings } = chargeSale(world);
    relay.read(readings.declined("ch_1"));
    relay.drop();
    expect(paymentShown(world, payment.paymentId)?.phase).toBe("unknown");
    world.act("payments.serve-next", { paymentId: payment.paymentId });
    expect(world.sell(papers).receiptNumber).toBe("2-1");
  });

  it("asks again for a capture that the relay refused, and says so until it is done", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, readings } = chargeSale(world);
    relay.read(readings.authorised);
    const id = `capture-${payment.paymentId}`;
    relay.say({ type: "refused", id, refusal: "unknown-payment", detail: "" });
    expect(paymentShown(world, payment.paymentId)).toMatchObject({
      phase: "authorised",
      attention: "capture-refused",
    });
    relay.drop();
    world.restart();
    await connect(relay);
    expect(relay.all("capture-payment").map((sent) => sent.id)).toEqual([id, id]);
    relay.mail({ kind: "payment-reading", reading: readings.captured }, 2);
  });
});

describe("a payment whose sale is not as it was", () => {
  it("takes no money, keeps and acks its reading, and asks for a person", async () => {
    const relay = createFakeRelay();
    const world = openWorld({ relay });
    await connect(relay);
    world.act("sales.scan", { saleId: world.sale().saleId, code: papers, quantity: 1 });
    const { payment, readings } = chargeSale(world);
    world.register.close();
    const dearer = openWorld({ folder: world.folder, relay, shop: { taxMode: "exclusive" } });
    await connect(relay);
    relay.read(readings.authorised);
    expect(relay.all("ack")).toMatchObject([{ seq: 1 }]);
    expect(paymentShown(dearer, payment.paymentId)).toMatchObject({
      phase: "unknown",
      attention: "sale-differs",
    });
    expect(relay.all("capture-payment")).toEqual([]);
  });
});

describe("an unknown payment", () => {
  it("is what a lost line makes of a waiting one; the reconnect resolves and never starts", async () => {
    const { relay, world } = await openCardWorld();
    const { payment } = chargeSale(world);
    relay.drop();
    expect(paymentShown(world, payment.paymentId)?.phase).toBe("unknown");
    const again = world.restart();
    await connect(relay);
    expect(relay.all("start-card-payment")).toHaveLength(1);
    expect(relay.all("resolve-payment")).toMatchObject([
      { paymentId: payment.paymentId, connection: "main" },
    ]);
    expect(again.act("register.view", {}).payment).toMatchObject({ phase: "unknown" });
  });

  it("steps aside for the next customer and completes its own sale when the truth comes", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, readings, saleId } = chargeSale(world);
    const { paymentId } = payment;
    expect(world.refusal("payments.serve-next", { paymentId })).toBe("payment-not-unknown");
    relay.say({
      type: "refused",
      id: `start-${paymentId}`,
      refusal: "stripe-unreachable",
      detail: "",
    });
    const next = world.act("payments.serve-next", { paymentId });
    expect(next.lines).toEqual([]);
    expect(world.act("register.view", {}).lanes).toMatchObject([
      { sale: { saleId }, payment: { paymentId } },
    ]);
    expect(world.sell(papers).receiptNumber).toBe("2-1");
    world.act("sales.scan", { saleId: world.sale().saleId, code: beans, quantity: 2 });
    const open = world.sale();
    relay.read(readings.captured);
    expect(world.act("sales.detail", { saleId }).receipt.receiptNumber).toBe("2-2");
    expect(world.sale()).toEqual(open);
    expect(world.act("register.view", {}).lanes).toEqual([]);
  });

  it("gives its sale back once it is proven dead", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, readings, saleId } = chargeSale(world);
    relay.say({
      type: "refused",
      id: `start-${payment.paymentId}`,
      refusal: "stripe-refused",
      detail: "",
    });
    world.act("payments.serve-next", { paymentId: payment.paymentId });
    expect(world.refusal("sales.take-up", { saleId })).toBe("payment-in-progress");
    relay.read(readings.none);
    expect(world.act("sales.take-up", { saleId })).toMatchObject({ saleId, itemCount: 1 });
    expect(world.sell().receiptNumber).toBe("2-1");
  });
});
