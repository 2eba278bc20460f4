import { describe, expect, it } from "vitest";
import type { RelayConfigInput } from "../../server/config.ts";
import { freePort } from "../../sandbox/demo-cards/demo-ports.ts";
import type { TraceStep } from "../../server/ports.ts";
import { startRelayProcess, type RelayProcess } from "./support/relay-process.ts";
import { relayRows, storedEvents } from "./support/relay-rows.ts";
import {
  deviceTokens,
  euros,
  ids,
  openSurroundings,
  startOf,
  type Surroundings,
} from "./support/relay-world.ts";
import { openTill, type TillClient } from "./support/till-client.ts";

const pay1 = ids.payment("pay_1");

/** Each restart meets the same addresses, as in a shop. */
async function withPorts(config: RelayConfigInput): Promise<RelayConfigInput> {
  const place = async () => ({ host: "127.0.0.1", port: await freePort() });
  return { ...config, till: await place(), public: await place() };
}

/** Registers' addresses and Stripe's endpoint are set by a first relay that ends cleanly. */
async function openShop() {
  const around = await openSurroundings({ retryDelaysMs: [200, 400, 800, 1_600, 3_200] });
  const config = await withPorts(around.config);
  const first = await startRelayProcess(config);
  await around.pointWebhooksAt(first.publicUrl, first.caPem);
  expect(await first.stop()).toBe(0);
  return { around, config };
}

const connectTill = (relay: RelayProcess, cursor = 0) =>
  openTill({ ...relay, token: deviceTokens.reg_1, registerId: "reg_1", cursor });

/** The last number that the till has committed: it acks each mail as it comes. */
const cursorOf = (till: TillClient) => till.mails().at(-1)?.seq ?? 0;

/** Every event that was answered 2xx is stored (I8). */
function expectKept({ sandbox, folder }: Surroundings): void {
  const kept = new Set(storedEvents(folder).map(({ event_id: id }) => id));
  const delivered = sandbox.books().deliveries.filter(({ state }) => state === "delivered");
  expect(delivered.filter(({ eventId }) => !kept.has(eventId))).toEqual([]);
}

/** The mailbox has no gap, and what was sent twice was the same both times. */
function expectSameMail({ folder }: Surroundings, tills: readonly TillClient[]): void {
  const rows = relayRows<{ seq: number; body: string }>(folder, "SELECT seq, body FROM mail");
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
  for (const { seq, body } of tills.flatMap((till) => till.mails())) {
    expect(body).toEqual(JSON.parse(rows[seq - 1]?.body ?? "null"));
  }
}

function expectOneCapture({ sandbox }: Surroundings): void {
  const { paymentIntents, charges } = sandbox.books();
  expect(paymentIntents.filter(({ status }) => status === "succeeded")).toHaveLength(1);
  expect(charges.filter(({ captured }) => captured)).toHaveLength(1);
}

const webhookSteps: readonly TraceStep[] = [
  "event-verified",
  "event-inserted",
  "event-committed",
  "event-answered",
  "object-read",
  "mail-inserted",
  "mail-committed",
  "mail-pushed",
  "ack-received",
  "ack-committed",
];

describe("a relay that is killed on the road from a webhook to a register", () => {
  it.each(webhookSteps)("F27: loses nothing at %s", async (step) => {
    const { around, config } = await openShop();
    const { sandbox, readerId } = around;
    const dying = await startRelayProcess(config, step);
    const till = await connectTill(dying);
    sandbox.control.pauseDeliveries();
    await till.ask(startOf(around, "pay_1"));
    sandbox.control.present(readerId, {});
    void sandbox.control.resumeDeliveries();
    expect(await dying.ended).toBe("SIGKILL");
    await till.closed;

    const relay = await startRelayProcess(config);
    const back = await connectTill(relay, cursorOf(till));
    await back.ask({ type: "read-payment", paymentId: pay1 });
    await back.status("requires_capture");
    await back.ask({ type: "capture-payment", paymentId: pay1, notBeforeMs: 0 });
    await back.status("succeeded");
    await sandbox.idle();
    expectKept(around);
    expectSameMail(around, [till, back]);
    expectOneCapture(around);
    expect(await relay.stop()).toBe(0);
  });
});

const startSteps: readonly TraceStep[] = [
  "start-stored",
  "intent-created",
  "send-stored",
  "send-answered",
];

describe("a relay that is killed while it starts a payment", () => {
  it.each(startSteps)("F27: leaves nothing that can be charged unseen, at %s", async (step) => {
    const { around, config } = await openShop();
    const dying = await startRelayProcess(config, step);
    const till = await connectTill(dying);
    const lost = till.ask(startOf(around, "pay_1")).catch(() => "no answer");
    expect(await dying.ended).toBe("SIGKILL");
    expect(await lost).toBe("no answer");

    const relay = await startRelayProcess(config);
    const back = await connectTill(relay, cursorOf(till));
    const startedAtMs = Date.now();
    await back.ask({ type: "resolve-payment", paymentId: pay1, connection: "main", startedAtMs });
    await back.reading(({ intent }) => intent === null || intent.status === "canceled");
    const late = await back.ask(startOf(around, "pay_1"));
    expect(late).toMatchObject({ refusal: "payment-not-open" });
    const open = around.sandbox
      .books()
      .paymentIntents.filter(({ status }) => status !== "canceled");
    expect(open).toEqual([]);
    const { screen } = around.sandbox.control.reader(around.readerId);
    expect(screen.kind).not.toBe("present-card");
  });
});

const instructionSteps: readonly TraceStep[] = [
  "instruction-stored",
  "capture-answered",
  "refund-answered",
];

describe("a relay that is killed while it moves money", () => {
  it.each(instructionSteps)("F27: moves it once, at %s", async (step) => {
    const { around, config } = await openShop();
    const dying = await startRelayProcess(config, step);
    let till = await connectTill(dying);
    await till.ask(startOf(around, "pay_1"));
    around.sandbox.control.present(around.readerId, {});
    await till.status("requires_capture");
    const order = { type: "capture-payment", paymentId: pay1, notBeforeMs: 0 } as const;
    const refundId = ids.refund("refund_1");
    const back = { type: "refund-payment", refundId, paymentId: pay1, amount: euros(400) } as const;
    const unanswered = () => "no answer";
    await till.ask(order).catch(unanswered);
    if (step === "refund-answered") {
      await till.status("succeeded");
      await till.ask(back).catch(unanswered);
    }
    expect(await dying.ended).toBe("SIGKILL");

    const relay = await startRelayProcess(config);
    till = await connectTill(relay, cursorOf(till));
    // The register's outbox repeats what was not seen done.
    await till.ask(order);
    await till.status("succeeded");
    await till.ask(back);
    await till.refundReading(({ refund }) => refund?.status === "succeeded");
    expectOneCapture(around);
    expect(around.sandbox.books().refunds).toMatchObject([{ amount: 400 }]);
  });
});
