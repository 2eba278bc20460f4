import { describe, expect, it } from "vitest";
import { MAX_START_DELAY_MS } from "../../../contract/relay-protocol.ts";
import { euros, ids, openRelayWorld } from "../support/relay-world.ts";

const pay1 = ids.payment("pay_1");
const DECLINED = "4000000000000002";
const onReader = (message: { type: string }) =>
  message.type === "payment-hint" && "hint" in message && message.hint === "on-reader"
    ? message
    : undefined;

/** A world with one payment waiting for its card. */
async function openWaiting() {
  const world = await openRelayWorld();
  const till = await world.till();
  expect(await till.ask(world.startOf("pay_1"))).toMatchObject({ type: "accepted" });
  await till.hear(onReader);
  return { world, till, present: (number?: string) => presentCard(world, number) };
}

type World = Awaited<ReturnType<typeof openRelayWorld>>;
const presentCard = ({ sandbox, readerId }: World, number = "4242424242424242") =>
  sandbox.control.present(readerId, { number });

describe("a card payment through the relay", () => {
  it("is authorised at the reader, captured by instruction alone, and refunded", async () => {
    const { world, till, present } = await openWaiting();
    present();
    const authorised = await till.status("requires_capture");
    expect(authorised.intent).toMatchObject({
      amountMinor: 1_250,
      tipMinor: 0,
      currency: "EUR",
      attempt: "pay_1",
      register: "reg_1",
      latestCharge: { status: "succeeded", captured: false, brand: "visa", last4: "4242" },
    });
    expect(authorised.intent?.latestCharge?.emv).not.toBeNull();
    expect(world.intents()).toMatchObject([
      { status: "requires_capture", capture_method: "manual" },
    ]);

    await till.ask({ type: "capture-payment", paymentId: pay1, notBeforeMs: 0 });
    const captured = await till.status("succeeded");
    expect(captured.intent).toMatchObject({ amountReceivedMinor: 1_250 });

    const refundId = ids.refund("refund_1");
    await till.ask({ type: "refund-payment", refundId, paymentId: pay1, amount: euros(1_250) });
    const refunded = await till.refundReading(({ refund }) => refund?.status === "succeeded");
    expect(refunded).toMatchObject({ refundId, refund: { amountMinor: 1_250, currency: "EUR" } });
    await till.reading(({ intent }) => intent?.latestCharge?.refundedMinor === 1_250);
    expect(world.sandbox.books().refunds).toHaveLength(1);
  });

  it("tells a decline with the issuer's code, and takes another card on the same intent", async () => {
    const { world, till, present } = await openWaiting();
    present("4000000000009995");
    const declined = await till.reading(({ intent }) => intent?.latestCharge?.status === "failed");
    expect(declined.intent).toMatchObject({
      status: "requires_payment_method",
      latestCharge: { failureCode: "card_declined", declineCode: "insufficient_funds" },
    });
    const retry = await till.ask({
      type: "retry-card-payment",
      paymentId: pay1,
      readerId: world.readerId,
      validUntilMs: Date.now() + 10_000,
    });
    expect(retry.type).toBe("accepted");
    present();
    const authorised = await till.status("requires_capture");
    expect(authorised.intent?.intentId).toBe(declined.intent?.intentId);
    expect(world.intents()).toHaveLength(1);
  });

  it("B10: passes a tip on apart from the amount, so that the register can judge it", async () => {
    const { world, till } = await openWaiting();
    world.sandbox.control.present(world.readerId, { tipMinor: 150 });
    const { intent } = await till.status("requires_capture");
    expect(intent).toMatchObject({ amountMinor: 1_400, tipMinor: 150 });
  });

  it("is cancelled by the clerk at the reader and at Stripe", async () => {
    const { world, till } = await openWaiting();
    const answer = await till.ask({ type: "cancel-payment", paymentId: pay1 });
    expect(answer.type).toBe("accepted");
    await till.status("canceled");
    expect(world.sandbox.control.reader(world.readerId).screen.kind).not.toBe("present-card");
    const retry = { paymentId: pay1, readerId: world.readerId, validUntilMs: Date.now() + 9_000 };
    const late = await till.ask({ type: "retry-card-payment", ...retry });
    expect(late).toMatchObject({ type: "refused", refusal: "payment-not-open" });
  });

  it("waits for a card that is being processed when the clerk cancels", async () => {
    const { world, till } = await openWaiting();
    world.sandbox.control.setReader(world.readerId, { authorisationMs: 3_000 });
    presentCard(world);
    await till.ask({ type: "cancel-payment", paymentId: pay1 });
    await till.hear((message) =>
      message.type === "payment-hint" && message.hint === "card-in-process" ? message : undefined,
    );
    await till.status("requires_capture");
    expect(world.intents()).toMatchObject([{ status: "requires_capture" }]);
  });

  it("cancels after all when the card that was being processed is declined", async () => {
    const { world, till } = await openWaiting();
    world.sandbox.control.setReader(world.readerId, { authorisationMs: 3_000 });
    presentCard(world, DECLINED);
    await till.ask({ type: "cancel-payment", paymentId: pay1 });
    await till.status("canceled");
  });
});

describe("starting a card payment", () => {
  it("refuses what is late, valid for too long, of another currency or connection", async () => {
    const world = await openRelayWorld();
    const till = await world.till();
    const refusal = async (more: Parameters<typeof world.startOf>[1]) => {
      const answer = await till.ask(world.startOf("pay_1", more));
      return answer.type === "refused" ? answer.refusal : answer.type;
    };
    expect(await refusal({ validUntilMs: Date.now() - 1 })).toBe("too-late");
    const farAhead = Date.now() + MAX_START_DELAY_MS + 5_000;
    expect(await refusal({ validUntilMs: farAhead })).toBe("too-late");
    expect(await refusal({ connection: "other" })).toBe("unknown-connection");
    const dollars = { ...euros(100), currency: "USD" } as unknown as ReturnType<typeof euros>;
    expect(await refusal({ amount: dollars })).toBe("currency-mismatch");
    expect(world.intents()).toEqual([]);
  });

  it("refuses a reader that another register holds, and names that register", async () => {
    const { world } = await openWaiting();
    const other = await world.till("reg_2");
    const answer = await other.ask(world.startOf("pay_2"));
    expect(answer).toMatchObject({ refusal: "lease-held", detail: "Register reg_1" });
    expect(world.intents()).toHaveLength(1);
  });

  it("frees the reader for others once the card is authorised", async () => {
    const { world, till, present } = await openWaiting();
    present();
    await till.status("requires_capture");
    const other = await world.till("reg_2");
    expect(await other.ask(world.startOf("pay_2"))).toMatchObject({ type: "accepted" });
  });

  it("refuses a second payment while one waits, and replaces one that was declined", async () => {
    const { world, till, present } = await openWaiting();
    const busy = await till.ask(world.startOf("pay_2"));
    expect(busy).toMatchObject({ refusal: "reader-busy" });
    present(DECLINED);
    await till.reading(({ intent }) => intent?.latestCharge?.status === "failed");
    expect(await till.ask(world.startOf("pay_3"))).toMatchObject({ type: "accepted" });
    await till.reading(
      ({ paymentId, intent }) => paymentId === pay1 && intent?.status === "canceled",
    );
    expect(world.sandbox.control.reader(world.readerId).screen.kind).toBe("present-card");
  });

  it("F21: makes one intent and one command of ten starts of the same payment", async () => {
    const world = await openRelayWorld();
    const till = await world.till();
    const start = world.startOf("pay_1");
    const answers = await Promise.all(Array.from({ length: 10 }, () => till.ask(start)));
    expect(answers.map(({ type }) => type)).toEqual(Array.from({ length: 10 }, () => "accepted"));
    expect(world.intents()).toHaveLength(1);
    const sends = world.sandbox.books().idempotency.filter(({ key }) => key.includes("pi-process"));
    expect(sends).toHaveLength(1);
  });

  it("refuses a reader that is offline, busy or unknown, with the intent cancelled", async () => {
    const world = await openRelayWorld();
    const till = await world.till();
    const { control } = world.sandbox;
    control.setReader(world.readerId, { isOnline: false });
    expect(await till.ask(world.startOf("pay_1"))).toMatchObject({ refusal: "reader-offline" });
    control.setReader(world.readerId, { isOnline: true, busyWith: "updating" });
    expect(await till.ask(world.startOf("pay_2"))).toMatchObject({ refusal: "reader-busy" });
    const unknown = await till.ask(world.startOf("pay_3", { readerId: "tmr_unknown" }));
    expect(unknown).toMatchObject({ refusal: "unknown-reader" });
    for (const id of ["pay_1", "pay_2", "pay_3"]) {
      await till.reading((read) => read.paymentId === id && read.intent?.status === "canceled");
    }
    const { status, type } = { status: "canceled", type: "accepted" };
    expect(world.intents().map((intent) => intent.status)).toEqual([status, status, status]);
    control.setReader(world.readerId, { busyWith: null });
    expect(await till.ask(world.startOf("pay_4"))).toMatchObject({ type });
  });
});

describe("resolving a payment", () => {
  it("remembers an attempt that never arrived as dead: its late start is refused", async () => {
    const world = await openRelayWorld();
    const till = await world.till();
    const resolve = { type: "resolve-payment", paymentId: pay1, connection: "main" } as const;
    await till.ask({ ...resolve, startedAtMs: Date.now() });
    const reading = await till.reading(({ paymentId }) => paymentId === pay1);
    expect(reading.intent).toBeNull();
    const late = await till.ask(world.startOf("pay_1"));
    expect(late).toMatchObject({ refusal: "payment-not-open" });
    expect(world.intents()).toEqual([]);
  });

  it("ends one that waits for a card, and reads one that was authorised", async () => {
    const { world, till, present } = await openWaiting();
    const resolve = {
      type: "resolve-payment",
      connection: "main",
      startedAtMs: Date.now(),
    } as const;
    await till.ask({ ...resolve, paymentId: pay1 });
    await till.status("canceled");
    await till.ask(world.startOf("pay_2"));
    present();
    await till.status("requires_capture");
    const pay2 = ids.payment("pay_2");
    await till.ask({ ...resolve, paymentId: pay2 });
    await till.reading(({ paymentId, source }) => paymentId === pay2 && source === "asked");
    expect(world.intents().map(({ status }) => status)).toEqual(["canceled", "requires_capture"]);
  });

  it("answers nothing about another register's payment", async () => {
    const { world } = await openWaiting();
    const other = await world.till("reg_2");
    const asked = { paymentId: pay1, connection: "main", startedAtMs: 0 };
    for (const request of [
      { type: "read-payment", paymentId: pay1 },
      { type: "cancel-payment", paymentId: pay1 },
      { type: "capture-payment", paymentId: pay1, notBeforeMs: 0 },
      { type: "resolve-payment", ...asked },
    ] as const) {
      expect(await other.ask(request)).toMatchObject({ refusal: "unknown-payment" });
    }
    expect(other.mails()).toEqual([]);
  });
});
