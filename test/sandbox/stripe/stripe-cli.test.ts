import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Cli } from "./support/stripe-cli.ts";
import { cliAbsence, openCli } from "./support/stripe-cli.ts";
import type { Receiver, StripeWorld } from "./support/stripe-world.ts";
import { createIntent, openReceiver, openStripeWorld } from "./support/stripe-world.ts";

let world: StripeWorld;
let cli: Cli;
let receiver: Receiver;

beforeEach(async () => {
  world = await openStripeWorld({ now: Date.now });
  cli = openCli(world.sandbox);
  receiver = await openReceiver();
});
afterEach(async () => {
  await cli.close();
  await receiver.close();
  await world.close();
});

/** What `stripe trigger` does here; docs/sandbox.md says why the others are not among them. */
const triggers = [
  "charge.captured",
  "charge.failed",
  "charge.refunded",
  "charge.succeeded",
  "checkout.session.expired",
  "customer.created",
  "customer.deleted",
  "customer.updated",
  "payment_intent.amount_capturable_updated",
  "payment_intent.canceled",
  "payment_intent.created",
  "payment_intent.payment_failed",
  "payment_intent.requires_action",
  "payment_intent.succeeded",
  "payment_method.attached",
  "payment_method.detached",
  "payment_method.updated",
  "price.created",
  "price.updated",
  "product.created",
  "product.deleted",
  "product.updated",
  "setup_intent.canceled",
  "setup_intent.created",
  "setup_intent.requires_action",
  "setup_intent.setup_failed",
  "setup_intent.succeeded",
];

describe.skipIf(cliAbsence !== null)(`the official CLI (${cliAbsence ?? "installed"})`, () => {
  const listen = () =>
    cli.start(
      /Ready!.*whsec_/s,
      ...["listen", "--all-snapshot", "-s", "--forward-to", receiver.url],
    );

  it("forwards events that its secret verifies, and the delivery has the relay's answer", async () => {
    const { output } = await listen();
    const secret = /whsec_\w+/.exec(output())?.[0] ?? "";
    receiver.statuses.push(500);
    const intent = await createIntent(world.stripe);
    await world.sandbox.idle();
    expect(receiver.received.map(({ event }) => event.type)).toEqual([
      "payment_intent.created",
      "payment_intent.created",
    ]);
    const { body, signature } = receiver.received[1] ?? { body: "", signature: "" };
    const event = new Stripe(world.sandbox.key).webhooks.constructEvent(body, signature, secret);
    expect(event.data.object).toMatchObject({ id: intent.id });
    expect(world.sandbox.control.deliveries()).toMatchObject([
      { status: "Delivered", attempts: [{ status: 500 }, { status: 200 }] },
    ]);
  });

  it("resends an event to whoever listens", async () => {
    const intent = await createIntent(world.stripe);
    const event = world.sandbox.books().events[0]?.id ?? "";
    await listen();
    const { code } = await cli.run("events", "resend", event, "-c");
    expect(code).toBe(0);
    await world.sandbox.idle();
    expect(receiver.received.map(({ event: each }) => each.data.object)).toMatchObject([
      { id: intent.id },
    ]);
  });

  it("speaks to readers by its resource commands", async () => {
    const { output } = await cli.run(
      ...["terminal", "readers", "create", "--registration-code", "simulated-wpe", "-c"],
    );
    const reader = /tmr_\w+/.exec(output)?.[0] ?? "";
    const intent = await createIntent(world.stripe);
    const path = `/v1/terminal/readers/${reader}/process_payment_intent`;
    await cli.run("post", path, "-d", `payment_intent=${intent.id}`, "-c");
    await cli.run(
      ...["test_helpers", "terminal", "readers", "present_payment_method", reader, "-c"],
    );
    expect(await world.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: "requires_capture",
    });
  });

  it.each(triggers)("triggers %s", async (type) => {
    const { code, output } = await cli.run("trigger", type);
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(world.sandbox.books().events.map((event) => event.type)).toContain(type);
  });
});
