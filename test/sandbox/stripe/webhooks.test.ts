import { createServer } from "node:https";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Receiver, StripeWorld } from "./support/stripe-world.ts";
import {
  createIntent,
  errorOf,
  openReceiver,
  openStripeWorld,
  payByCard,
  registerReader,
} from "./support/stripe-world.ts";

let world: StripeWorld;
let stripe: Stripe;
let receiver: Receiver;

beforeEach(async () => {
  world = await openStripeWorld();
  stripe = world.stripe;
  receiver = await openReceiver();
});
afterEach(async () => {
  await world.close();
  await receiver.close();
});

const listen = (enabled_events: Stripe.WebhookEndpointCreateParams.EnabledEvent[] = ["*"]) =>
  stripe.webhookEndpoints.create({ url: receiver.url, enabled_events });

const typesReceived = () => receiver.received.map(({ event }) => event.type);

describe("webhook endpoints", () => {
  it("shows its secret once, and can be read, changed, listed and deleted", async () => {
    const made = await listen(["payment_intent.succeeded"]);
    expect(made).toMatchObject({ status: "enabled", enabled_events: ["payment_intent.succeeded"] });
    expect(made.secret).toMatch(/^whsec_/);
    expect((await stripe.webhookEndpoints.retrieve(made.id)).secret).toBeUndefined();
    const changed = await stripe.webhookEndpoints.update(made.id, {
      disabled: true,
      description: "reader events",
    });
    expect(changed).toMatchObject({ status: "disabled", description: "reader events" });
    expect((await stripe.webhookEndpoints.list()).data).toHaveLength(1);
    expect(await stripe.webhookEndpoints.del(made.id)).toMatchObject({ deleted: true });
    expect((await errorOf(stripe.webhookEndpoints.retrieve(made.id))).statusCode).toBe(404);
  });

  it("refuses events that do not exist, none at all, and addresses without a scheme", async () => {
    const { webhookEndpoints } = stripe;
    const unknown = webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ["payment_intent.exploded" as "*"],
    });
    expect((await errorOf(unknown)).param).toBe("enabled_events[0]");
    const none = webhookEndpoints.create({ url: receiver.url } as never);
    expect((await errorOf(none)).code).toBe("parameter_missing");
    const bare = webhookEndpoints.create({ url: "relay.local/hook", enabled_events: ["*"] });
    expect((await errorOf(bare)).code).toBe("url_invalid");
  });
});

describe("delivery", () => {
  it("is signed so that stripe's own check takes it, and no other body or secret passes", async () => {
    const { secret = "" } = await listen();
    const intent = await createIntent(stripe, {});
    await world.sandbox.idle();
    const [first] = receiver.received;
    if (first === undefined) throw new Error("nothing came");
    const at = Math.floor(world.clock.nowMs / 1000);
    const check = (body: string, key: string) =>
      stripe.webhooks.constructEvent(body, first.signature, key, 300, undefined, at * 1000);
    const event = check(first.body, secret);
    expect(event).toMatchObject({
      type: "payment_intent.created",
      data: { object: { id: intent.id, object: "payment_intent" } },
      request: { id: intent.lastResponse.requestId },
      pending_webhooks: 1,
      api_version: "2026-10-28.endive",
    });
    expect(event.request?.idempotency_key).toMatch(/^stripe-node-retry-/);
    expect(() => check(first.body, "whsec_wrong")).toThrow();
    expect(() => check(`${first.body} `, secret)).toThrow();
    expect(first.signature).toMatch(new RegExp(`^t=${at},v1=[0-9a-f]{64},v0=[0-9a-f]{64}$`));
    expect((await stripe.events.retrieve(event.id)).pending_webhooks).toBe(0);
  });

  it("sends only what an endpoint asked for, in the order of the happenings' making", async () => {
    await listen(["terminal.reader.action_succeeded", "payment_intent.succeeded"]);
    const reader = await registerReader(stripe);
    const paid = await payByCard(stripe, reader.id);
    await stripe.paymentIntents.capture(paid.id);
    await world.sandbox.idle();
    expect(typesReceived().sort()).toEqual([
      "payment_intent.succeeded",
      "terminal.reader.action_succeeded",
    ]);
    const [ofReader] = receiver.received.filter(({ event }) => event.type.startsWith("terminal"));
    expect(ofReader?.event.data.object).toMatchObject({
      object: "terminal.reader",
      action: { status: "succeeded", process_payment_intent: { payment_intent: paid.id } },
    });
  });

  it("tries again after a 500 until it is taken, each time signed anew", async () => {
    await listen();
    receiver.statuses.push(500, 302);
    await createIntent(stripe);
    await world.sandbox.idle();
    expect(receiver.received).toHaveLength(3);
    expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(1);
    const [delivery] = world.sandbox.books().deliveries;
    expect(delivery).toMatchObject({
      state: "delivered",
      attempts: [{ status: 500 }, { status: 302 }, { status: 200 }],
    });
  });

  it("tries again where a fault makes the endpoint fail, or say nothing", async () => {
    await listen();
    const on = { event: "payment_intent.created" };
    world.sandbox.control.addFault({ on, do: "fail-webhook", status: 503 });
    world.sandbox.control.addFault({ on, do: "fail-webhook", status: null });
    await createIntent(stripe);
    await world.sandbox.idle();
    expect(receiver.received).toHaveLength(1);
    expect(world.sandbox.books().deliveries[0]).toMatchObject({
      state: "delivered",
      attempts: [
        { status: 503, trouble: null },
        { status: null, trouble: "timed out" },
        { status: 200, trouble: null },
      ],
    });
  });

  it("says the version that its endpoint asked for, and the account's own else", async () => {
    await listen();
    const { webhookEndpoints } = stripe;
    const api_version = "2026-03-25.dahlia" as Stripe.WebhookEndpointCreateParams.ApiVersion;
    await webhookEndpoints.create({ url: receiver.url, enabled_events: ["*"], api_version });
    await createIntent(stripe);
    await world.sandbox.idle();
    expect(receiver.received.map(({ event }) => event.api_version).sort()).toEqual([
      "2026-03-25.dahlia",
      "2026-10-28.endive",
    ]);
    const unheard = "yesterday" as Stripe.WebhookEndpointCreateParams.ApiVersion;
    const refused = webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ["*"],
      api_version: unheard,
    });
    expect((await errorOf(refused)).message).toContain("Invalid Stripe API version");
  });

  it("gives up after its last retry, and the event stands in the list of the undelivered", async () => {
    await listen();
    receiver.statuses.push(500, 500, 500, 500);
    await createIntent(stripe);
    await world.sandbox.idle();
    expect(world.sandbox.books().deliveries[0]).toMatchObject({ state: "failed", nextAtMs: null });
    const lost = await stripe.events.list({ delivery_success: false });
    expect(lost.data.map(({ type }) => type)).toEqual(["payment_intent.created"]);
    await createIntent(stripe);
    await world.sandbox.idle();
    expect((await stripe.events.list({ delivery_success: false })).data).toHaveLength(1);
    expect((await stripe.events.list({ delivery_success: true })).data).toHaveLength(1);

    const endpointId = world.sandbox.books().webhookEndpoints[0]?.id ?? "";
    await stripe.rawRequest("POST", `/v1/events/${lost.data[0]?.id ?? ""}/retry`, {
      webhook_endpoint: endpointId,
    });
    await world.sandbox.idle();
    expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
  });

  it("counts a refused connection as a failed attempt", async () => {
    await stripe.webhookEndpoints.create({ url: "http://127.0.0.1:9/", enabled_events: ["*"] });
    await createIntent(stripe);
    await world.sandbox.idle();
    const [delivery] = world.sandbox.books().deliveries;
    expect(delivery?.attempts).toHaveLength(4);
    expect(delivery?.attempts[0]).toMatchObject({ status: null });
    expect(delivery?.attempts[0]?.trouble).toContain("ECONNREFUSED");
  });

  it("sends nothing to a disabled endpoint, and stops what was on its way", async () => {
    const endpoint = await listen();
    world.sandbox.control.pauseDeliveries();
    await createIntent(stripe);
    await stripe.webhookEndpoints.update(endpoint.id, { disabled: true });
    await createIntent(stripe);
    await world.sandbox.control.resumeDeliveries();
    expect(receiver.received).toEqual([]);
    expect(world.sandbox.books().deliveries).toMatchObject([{ state: "stopped" }]);
  });

  it("waits while paused, and sends all of it afterwards", async () => {
    await listen();
    world.sandbox.control.pauseDeliveries();
    await createIntent(stripe);
    await createIntent(stripe);
    expect(receiver.received).toEqual([]);
    await world.sandbox.control.resumeDeliveries();
    expect(receiver.received).toHaveLength(2);
  });

  it("reaches an https endpoint whose certificate it was told to trust, and no other", async () => {
    const made = await generate([{ name: "commonName", value: "localhost" }], {
      extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
    });
    let count = 0;
    const server = createServer({ key: made.private, cert: made.cert }, (request, response) => {
      count += 1;
      request.resume().on("end", () => response.end());
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    await stripe.webhookEndpoints.create({ url, enabled_events: ["*"] });
    await createIntent(stripe);
    await world.sandbox.idle();
    expect(count).toBe(0);
    world.sandbox.control.trust(made.cert);
    await createIntent(stripe);
    await world.sandbox.idle();
    expect(count).toBe(1);
    server.close();
    server.closeAllConnections();
  });
});

describe("events", () => {
  it("lists by types, by type with a star, by time and by cursor", async () => {
    const reader = await registerReader(stripe);
    await payByCard(stripe, reader.id);
    const all = (await stripe.events.list()).data;
    expect(all.map(({ type }) => type)).toEqual([
      "terminal.reader.action_succeeded",
      "payment_intent.amount_capturable_updated",
      "charge.succeeded",
      "payment_intent.created",
    ]);
    const some = await stripe.events.list({
      types: ["charge.succeeded", "payment_intent.created"],
    });
    expect(some.data).toHaveLength(2);
    const starred = await stripe.events.list({ type: "payment_intent.*" });
    expect(starred.data).toHaveLength(2);
    const after = await stripe.events.list({ ending_before: all[2]?.id ?? "" });
    expect(after.data.map(({ id }) => id)).toEqual([all[0]?.id, all[1]?.id]);
    const later = await stripe.events.list({
      created: { gt: Math.floor(world.clock.nowMs / 1000) },
    });
    expect(later.data).toEqual([]);
    const many = stripe.events.list({ types: Array.from({ length: 21 }, () => "charge.failed") });
    expect((await errorOf(many)).param).toBe("types");
  });

  it("keeps the object as it was, whatever becomes of it", async () => {
    const intent = await createIntent(stripe, { metadata: { a: "1" } });
    await stripe.paymentIntents.update(intent.id, { metadata: { a: "2" } });
    const [event] = (await stripe.events.list({ type: "payment_intent.created" })).data;
    expect(event?.data.object).toMatchObject({ metadata: { a: "1" } });
  });

  it("shows the events of the last thirty days", async () => {
    await createIntent(stripe);
    world.clock.nowMs += 30 * 24 * 60 * 60 * 1000 + 1000;
    expect((await stripe.events.list()).data).toEqual([]);
  });
});
