import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StripeWorld } from "./support/stripe-world.ts";
import {
  createIntent,
  errorOf,
  openStripeWorld,
  payByCard,
  registerReader,
} from "./support/stripe-world.ts";

let world: StripeWorld;
let stripe: Stripe;
let reader: Stripe.Terminal.Reader;
let locationId: string;

beforeEach(async () => {
  world = await openStripeWorld();
  stripe = world.stripe;
  reader = await registerReader(stripe);
  locationId = reader.location as string;
});
afterEach(() => world.close());

const process = (intentId: string, config: object = {}) =>
  stripe.terminal.readers.processPaymentIntent(reader.id, {
    payment_intent: intentId,
    process_config: config,
  });

async function currentAction(): Promise<Stripe.Terminal.Reader.Action | null> {
  const found = await stripe.terminal.readers.retrieve(reader.id);
  return found.deleted ? null : found.action;
}

function eventTypes(): string[] {
  return world.sandbox.books().events.map((event) => event.type);
}

describe("terminal locations and readers", () => {
  it("registers the simulated readers by their codes, and no others", async () => {
    const types = [];
    for (const code of ["simulated-wpe", "simulated-s700", "simulated-s710"]) {
      types.push((await stripe.terminal.readers.create({ registration_code: code })).device_type);
    }
    expect(types).toEqual([
      "simulated_wisepos_e",
      "simulated_stripe_s700",
      "simulated_stripe_s710",
    ]);
    const wrong = stripe.terminal.readers.create({ registration_code: "one-two-three" });
    expect(await errorOf(wrong)).toMatchObject({ param: "registration_code" });
  });

  it("asks for the parts of an address that a country needs", async () => {
    const create = (address: Stripe.Terminal.LocationCreateParams.Address) =>
      stripe.terminal.locations.create({ display_name: "Shop", address });
    const refused = await errorOf(create({ country: "US", line1: "1 Main", city: "Ames" }));
    expect(refused).toMatchObject({ code: "parameter_missing", param: "address[state]" });
    const irish = await create({ country: "IE", line1: "1 Quay", postal_code: "H91" });
    const moved = stripe.terminal.locations.update(irish.id, { address: { country: "GB" } });
    expect((await errorOf(moved)).param).toBe("address[country]");
    const renamed = await stripe.terminal.locations.update(irish.id, {
      display_name: "Shop 2",
      address: { line1: "2 Quay" },
    });
    expect(renamed).toMatchObject({
      display_name: "Shop 2",
      address: { line1: "2 Quay", postal_code: "H91", country: "IE" },
    });
  });

  it("lists by location and status, updates, expands and deletes", async () => {
    const other = await stripe.terminal.readers.create({ registration_code: "simulated-s700" });
    const here = await stripe.terminal.readers.list({ location: locationId });
    expect(here.data.map(({ id }) => id)).toEqual([reader.id]);
    world.sandbox.control.setReader(other.id, { isOnline: false });
    const offline = await stripe.terminal.readers.list({ status: "offline" });
    expect(offline.data.map(({ id }) => id)).toEqual([other.id]);

    await stripe.terminal.readers.update(reader.id, { label: "Till 9", metadata: { a: "1" } });
    const found = await stripe.terminal.readers.retrieve(reader.id, { expand: ["location"] });
    expect(found).toMatchObject({ label: "Till 9", location: { display_name: "Quayside" } });

    const deleted = await stripe.terminal.readers.del(other.id);
    expect(deleted).toMatchObject({ deleted: true, id: other.id });
    expect((await errorOf(stripe.terminal.readers.retrieve(other.id))).statusCode).toBe(404);
  });

  it("makes a new connection token at each call", async () => {
    const tokens = stripe.terminal.connectionTokens;
    const one = await tokens.create({ location: locationId });
    const two = await tokens.create();
    expect(one.secret).toMatch(/^pst_test_/);
    expect(one.secret).not.toBe(two.secret);
    expect((await errorOf(tokens.create({ location: "tml_none" }))).code).toBe("resource_missing");
  });
});

describe("a reader in trouble", () => {
  it("refuses commands while it is offline or has a card in it", async () => {
    const intent = await createIntent(stripe);
    world.sandbox.control.setReader(reader.id, { isOnline: false });
    expect((await errorOf(process(intent.id))).code).toBe("terminal_reader_offline");
    expect(await stripe.terminal.readers.retrieve(reader.id)).toMatchObject({ status: "offline" });
    world.sandbox.control.setReader(reader.id, { isOnline: true, busyWith: "card-inserted" });
    expect((await errorOf(process(intent.id))).code).toBe("terminal_reader_busy");
    world.sandbox.control.setReader(reader.id, { busyWith: null });
    expect((await process(intent.id)).action?.status).toBe("in_progress");
  });

  it("may time out although it got the command, or because it did not", async () => {
    const intent = await createIntent(stripe);
    world.sandbox.control.setReader(reader.id, { nextCommand: "timeout-lost" });
    expect((await errorOf(process(intent.id))).code).toBe("terminal_reader_timeout");
    expect(await currentAction()).toBeNull();
    world.sandbox.control.setReader(reader.id, { nextCommand: "timeout-received" });
    expect((await errorOf(process(intent.id))).code).toBe("terminal_reader_timeout");
    expect(await currentAction()).toMatchObject({ status: "in_progress" });
  });

  it("may lose the line after the bank said yes: the reader fails, the money is held", async () => {
    world.sandbox.control.setReader(reader.id, { nextCard: "answer-lost" });
    const intent = await payByCard(stripe, reader.id);
    expect(intent.status).toBe("requires_capture");
    expect(await currentAction()).toMatchObject({
      status: "failed",
      failure_code: "connection_error",
    });
    expect(eventTypes().at(-1)).toBe("terminal.reader.action_failed");
  });

  it("may lose its power at the card: the action stays open for ever", async () => {
    world.sandbox.control.setReader(reader.id, { nextCard: "power-lost" });
    const intent = await payByCard(stripe, reader.id);
    expect(intent.status).toBe("requires_payment_method");
    expect(await currentAction()).toMatchObject({ status: "in_progress" });
    expect(eventTypes()).toEqual(["payment_intent.created"]);
  });

  it("acknowledges late when told to, and is at work meanwhile", async () => {
    world.sandbox.control.setReader(reader.id, { ackDelayMs: 2_000 });
    const intent = await createIntent(stripe);
    const answered = process(intent.id);
    const first = await Promise.race([
      answered.then(() => "answered"),
      waitUntil(async () => (await currentAction())?.status === "in_progress"),
    ]);
    expect(first).toBe("seen at work");
    expect((await answered).action?.status).toBe("in_progress");
  });
});

/** Reads again and again until it is so. */
async function waitUntil(isSo: () => Promise<boolean>): Promise<string> {
  while (!(await isSo()));
  return "seen at work";
}
