import { describe, expect, it } from "vitest";
import {
  authorise,
  captureIt,
  expectOneCapture,
  openFaulty,
  pay1,
  process,
} from "../support/card-sale.ts";
import { ids, openRelayWorld } from "../support/relay-world.ts";

const DAY_MS = 86_400_000;
const commandsIn = (world: Awaited<ReturnType<typeof openRelayWorld>>) =>
  world.sandbox.books().idempotency.filter(({ key }) => key.startsWith("pi-process-"));

describe("a command to the reader without a plain answer", () => {
  it("F15: is on the reader once where only its answer was lost", async () => {
    const { world, till } = await openFaulty({ on: process, do: "cut-after", times: 2 });
    expect(await till.ask(world.startOf("pay_1"))).toMatchObject({ type: "accepted" });
    await authorise(world, till);
    await captureIt(till);
    expectOneCapture(world);
    expect(commandsIn(world)).toHaveLength(1);
  });

  it.each([409, 429])("F15: is sent again after a %i, and charged once", async (status) => {
    const { world, till } = await openFaulty({ on: process, do: "answer-status", status });
    expect(await till.ask(world.startOf("pay_1"))).toMatchObject({ type: "accepted" });
    await authorise(world, till);
    await captureIt(till);
    expectOneCapture(world);
  });

  it("F15: gets past a 500 that Stripe repeats for its key", async () => {
    const { world, till } = await openFaulty({ on: process, do: "answer-status", status: 500 });
    expect(await till.ask(world.startOf("pay_1"))).toMatchObject({ type: "accepted" });
    await authorise(world, till);
    await captureIt(till);
    expectOneCapture(world);
    expect(commandsIn(world).length).toBeGreaterThan(1);
  });

  it("F15: is not sent again where the 500 hid that it had arrived", async () => {
    const hidden = { on: process, do: "answer-status", status: 500, isDone: true } as const;
    const { world, till } = await openFaulty(hidden);
    expect(await till.ask(world.startOf("pay_1"))).toMatchObject({ type: "accepted" });
    await authorise(world, till);
    await captureIt(till);
    expectOneCapture(world);
    expect(commandsIn(world)).toHaveLength(1);
  });
});

describe("a cancel that races with the tap", () => {
  it("F19: ends it where the cancel is first, and the card is not charged", async () => {
    const { world, till } = await openFaulty();
    await till.ask(world.startOf("pay_1"));
    await till.ask({ type: "cancel-payment", paymentId: pay1 });
    await till.status("canceled");
    expect(() => world.sandbox.control.present(world.readerId, {})).toThrow("not waiting");
    expect(world.sandbox.books().charges).toEqual([]);
  });

  it("F19: is lost to a card that was first, which is captured once", async () => {
    const { world, till } = await openFaulty();
    await till.ask(world.startOf("pay_1"));
    world.sandbox.control.present(world.readerId, {});
    await till.ask({ type: "cancel-payment", paymentId: pay1 });
    await till.status("requires_capture");
    await captureIt(till);
    expectOneCapture(world);
  });
});

describe("a cancel that comes before anybody has read the approval", () => {
  it("F19: looks first, and does not void what the card has authorised", async () => {
    const { world, till } = await openFaulty();
    world.sandbox.control.pauseDeliveries();
    await till.ask(world.startOf("pay_1"));
    world.sandbox.control.present(world.readerId, {});
    await till.ask({ type: "cancel-payment", paymentId: pay1 });
    await till.status("requires_capture");
    await captureIt(till);
    expectOneCapture(world);
  });
});

describe("two registers on one reader", () => {
  it("F20: one gets it at the same time, the other is refused, and each hears its own", async () => {
    const { world, till } = await openFaulty();
    const other = await world.till("reg_2");
    const answers = await Promise.all([
      till.ask(world.startOf("pay_1")),
      other.ask(world.startOf("pay_2")),
    ]);
    const started = answers.map((answer) => ("refusal" in answer ? answer.refusal : "started"));
    expect(started.toSorted()).toEqual(["lease-held", "started"]);
    const [winner, loser] = started[0] === "started" ? [till, other] : [other, till];
    world.sandbox.control.present(world.readerId, {});
    await winner.status("requires_capture");
    expect(loser.mails()).toEqual([]);
    expect(world.intents()).toHaveLength(1);
  });

  it("F20: the next one takes its turn when the first is captured", async () => {
    const { world, till } = await openFaulty();
    await till.ask(world.startOf("pay_1"));
    await authorise(world, till);
    const other = await world.till("reg_2");
    expect(await other.ask(world.startOf("pay_2"))).toMatchObject({ type: "accepted" });
    world.sandbox.control.present(world.readerId, {});
    const own = await other.status("requires_capture");
    expect(own).toMatchObject({ paymentId: ids.payment("pay_2") });
  });
});

describe("webhooks that come three days late", () => {
  it("F24: are kept, read again, and change nothing that was captured", async () => {
    let aheadMs = 0;
    const world = await openRelayWorld({ now: () => Date.now() + aheadMs });
    const till = await world.till();
    const { control } = world.sandbox;
    control.pauseDeliveries();
    await till.ask(world.startOf("pay_1"));
    await authorise(world, till);
    await captureIt(till);
    const before = till.mails().length;
    await control.advanceClock({ byMs: 3 * DAY_MS });
    aheadMs = 3 * DAY_MS;
    await control.resumeDeliveries();
    await world.sandbox.idle();
    await till.ask({ type: "read-payment", paymentId: pay1 });
    const last = await till.reading(({ readAtMs }) => readAtMs > Date.now() + 2 * DAY_MS);
    expect(last.intent?.status).toBe("succeeded");
    const delivered = world.sandbox.books().deliveries.filter(({ state }) => state === "delivered");
    expect(delivered.length).toBeGreaterThan(3);
    // The question is answered once; what the webhooks named was read and was nothing new.
    expect(till.mails()).toHaveLength(before + 1);
    expectOneCapture(world);
  });
});
