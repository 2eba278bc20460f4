import { describe, expect, it } from "vitest";
import {
  authorise,
  cancel,
  capture,
  captureIt,
  create,
  expectOneCapture,
  openFaulty,
  pay1,
  process,
  readIntent,
} from "../support/card-sale.ts";
import { euros, ids, openRelayWorld } from "../support/relay-world.ts";
import { virtualTime } from "../support/virtual-time.ts";

describe("the answer of a create that is lost", () => {
  it("F14: leads to the same intent, by the same idempotency key", async () => {
    const { world, till } = await openFaulty({ on: create, do: "cut-after", times: 2 });
    expect(await till.ask(world.startOf("pay_1"))).toMatchObject({ type: "accepted" });
    await authorise(world, till);
    await captureIt(till);
    expectOneCapture(world);
  });

  it("F14: puts nothing on the reader where no answer comes at all, and cancels what was made", async () => {
    const { world, till } = await openFaulty({ on: create, do: "cut-after", times: null });
    const answer = await till.ask(world.startOf("pay_1"));
    expect(answer).toMatchObject({ refusal: "stripe-unreachable" });
    world.sandbox.control.clearFaults();
    await till.status("canceled");
    expect(world.intents()).toMatchObject([{ status: "canceled" }]);
    expect(world.sandbox.control.reader(world.readerId).screen.kind).toBe("splash");
  });

  it("F14: is told as no intent where none was made", async () => {
    const { world, till } = await openFaulty({ on: create, do: "cut-before", times: null });
    await till.ask(world.startOf("pay_1"));
    const reading = await till.reading(({ paymentId }) => paymentId === pay1);
    expect(reading.intent).toBeNull();
    world.sandbox.control.clearFaults();
    const again = await till.ask(world.startOf("pay_1"));
    expect(again).toMatchObject({ refusal: "payment-not-open" });
    expect(world.intents()).toEqual([]);
  });
});

describe("a reader that goes away", () => {
  it("F16: before the tap, the clerk's cancel ends it at Stripe all the same", async () => {
    const { world, till } = await openFaulty();
    await till.ask(world.startOf("pay_1"));
    world.sandbox.control.setReader(world.readerId, { isOnline: false });
    await till.ask({ type: "cancel-payment", paymentId: pay1 });
    await till.status("canceled");
  });

  it("F16: after the tap, the authorisation is read although the reader never tells", async () => {
    const { world, till } = await openFaulty();
    await till.ask(world.startOf("pay_1"));
    world.sandbox.control.setReader(world.readerId, { nextCard: "answer-lost" });
    await authorise(world, till);
    await captureIt(till);
    expectOneCapture(world);
  });

  it("sends again, with another key, to a reader that was silent and had nothing", async () => {
    const { world, till } = await openFaulty();
    world.sandbox.control.setReader(world.readerId, { nextCommand: "timeout-lost" });
    expect(await till.ask(world.startOf("pay_1"))).toMatchObject({ type: "accepted" });
    await authorise(world, till);
  });

  it("sends nothing twice to a reader that was silent and had received it", async () => {
    const { world, till } = await openFaulty();
    world.sandbox.control.setReader(world.readerId, { nextCommand: "timeout-received" });
    expect(await till.ask(world.startOf("pay_1"))).toMatchObject({ type: "accepted" });
    await authorise(world, till);
    const sends = world.sandbox.books().idempotency.filter(({ key }) => key.includes("pi-process"));
    expect(sends).toHaveLength(1);
  });
});

describe("webhooks that do not come, or come strangely", () => {
  it("F17: a tap without a webhook is found within 5 s by reading", async () => {
    const time = virtualTime();
    const world = await openRelayWorld({ ...time, hasWebhooks: false });
    const till = await world.till();
    await till.ask(world.startOf("pay_1"));
    world.sandbox.control.present(world.readerId, {});
    time.advance(5_000);
    const reading = await till.status("requires_capture");
    expect(reading.source).toBe("poll");
    expect(world.sandbox.books().deliveries.filter(({ state }) => state === "delivered")).toEqual(
      [],
    );
  });

  it("F22: a hundred copies of every webhook mail one reading of each state", async () => {
    const { world, till } = await openFaulty({
      on: { event: "*" },
      do: "repeat-webhook",
      copies: 100,
      times: null,
    });
    await till.ask(world.startOf("pay_1"));
    await authorise(world, till);
    await world.sandbox.idle();
    await captureIt(till);
    const held = till
      .mails()
      .filter(
        ({ body }) =>
          body.kind === "payment-reading" && body.reading.intent?.status === "requires_capture",
      );
    expect(held).toHaveLength(1);
    expectOneCapture(world);
    // Some eight hundred signed requests over TLS: a busy machine needs its time for them.
  }, 120_000);

  it("F26: a webhook that is quicker than the API's answer changes nothing", async () => {
    const first = { do: "webhook-first" } as const;
    const { world, till } = await openFaulty(
      { on: create, ...first },
      { on: process, ...first },
      { on: capture, ...first },
    );
    expect(await till.ask(world.startOf("pay_1"))).toMatchObject({ type: "accepted" });
    await authorise(world, till);
    await captureIt(till);
    expectOneCapture(world);
  });

  it("F23: reads the same truth from webhooks that come last first", async () => {
    const { world, till } = await openFaulty({
      on: { event: "*" },
      do: "reverse-webhooks",
      times: 4,
    });
    await till.ask(world.startOf("pay_1"));
    await authorise(world, till);
    await captureIt(till);
    expectOneCapture(world);
  });
});

describe("a capture whose network dies", () => {
  it("F18: is repeated until the intent is read as captured, once", async () => {
    const { world, till } = await openFaulty();
    await till.ask(world.startOf("pay_1"));
    await authorise(world, till);
    const { control } = world.sandbox;
    control.addFault({ on: capture, do: "cut-before", times: 3 });
    control.addFault({ on: capture, do: "cut-after", times: 2 });
    control.addFault({ on: readIntent, do: "cut-before", times: 4 });
    await captureIt(till);
    expectOneCapture(world);
  });

  it("F18: gets past a 500 that Stripe repeats for its key", async () => {
    const { world, till } = await openFaulty();
    await till.ask(world.startOf("pay_1"));
    await authorise(world, till);
    world.sandbox.control.addFault({ on: capture, do: "answer-status", status: 500 });
    await captureIt(till);
    expectOneCapture(world);
  });

  it("waits for its time, and is carried out once however often it is ordered", async () => {
    const time = virtualTime();
    const world = await openRelayWorld({ ...time });
    const till = await world.till();
    await till.ask(world.startOf("pay_1"));
    world.sandbox.control.present(world.readerId, {});
    await till.status("requires_capture");
    const order = {
      type: "capture-payment",
      paymentId: pay1,
      notBeforeMs: time.now() + 60_000,
    } as const;
    await till.ask(order);
    await till.ask(order);
    // In steps, so that the socket's pings are answered in between.
    for (let second = 9; second < 60; second += 9) {
      time.advance(9_000);
      await till.ask({ type: "read-payment", paymentId: pay1 });
      await till.ask({ type: "read-payment", paymentId: pay1 });
    }
    expect(world.intents()).toMatchObject([{ status: "requires_capture" }]);
    time.advance(6_000);
    await till.status("succeeded");
    expectOneCapture(world);
  });

  it("is tried again where the first try failed, though the clock was put back amid it", async () => {
    let behindMs = 0;
    const trace = (step: string) => {
      if (step === "capture-answered") behindMs = 3_600_000;
    };
    const world = await openRelayWorld({ now: () => Date.now() - behindMs, trace });
    const till = await world.till();
    await till.ask(world.startOf("pay_1"));
    await authorise(world, till);
    world.sandbox.control.addFault({ on: capture, do: "answer-status", status: 503, times: 1 });
    const order = { type: "capture-payment", paymentId: pay1 } as const;
    await till.ask({ ...order, notBeforeMs: Date.now() + 60_000, windowMs: 0 });
    await till.status("succeeded");
    expectOneCapture(world);
  });

  it("takes place for no payment that nobody ordered to capture", async () => {
    const { world, till } = await openFaulty();
    await till.ask(world.startOf("pay_1"));
    await authorise(world, till);
    const next = await world.restart();
    const again = await next.till("reg_1", { cursor: till.mails().length });
    await again.ask({ type: "read-payment", paymentId: pay1 });
    await again.reading(({ source }) => source === "asked");
    expect(next.intents()).toMatchObject([{ status: "requires_capture" }]);
  });
});

describe("a cancel that Stripe did not take", () => {
  it("is asked for again at the poll's pace, though the clock was put back an hour amid it", async () => {
    let behindMs = 0;
    const world = await openRelayWorld({ now: () => Date.now() - behindMs });
    const till = await world.till();
    await till.ask(world.startOf("pay_1"));
    world.sandbox.control.addFault({ on: cancel, do: "answer-status", status: 503, times: 1 });
    await till.ask({ type: "cancel-payment", paymentId: pay1 });
    await world.log.until(({ message }) => message === "intent cancel asked");
    behindMs = 3_600_000;
    await till.status("canceled");
  });
});

describe("a refund whose network dies", () => {
  it("F41: is made once, and told once it is known", async () => {
    const { world, till } = await openFaulty();
    await till.ask(world.startOf("pay_1"));
    await authorise(world, till);
    await captureIt(till);
    const refunds = { method: "POST", path: "/v1/refunds" };
    world.sandbox.control.addFault({ on: refunds, do: "cut-after", times: 3 });
    const refundId = ids.refund("refund_1");
    const order = {
      type: "refund-payment",
      refundId,
      paymentId: pay1,
      amount: euros(500),
    } as const;
    await till.ask(order);
    await till.refundReading(({ refund }) => refund?.status === "succeeded");
    await till.ask(order);
    await till.refundReading(({ refund }) => refund?.amountMinor === 500);
    expect(world.sandbox.books().refunds).toMatchObject([{ amount: 500 }]);
  });

  it("F41: is told with Stripe's code where Stripe refuses more than was paid", async () => {
    const { world, till } = await openFaulty();
    await till.ask(world.startOf("pay_1"));
    await authorise(world, till);
    await captureIt(till);
    const first = ids.refund("refund_1");
    const second = ids.refund("refund_2");
    const order = { type: "refund-payment", paymentId: pay1, amount: euros(1_250) } as const;
    await till.ask({ ...order, refundId: first });
    await till.refundReading(({ refund }) => refund?.status === "succeeded");
    await till.ask({ ...order, refundId: second });
    const refused = await till.refundReading(({ refundId }) => refundId === second);
    expect(refused).toMatchObject({ refund: null, refusedCode: "charge_already_refunded" });
    const dollars = { ...euros(100), currency: "USD" } as unknown as ReturnType<typeof euros>;
    const other = await till.ask({ ...order, refundId: ids.refund("refund_3"), amount: dollars });
    expect(other).toMatchObject({ refusal: "currency-mismatch" });
  });
});
