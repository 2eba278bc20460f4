import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { eventually } from "../../support/eventually.ts";
import {
  createIntent,
  openReceiver,
  registerReader,
  START_MS,
  stripeAt,
} from "./support/stripe-world.ts";
import { openStripeSandbox } from "../../../sandbox/stripe/stripe-sandbox.ts";
import type { MoneyWorld } from "./support/money-world.ts";
import { DAY_MS, openMoneyWorld } from "./support/money-world.ts";

let world: MoneyWorld;

beforeEach(async () => {
  world = await openMoneyWorld();
});
afterEach(() => world.close());

function control(path: string, body?: object): Promise<Response> {
  return fetch(`${world.sandbox.url}/_sandbox${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { "x-tillside-sandbox": "1" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe("the clock", () => {
  it("follows the clock under it until it is set forward, by so much or to a moment", async () => {
    expect(world.sandbox.control.clock()).toMatchObject({ nowMs: START_MS, isFrozen: false });
    world.clock.nowMs += 1_000;
    expect(world.sandbox.control.clock().nowMs).toBe(START_MS + 1_000);
    await world.sandbox.control.advanceClock({ byMs: DAY_MS });
    expect((await createIntent(world.stripe)).created).toBe((START_MS + 1_000 + DAY_MS) / 1000);
    await world.sandbox.control.advanceClock({ toMs: START_MS + 3 * DAY_MS });
    world.clock.nowMs += 500;
    expect(world.sandbox.control.clock().nowMs).toBe(START_MS + 3 * DAY_MS + 500);
  });

  it("stands still while it is frozen, and runs on from there", async () => {
    world.sandbox.control.freezeClock();
    world.clock.nowMs += DAY_MS;
    expect(world.sandbox.control.clock()).toMatchObject({ nowMs: START_MS, isFrozen: true });
    await world.sandbox.control.advanceClock({ byMs: 5 });
    expect(world.sandbox.control.clock().nowMs).toBe(START_MS + 5);
    expect(world.sandbox.control.runClock().isFrozen).toBe(false);
    world.clock.nowMs += 7;
    expect(world.sandbox.control.clock().nowMs).toBe(START_MS + 12);
  });

  it("does not go back", async () => {
    const answer = await control("/clock/advance", { toMs: START_MS - 1 });
    expect(answer.status).toBe(400);
    expect((await control("/clock/advance", { byMs: -1 })).status).toBe(400);
    expect(world.sandbox.control.clock().nowMs).toBe(START_MS);
  });

  it("is read and set over the control API", async () => {
    const set = await control("/clock/advance", { byMs: 60_000 });
    expect(await set.json()).toMatchObject({ now: "2026-11-22T10:01:00.000Z" });
    expect(await (await control("/clock")).json()).toMatchObject({ nowMs: START_MS + 60_000 });
  });

  it("does what falls due in order, each thing at its own moment", async () => {
    await world.sell();
    const held = await createIntent(world.stripe, { amount: 5_000 });
    const { readers } = world.stripe.terminal;
    await readers.processPaymentIntent(world.readerId, { payment_intent: held.id });
    await world.stripe.testHelpers.terminal.readers.presentPaymentMethod(world.readerId);
    const before = world.sandbox.books().events.length;
    await world.advanceDays(5);
    // Reports get new data every half day; what is told of them has a test of its own.
    const events = world.sandbox
      .books()
      .events.slice(before)
      .filter(({ type }) => type !== "reporting.report_type.updated");
    // The money is there at midnight, the hold ends at ten, the bank has it on Wednesday at eight.
    expect(
      events.map(({ type, created }) => [type, (created * 1000 - START_MS) / 3_600_000]),
    ).toEqual([
      ["balance.available", 38],
      ["payout.created", 39],
      ["payout.updated", 40],
      ["payout.reconciliation_completed", 41],
      ["charge.expired", 48],
      ["payment_intent.canceled", 48],
      ["payout.updated", 70],
      ["payout.paid", 70],
    ]);
  });
});

describe("a sandbox on the wall's clock", () => {
  it("does what falls due by itself, without being asked", async () => {
    const sandbox = await openStripeSandbox({ port: 0, host: "127.0.0.1", seed: 7 });
    const hook = await openReceiver();
    onTestFinished(async () => {
      await sandbox.close();
      await hook.close();
    });
    const stripe = stripeAt(sandbox);
    await stripe.webhookEndpoints.create({ url: hook.url, enabled_events: ["charge.updated"] });
    const reader = await registerReader(stripe);
    const intent = await createIntent(stripe, { capture_method: "automatic_async" });
    await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: intent.id });
    await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id);
    await eventually(() => expect(hook.received).toHaveLength(1));
    expect(hook.received[0]?.event.type).toBe("charge.updated");
  });
});
