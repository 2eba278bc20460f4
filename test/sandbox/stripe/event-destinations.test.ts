import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Receiver, StripeWorld } from "./support/stripe-world.ts";
import { createIntent, errorOf, openReceiver, openStripeWorld } from "./support/stripe-world.ts";

let world: StripeWorld;
let receiver: Receiver;

beforeEach(async () => {
  world = await openStripeWorld();
  receiver = await openReceiver();
});
afterEach(async () => {
  await receiver.close();
  await world.close();
});

const destinations = () => world.stripe.v2.core.eventDestinations;

function create(event_payload: "snapshot" | "thin", enabled_events: string[]) {
  return destinations().create({
    name: "Relay",
    type: "webhook_endpoint",
    event_payload,
    enabled_events,
    webhook_endpoint: { url: receiver.url },
    include: ["webhook_endpoint.signing_secret", "webhook_endpoint.url"],
  });
}

describe("v2 event destinations", () => {
  it("show their secret once, and send snapshots that it verifies", async () => {
    const made = await create("snapshot", ["payment_intent.created"]);
    expect(made).toMatchObject({
      id: expect.stringMatching(/^ed_test_/) as string,
      object: "v2.core.event_destination",
      events_from: ["@self"],
      status: "enabled",
      webhook_endpoint: { url: receiver.url },
    });
    expect(await destinations().retrieve(made.id)).not.toHaveProperty("webhook_endpoint");
    const intent = await createIntent(world.stripe);
    await world.sandbox.idle();
    const { body, signature } = receiver.received[0] ?? { body: "", signature: "" };
    const secret = made.webhook_endpoint?.signing_secret ?? "";
    const at = world.clock.nowMs / 1000;
    const event = world.stripe.webhooks.constructEvent(body, signature, secret, 300, undefined, at);
    expect(event.data.object).toMatchObject({ id: intent.id });
  });

  it("send thin events that only name what changed", async () => {
    const made = await create("thin", ["v1.payment_intent.created"]);
    const intent = await createIntent(world.stripe);
    await world.sandbox.idle();
    const { body, signature } = receiver.received[0] ?? { body: "", signature: "" };
    const secret = made.webhook_endpoint?.signing_secret ?? "";
    const told = world.stripe.parseEventNotification(body, signature, secret, Infinity);
    expect(told).toMatchObject({
      type: "v1.payment_intent.created",
      related_object: { id: intent.id, type: "payment_intent" },
    });
  });

  it("are changed, stopped, started, listed and deleted", async () => {
    const { id } = await create("snapshot", ["*"]);
    expect(await destinations().update(id, { name: "Other" })).toMatchObject({ name: "Other" });
    expect(await destinations().disable(id)).toMatchObject({
      status: "disabled",
      status_details: { disabled: { reason: "user" } },
    });
    await createIntent(world.stripe);
    await world.sandbox.idle();
    expect(receiver.received).toEqual([]);
    expect(await destinations().enable(id)).toMatchObject({ status: "enabled" });
    const listed = await destinations().list();
    expect(listed.data.map((each) => each.id)).toEqual([id]);
    expect(await destinations().del(id)).toMatchObject({ id });
    expect((await errorOf(destinations().retrieve(id))).statusCode).toBe(404);
  });

  it("are pinged, whatever they listen to", async () => {
    const { id } = await create("thin", ["v1.charge.succeeded"]);
    expect(await destinations().ping(id)).toMatchObject({
      object: "v2.core.event",
      type: "v2.core.event_destination.ping",
      related_object: { id },
    });
    await world.sandbox.idle();
    expect(receiver.received).toHaveLength(1);
  });

  it("refuse names that do not fit their payload", async () => {
    const refused = await errorOf(create("thin", ["charge.succeeded"]));
    expect(refused.statusCode).toBe(400);
  });
});
