import { describe, expect, it } from "vitest";
import { authorise, openFaulty, pay1 } from "../support/card-sale.ts";
import { openRelayWorld, type RelayWorld } from "../support/relay-world.ts";
import type { TillClient } from "../support/till-client.ts";
import { virtualTime } from "../support/virtual-time.ts";

const HOUR_MS = 3_600_000;
const voidIt = { type: "void-payment", paymentId: pay1 } as const;
const captureAt = (notBeforeMs: number) =>
  ({ type: "capture-payment", paymentId: pay1, notBeforeMs }) as const;

async function openHeld(world: RelayWorld, till: TillClient) {
  await till.ask(world.startOf("pay_1"));
  await authorise(world, till);
}

async function openWindow() {
  const time = virtualTime();
  const world = await openRelayWorld({ ...time });
  const till = await world.till();
  await openHeld(world, till);
  await till.ask(captureAt(time.now() + HOUR_MS));
  return { time, world, till };
}

/** A till that was away is mailed what came of it. */
async function captured(world: RelayWorld): Promise<void> {
  await (await world.till("reg_1")).status("succeeded");
}

const statuses = (world: RelayWorld) => world.intents().map(({ status }) => status);

describe("a capture that was put off", () => {
  it("is carried out when its window ends", async () => {
    const { time, world } = await openWindow();
    time.advance(HOUR_MS - 1_000);
    expect(statuses(world)).toEqual(["requires_capture"]);
    time.advance(2_000);
    await captured(world);
  });

  it("is carried out when it has waited long enough, though the clock was put back meanwhile", async () => {
    const time = virtualTime();
    let behindMs = 0;
    const world = await openRelayWorld({ ...time, now: () => time.now() - behindMs });
    const till = await world.till();
    await openHeld(world, till);
    await till.ask(captureAt(time.now() + 15_000));
    behindMs = 127_000;
    time.advance(16_000);
    await captured(world);
  });

  it("F28: is carried out by a relay that was started again since", async () => {
    const { time, world } = await openWindow();
    await world.stop();
    time.advance(2 * HOUR_MS);
    await captured(await world.restart());
  });

  it("waits no longer than its window after a start, though the clock was put back meanwhile", async () => {
    const time = virtualTime();
    let behindMs = 0;
    const world = await openRelayWorld({ ...time, now: () => time.now() - behindMs });
    const till = await world.till();
    await openHeld(world, till);
    await till.ask({ ...captureAt(time.now() + 15_000), windowMs: 15_000 });
    await world.stop();
    behindMs = 3 * HOUR_MS;
    const again = await world.restart();
    time.advance(16_000);
    await captured(again);
  });

  it("waits for a day at most, whatever a till's clock says", async () => {
    const time = virtualTime();
    const world = await openRelayWorld({ ...time });
    const till = await world.till();
    await openHeld(world, till);
    await till.ask(captureAt(time.now() + 1_000 * HOUR_MS));
    await world.stop();
    time.advance(24 * HOUR_MS + 1_000);
    await captured(await world.restart());
  });
});

describe("a void", () => {
  it("lets the hold go, and the capture that waited never comes", async () => {
    const { time, world, till } = await openWindow();
    expect(await till.ask(voidIt)).toMatchObject({ type: "accepted" });
    await till.status("canceled");
    time.advance(2 * HOUR_MS);
    const late = await (await world.till("reg_1")).ask(captureAt(0));
    expect(late).toMatchObject({ type: "refused", refusal: "payment-not-open" });
    expect(statuses(world)).toEqual(["canceled"]);
  });

  it("is the same twice, and over a restart", async () => {
    const { world, till } = await openWindow();
    await till.ask(voidIt);
    await till.ask(voidIt);
    await till.status("canceled");
    const again = await world.restart();
    expect(await (await again.till("reg_1", { cursor: 0 })).ask(voidIt)).toMatchObject({
      type: "accepted",
    });
    expect(statuses(again)).toEqual(["canceled"]);
  });

  it("F19: that meets a capture under way leaves one of the two, and says which", async () => {
    const { world, till } = await openFaulty();
    await openHeld(world, till);
    await Promise.all([till.ask(captureAt(0)), till.ask(voidIt)]);
    const ended = await till.reading(({ intent }) =>
      ["succeeded", "canceled"].includes(intent?.status ?? ""),
    );
    const { charges } = world.sandbox.books();
    const captured = charges.filter((charge) => charge.captured).length;
    expect(captured).toBe(ended.intent?.status === "succeeded" ? 1 : 0);
  });

  it("F14: of a hold whose capture hung is asked again until Stripe shows its end", async () => {
    const cancel = { method: "POST", path: "/v1/payment_intents/*/cancel" };
    const { world, till } = await openFaulty({ on: cancel, do: "cut-after" });
    await openHeld(world, till);
    await till.ask(voidIt);
    await till.status("canceled");
    expect(statuses(world)).toEqual(["canceled"]);
  });

  it("after a capture changes nothing, and tells what was captured", async () => {
    const { world, till } = await openFaulty();
    await openHeld(world, till);
    await till.ask(captureAt(0));
    await till.status("succeeded");
    const before = till.mails().length;
    await till.ask(voidIt);
    await till.hear(() => (till.mails().length > before ? true : undefined));
    expect(statuses(world)).toEqual(["succeeded"]);
  });

  it("is refused to another register", async () => {
    const { world, till } = await openFaulty();
    await openHeld(world, till);
    const other = await world.till("reg_2");
    expect(await other.ask(voidIt)).toMatchObject({ refusal: "unknown-payment" });
  });
});

describe("a hold that no book has ordered", () => {
  const task = (till: TillClient) =>
    till.hear((message) =>
      message.type === "mail" && message.body.kind === "hold-unordered" ? message.body : undefined,
    );

  const isTask = ({ message }: Readonly<{ message: string }>) =>
    message.startsWith("a hold without");

  it("becomes a task of its register six hours before it is lost, F26", async () => {
    const time = virtualTime();
    const world = await openRelayWorld({ ...time });
    const till = await world.till();
    await openHeld(world, till);
    const { intent } = await till.status("requires_capture");
    const untilMs = intent?.latestCharge?.captureBeforeMs ?? 0;
    await world.stop();
    time.advance(untilMs - 7 * HOUR_MS - time.now());
    const early = await world.restart();
    expect(early.log.lines.filter(isTask)).toEqual([]);
    await early.stop();
    time.advance(2 * HOUR_MS);
    const late = await early.restart();
    expect(await task(await late.till("reg_1"))).toMatchObject({ paymentId: pay1 });
    expect(late.log.lines.filter(isTask)).toHaveLength(1);
    expect(statuses(late)).toEqual(["requires_capture"]);
  });
});
