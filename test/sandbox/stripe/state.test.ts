import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { loadState } from "../../../sandbox/stripe/kept-state.ts";
import type { StripeWorld } from "./support/stripe-world.ts";
import {
  createIntent,
  openReceiver,
  openStripeWorld,
  START_MS,
  stripeAt,
} from "./support/stripe-world.ts";
import { DAY_MS, fetchReport, minorOf, openMoneyWorld } from "./support/money-world.ts";

const opened: StripeWorld[] = [];

async function open(options: Parameters<typeof openStripeWorld>[0] = {}): Promise<StripeWorld> {
  const world = await openStripeWorld(options);
  opened.push(world);
  return world;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((world) => world.close()));
});

function control({ sandbox }: StripeWorld, path: string, body?: string): Promise<Response> {
  return fetch(`${sandbox.url}/_sandbox${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { "x-tillside-sandbox": "1" },
    ...(body === undefined ? {} : { body }),
  });
}

describe("the whole state", () => {
  it("goes out over the control API and into another sandbox, which goes on from there", async () => {
    const first = await openMoneyWorld();
    opened.push(first);
    await first.sell();
    const saved = await (await control(first, "/state")).text();
    const second = await open({ seed: "another" });
    const answer = await control(second, "/state", saved);
    expect(answer.status).toBe(200);
    expect(second.sandbox.books()).toEqual(first.sandbox.books());
    // What was planned there happens here, too, and the ids go on.
    await second.sandbox.control.advanceClock({ byMs: 4 * DAY_MS });
    await first.sandbox.control.advanceClock({ byMs: 4 * DAY_MS });
    expect(second.sandbox.books()).toEqual(first.sandbox.books());
    expect((await createIntent(second.stripe)).id).toBe((await createIntent(first.stripe)).id);
  });

  it("of the live world goes out and in apart from the other one's", async () => {
    const [first, second] = [
      await open({ hasLiveWorld: true }),
      await open({ hasLiveWorld: true }),
    ];
    await createIntent(first.stripe);
    await createIntent(stripeAt({ port: first.sandbox.port, key: first.sandbox.live?.key ?? "" }));
    const saved = await (await control(first, "/live/state")).text();
    expect((await control(second, "/live/state", saved)).status).toBe(200);
    expect(second.sandbox.books().paymentIntents).toEqual([]);
    expect(second.sandbox.live?.control.books().paymentIntents).toHaveLength(1);
  });

  it("is refused where it is none, and everything stays as it was", async () => {
    const world = await open();
    await createIntent(world.stripe);
    for (const body of ["", "no json", '{"key":"clock","value":{}}', '{"in":"charges","row":{}}']) {
      expect((await control(world, "/state", body)).status).toBe(400);
    }
    const foreign = await fetch(`${world.sandbox.url}/_sandbox/state`, { method: "POST" });
    expect(foreign.status).toBe(403);
    expect(world.sandbox.books().paymentIntents).toHaveLength(1);
  });

  it("is empty after a reset, and begins with the same ids again", async () => {
    const world = await open();
    const { id } = await createIntent(world.stripe);
    expect((await control(world, "/state/reset", "")).status).toBe(200);
    expect(world.sandbox.books().paymentIntents).toEqual([]);
    expect((await createIntent(world.stripe)).id).toBe(id);
  });

  it("opens its account afterwards, however far the clock was ahead", async () => {
    const world = await open();
    await world.sandbox.control.advanceClock({ byMs: 30 * DAY_MS });
    world.sandbox.control.resetState();
    const { created } = await world.stripe.accounts.retrieveCurrent();
    expect([(created ?? 0) * 1_000, world.sandbox.control.clock().nowMs]).toEqual([
      START_MS,
      START_MS,
    ]);
  });

  it("may go while a webhook is on its way", async () => {
    const world = await open();
    const hook = await openReceiver();
    onTestFinished(() => hook.close());
    await world.stripe.webhookEndpoints.create({ url: hook.url, enabled_events: ["*"] });
    const made = createIntent(world.stripe);
    await made;
    world.sandbox.control.resetState();
    await world.sandbox.idle();
    expect(world.sandbox.books().deliveries).toEqual([]);
  });

  it("is kept in a file, the clock's setting and the plans included", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tillside-state-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const stateFile = join(folder, "state.json");
    const first = await openStripeWorld({ stateFile });
    await createIntent(first.stripe);
    await first.sandbox.control.advanceClock({ byMs: DAY_MS });
    first.sandbox.control.freezeClock();
    const before = first.sandbox.books();
    await first.close();
    const second = await open({ stateFile });
    expect(second.sandbox.books()).toEqual(before);
    expect(second.sandbox.control.clock()).toMatchObject({
      nowMs: START_MS + DAY_MS,
      isFrozen: true,
    });
    expect(loadState(join(folder, "none.json"))).toBeUndefined();
  });
});

describe("a seeded year", () => {
  const SALES = 1_500;

  it("is the same for the same seed, and ends today", async () => {
    const [one, two] = [await open({ seed: "shop" }), await open({ seed: "shop" })];
    const made = one.sandbox.control.seedYear({ sales: SALES });
    expect(made).toMatchObject({ sales: SALES, toMs: Math.floor(START_MS / DAY_MS) * DAY_MS });
    expect(made.toMs - made.fromMs).toBe(365 * DAY_MS);
    two.sandbox.control.seedYear({ sales: SALES });
    expect(two.sandbox.books()).toEqual(one.sandbox.books());
  });

  it("has tips, declines, refunds, payouts and no events, and adds up", async () => {
    const world = await open({ seed: "shop" });
    const made = world.sandbox.control.seedYear({ sales: SALES });
    const books = world.sandbox.books();
    expect(books.events).toEqual([]);
    expect(made.refunds).toBe(books.refunds.length);
    expect(books.refunds.length).toBeGreaterThan(5);
    expect(books.payouts.length).toBeGreaterThan(300);
    expect(books.charges.some(({ status }) => status === "failed")).toBe(true);
    const tips = books.paymentIntents.map((intent) => intent.amount_details?.tip?.amount ?? 0);
    expect(tips.some((tip) => tip > 0)).toBe(true);
    const moved = books.balanceTransactions.reduce((sum, { net }) => sum + net, 0);
    const rows = await fetchReport(world, {
      report_type: "balance.summary.1",
      parameters: { interval_start: made.fromMs / 1000, interval_end: made.toMs / 1000 },
    });
    expect(minorOf(rows[3]?.["net_amount"] ?? "")).toBe(moved);
  });

  it("goes on with new sales, and is laid into an empty sandbox only", async () => {
    const world = await open({ seed: "shop" });
    const answer = await control(world, "/state/seed-year", JSON.stringify({ sales: 50 }));
    expect(await answer.json()).toMatchObject({ sales: 50 });
    const again = await control(world, "/state/seed-year", JSON.stringify({ sales: 50 }));
    expect(again.status).toBe(400);
    const { created } = await createIntent(world.stripe);
    expect(created).toBe(START_MS / 1000);
    expect((await world.stripe.paymentIntents.list({ limit: 1 })).data[0]?.created).toBe(created);
  });
});
