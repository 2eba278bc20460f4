import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Receiver, StripeWorld } from "./support/stripe-world.ts";
import { createIntent, errorOf, openReceiver, openStripeWorld } from "./support/stripe-world.ts";
import { DAY_MS } from "./support/money-world.ts";

/** More than the sandbox keeps as objects: the older ones are packed. */
const MANY = 1_100;
const key = (nth: number) => `till-${nth}`;

let world: StripeWorld;
let receiver: Receiver;
let first: Stripe.PaymentIntent;

function create(nth: number): Promise<Stripe.Response<Stripe.PaymentIntent>> {
  return world.stripe.paymentIntents.create(
    { amount: 1000 + nth, currency: "eur" },
    { idempotencyKey: key(nth) },
  );
}

/** The intents that the events tell of, in the order in which they came. */
async function intentsOf(
  params: Stripe.EventListParams,
): Promise<{ id: string; amount: number }[]> {
  const found: { id: string; amount: number }[] = [];
  for await (const event of world.stripe.events.list({ limit: 100, ...params })) {
    const { amount } = event.data.object as Stripe.PaymentIntent;
    found.push({ id: event.id, amount });
  }
  return found;
}

describe("after more than a thousand calls", () => {
  beforeAll(async () => {
    // A thousand at once: on a busy machine one may wait, and one that timed out would come twice.
    world = await openStripeWorld({ webhookTimeoutMs: 60_000, retryDelaysMs: [50, 500, 2_000] });
    receiver = await openReceiver();
    await world.stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ["*"] });
    world.sandbox.control.pauseDeliveries();
    first = await create(0);
    for (let nth = 1; nth < MANY; nth += 1) await create(nth);
  });
  afterAll(async () => {
    await world.close();
    await receiver.close();
  });

  it("every event is listed once, from either end, with its object as it was", async () => {
    const newestFirst = await intentsOf({});
    expect(newestFirst.map(({ amount }) => amount - 1000)).toEqual(
      Array.from({ length: MANY }, (_, at) => MANY - 1 - at),
    );
    const [oldest] = newestFirst.slice(-1);
    const upwards = await intentsOf({ ending_before: oldest?.id ?? "" });
    expect(upwards).toEqual(newestFirst.slice(0, -1).reverse());
    const event = await world.stripe.events.retrieve(oldest?.id ?? "");
    expect(event.data.object).toEqual(JSON.parse(JSON.stringify(first)));
    expect(await intentsOf({ type: "payment_intent.succeeded" })).toEqual([]);
    expect(await intentsOf({ created: { gt: first.created } })).toEqual([]);
    expect((await errorOf(world.stripe.events.retrieve("evt_none"))).statusCode).toBe(404);
  });

  it("the first key is answered as the first time, and no other parameters pass", async () => {
    const again = await create(0);
    expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect({ ...again }).toEqual({ ...first });
    const other = world.stripe.paymentIntents.create(
      { amount: 9_999, currency: "eur" },
      { idempotencyKey: key(0) },
    );
    expect((await errorOf(other)).rawType).toBe("idempotency_error");
  });

  it("deliveries that waited all come once, and are counted on their events", async () => {
    expect(await intentsOf({ delivery_success: false })).toHaveLength(MANY);
    await world.sandbox.control.resumeDeliveries();
    await world.sandbox.idle();
    expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(MANY);
    expect(receiver.received).toHaveLength(MANY);
    expect(await intentsOf({ delivery_success: false })).toEqual([]);
    expect(new Set(world.sandbox.control.deliveries().map(({ status }) => status))).toEqual(
      new Set(["Delivered"]),
    );
  });

  it("an old event is sent once more to an endpoint that asks", async () => {
    const [oldest] = (await intentsOf({})).slice(-1);
    const [endpoint] = (await world.stripe.webhookEndpoints.list()).data;
    const before = receiver.received.length;
    await world.stripe.rawRequest("POST", `/v1/events/${oldest?.id ?? ""}/retry`, {
      webhook_endpoint: endpoint?.id,
    });
    await world.sandbox.idle();
    expect(receiver.received.slice(before).map(({ event }) => event.id)).toEqual([oldest?.id]);
  });

  it("everything goes into another sandbox, which answers alike", async () => {
    const headers = { "x-tillside-sandbox": "1" };
    const saved = await (await fetch(`${world.sandbox.url}/_sandbox/state`, { headers })).text();
    const second = await openStripeWorld({ seed: "another" });
    try {
      const address = `${second.sandbox.url}/_sandbox/state`;
      const put = await fetch(address, { method: "PUT", headers, body: saved });
      expect(put.status).toBe(200);
      expect(second.sandbox.books()).toEqual(world.sandbox.books());
    } finally {
      await second.close();
    }
  });

  it("events are forgotten after thirty days, and keys after one", async () => {
    const [oldest] = (await intentsOf({})).slice(-1);
    world.clock.nowMs += 31 * DAY_MS;
    expect((await errorOf(world.stripe.events.retrieve(oldest?.id ?? ""))).statusCode).toBe(404);
    expect((await create(0)).id).not.toBe(first.id);
    const { events, idempotency } = world.sandbox.books();
    expect(events.length).toBeLessThan(MANY);
    expect(idempotency.length).toBeLessThan(MANY);
    await createIntent(world.stripe);
    expect(await intentsOf({})).toHaveLength(2);
  });
});
