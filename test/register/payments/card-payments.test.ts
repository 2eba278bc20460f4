import Database from "better-sqlite3";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MAX_START_DELAY_MS } from "../../../contract/relay-protocol.ts";
import {
  chargeSale,
  connect,
  entryTypes,
  openCardWorld,
  paymentShown,
} from "../../support/card-world.ts";
import { openWorld, papers } from "../../support/world.ts";

describe("charge", () => {
  it("writes the attempt to the disk before anything leaves the till, F1", async () => {
    const { relay, world } = await openCardWorld();
    const onDisk: string[][] = [];
    relay.onHear(({ type }) => {
      if (type === "start-card-payment") onDisk.push(entryTypes(world));
    });
    chargeSale(world);
    expect(onDisk).toEqual([["ledger-opened", "payment-started"]]);
  });

  it("starts one attempt however often Charge is pressed, F21", async () => {
    const { relay, world } = await openCardWorld();
    const { saleId, total } = world.sale();
    const answers = Array.from({ length: 10 }, () =>
      world.refusal("payments.charge", { saleId, total }),
    );
    expect(answers).toEqual(["ok", ...Array<string>(9).fill("payment-in-progress")]);
    expect(relay.all("start-card-payment")).toHaveLength(1);
  });

  it("is valid for seconds, and names the reader, the sale and the amount the clerk saw", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, saleId, total } = chargeSale(world);
    const [start] = relay.all("start-card-payment");
    expect(start).toMatchObject({
      paymentId: payment.paymentId,
      saleId,
      amount: total,
      readerId: "tmr_1",
    });
    expect((start?.validUntilMs ?? 0) - payment.startedAtMs).toBeLessThanOrEqual(
      MAX_START_DELAY_MS,
    );
  });

  it("refuses when the relay is away, and starts nothing when it comes back", async () => {
    const { relay, world } = await openCardWorld();
    relay.drop();
    const { saleId, total } = world.sale();
    expect(world.refusal("payments.charge", { saleId, total })).toBe("cards-offline");
    expect(openWorld().refusal("payments.charge", { saleId, total })).toBe("sale-not-open");
    expect(relay.all("start-card-payment")).toEqual([]);
    expect(entryTypes(world)).toEqual(["ledger-opened"]);
  });

  it("locks the sale and its amount against changes and other tenders, P1", async () => {
    const { world } = await openCardWorld();
    const { saleId, total } = chargeSale(world);
    const lineId = world.sale().lines[0]?.lineId;
    const refusals = [
      world.refusal("sales.scan", { saleId, code: papers, quantity: 1 }),
      world.refusal("sales.remove-line", { saleId, lineId }),
      world.refusal("sales.clear", { saleId }),
      world.refusal("sales.undo", { saleId }),
      world.refusal("sales.pay-cash", { saleId, total, given: total }),
    ];
    expect(new Set(refusals)).toEqual(new Set(["payment-in-progress"]));
  });
});

describe("a card payment", () => {
  it("goes authorised, ledger, capture: the instruction leaves only after the entry", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, readings, saleId } = chargeSale(world);
    const onDisk: string[][] = [];
    relay.onHear(({ type }) => {
      if (type === "capture-payment") onDisk.push(entryTypes(world));
    });
    relay.read(readings.authorised);
    const sold = ["ledger-opened", "payment-started", "payment-authorised", "sale-completed"];
    expect(onDisk).toEqual([sold]);
    relay.say({ type: "accepted", id: `capture-${payment.paymentId}` });
    relay.read(readings.captured);
    expect(entryTypes(world)).toEqual([...sold, "payment-captured"]);
    expect(world.act("sales.detail", { saleId })).toMatchObject({
      receipt: {
        receiptNumber: "2-1",
        tenders: [{ tender: "card", brand: "visa", last4: "4242" }],
      },
      payments: [{ stripePaymentIntentId: "pi_1", payment: { phase: "captured" } }],
    });
    expect(world.act("register.view", {}).status.unsent).toBe(0);
  });

  it("applies a mail once, though it comes a hundred times, and acks each, F22", async () => {
    const { relay, world } = await openCardWorld();
    const { readings } = chargeSale(world);
    for (let copy = 0; copy < 100; copy += 1) {
      relay.mail({ kind: "payment-reading", reading: readings.authorised }, 1);
    }
    expect(entryTypes(world).filter((type) => type === "payment-authorised")).toHaveLength(1);
    expect(relay.all("ack").map(({ seq }) => seq)).toEqual(Array<number>(100).fill(1));
  });

  it("opens the line anew when mail is missing, rather than go on without it", async () => {
    const { relay, world } = await openCardWorld();
    const { readings } = chargeSale(world);
    relay.mail({ kind: "payment-reading", reading: readings.authorised }, 3);
    expect(relay.isConnected()).toBe(false);
    expect(entryTypes(world)).not.toContain("payment-authorised");
  });

  it("acks nothing that the disk refused, sells on for cash, and keeps it when it comes again", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, readings } = chargeSale(world);
    const disk = new Database(join(world.folder, "register.db"));
    disk.exec(`CREATE TRIGGER full BEFORE INSERT ON ledger WHEN NEW.type = 'payment-authorised'
      BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    relay.read(readings.authorised);
    expect(relay.isConnected()).toBe(false);
    expect(relay.all("ack")).toEqual([]);
    expect(paymentShown(world, payment.paymentId)?.phase).toBe("unknown");
    world.act("payments.serve-next", { paymentId: payment.paymentId });
    expect(world.sell(papers).receiptNumber).toBe("2-1");
    disk.exec("DROP TRIGGER full");
    disk.close();
    const again = world.restart();
    await connect(relay);
    relay.mail({ kind: "payment-reading", reading: readings.authorised }, 1);
    expect(relay.all("ack")).toMatchObject([{ seq: 1 }]);
    expect(again.act("register.view", {}).lanes).toEqual([]);
    expect(entryTypes(again)).toContain("payment-authorised");
  });

  it("takes another card after a decline, on the same attempt", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, readings } = chargeSale(world);
    const { paymentId } = payment;
    expect(world.refusal("payments.retry", { paymentId })).toBe("payment-not-declined");
    relay.read(readings.declined("ch_1", "insufficient_funds"));
    expect(paymentShown(world, paymentId)).toMatchObject({
      phase: "declined",
      tries: [{ outcome: "declined", declineCode: "insufficient_funds" }],
    });
    world.act("payments.retry", { paymentId });
    expect(relay.all("retry-card-payment")).toMatchObject([{ paymentId, readerId: "tmr_1" }]);
    relay.read(readings.authorised);
    expect(entryTypes(world).slice(1)).toEqual([
      "payment-started",
      "payment-declined",
      "payment-authorised",
      "sale-completed",
    ]);
  });

  it("is requested to end, and ended only when Stripe says so", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, readings, saleId, total } = chargeSale(world);
    const { paymentId } = payment;
    expect(world.act("payments.cancel", { paymentId })).toMatchObject({
      phase: "waiting",
      isCancelRequested: true,
    });
    expect(world.refusal("sales.pay-cash", { saleId, total, given: total })).toBe(
      "payment-in-progress",
    );
    relay.read(readings.cancelled);
    expect(paymentShown(world, paymentId)?.phase).toBe("cancelled");
    expect(world.refusal("sales.pay-cash", { saleId, total, given: total })).toBe("ok");
    expect(entryTypes(world).slice(1)).toEqual([
      "payment-started",
      "payment-cancelled",
      "sale-completed",
    ]);
  });

  it("ends when the relay proves that it sent nothing, and not on any other refusal", async () => {
    const { relay, world } = await openCardWorld();
    const { payment } = chargeSale(world);
    const id = `start-${payment.paymentId}`;
    relay.say({ type: "refused", id, refusal: "lease-held", detail: "Till 1" });
    expect(paymentShown(world, payment.paymentId)).toMatchObject({
      phase: "cancelled",
      endReason: "lease-held",
    });
    const second = chargeSale(world).payment;
    relay.say({
      type: "refused",
      id: `start-${second.paymentId}`,
      refusal: "stripe-unreachable",
      detail: "",
    });
    expect(paymentShown(world, second.paymentId)?.phase).toBe("unknown");
    expect(relay.all("resolve-payment")).toMatchObject([{ paymentId: second.paymentId }]);
  });

  it("pays nothing that does not fit what was asked, and says that a person must look, B10", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, readings } = chargeSale(world);
    relay.read(readings.reading({ status: "requires_capture", amountMinor: 1 }));
    expect(paymentShown(world, payment.paymentId)).toMatchObject({
      phase: "unknown",
      attention: "amount-differs",
    });
    expect(entryTypes(world)).toEqual(["ledger-opened", "payment-started"]);
    expect(relay.all("capture-payment")).toEqual([]);
  });
});
