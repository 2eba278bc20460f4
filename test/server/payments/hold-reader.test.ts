import { describe, expect, it } from "vitest";
import type { AskedRequest } from "../support/till-client.ts";
import { openRelayWorld, type RelayWorld } from "../support/relay-world.ts";

const about = (
  type: "hold-reader" | "connection-token",
  { readerId }: RelayWorld,
): AskedRequest => ({
  type,
  connection: "main",
  readerId,
});

/** The readers that a token opens, as the SDK would discover them. */
async function discoveredBy(world: RelayWorld, token: string): Promise<string[]> {
  const answer = await fetch(`${world.sandbox.url}/_terminal/readers`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    body: "{}",
  });
  const { discoveredReaders } = (await answer.json()) as { discoveredReaders: { id: string }[] };
  return discoveredReaders.map(({ id }) => id);
}

describe("holdReader", () => {
  it("gives a reader to one register, until it lets go", async () => {
    const world = await openRelayWorld();
    const first = await world.till("reg_1");
    const second = await world.till("reg_2");
    expect(await first.ask(about("hold-reader", world))).toMatchObject({ type: "accepted" });
    expect(await first.ask(about("hold-reader", world))).toMatchObject({ type: "accepted" });
    expect(await second.ask(about("hold-reader", world))).toMatchObject({
      ...{ refusal: "lease-held", detail: "Register reg_1" },
    });
    await first.ask({ type: "release-readers" });
    expect(await second.ask(about("hold-reader", world))).toMatchObject({ type: "accepted" });
  });

  it("outlives the relay, and runs out where its register says nothing more", async () => {
    let atMs = Date.now();
    const world = await openRelayWorld({ now: () => atMs });
    await (await world.till("reg_1")).ask(about("hold-reader", world));
    const next = await world.restart();
    const second = await next.till("reg_2");
    expect(await second.ask(about("hold-reader", next))).toMatchObject({ refusal: "lease-held" });
    atMs += 91_000;
    expect(await second.ask(about("hold-reader", next))).toMatchObject({ type: "accepted" });
  });

  it("keeps the relay's own payments of other registers off the reader, and the other way round", async () => {
    const world = await openRelayWorld();
    const first = await world.till("reg_1");
    const second = await world.till("reg_2");
    await first.ask(about("hold-reader", world));
    expect(await second.ask(world.startOf("pay_1"))).toMatchObject({ refusal: "lease-held" });
    await first.ask({ type: "release-readers" });
    expect(await second.ask(world.startOf("pay_2"))).toMatchObject({ type: "accepted" });
    expect(await first.ask(about("hold-reader", world))).toMatchObject({
      ...{ refusal: "lease-held", detail: "Register reg_2" },
    });
  });
});

describe("connectionToken", () => {
  it("is given to the register that holds the reader, and to no other", async () => {
    const world = await openRelayWorld();
    const first = await world.till("reg_1");
    const second = await world.till("reg_2");
    expect(await first.ask(about("connection-token", world))).toMatchObject({
      refusal: "no-lease",
    });
    await first.ask(about("hold-reader", world));
    first.say({ ...about("connection-token", world), id: "token-1" });
    const secret = await first.hear((message) =>
      message.type === "connection-token" ? message.secret : undefined,
    );
    expect(secret).toMatch(/^pst_test_/);
    expect(await second.ask(about("connection-token", world))).toMatchObject({
      refusal: "no-lease",
    });
    expect(world.log.lines.filter((line) => JSON.stringify(line).includes(secret))).toEqual([]);
  });

  it("carries the reader's location, and opens no other one's readers", async () => {
    const world = await openRelayWorld();
    const address = { line1: "2 Quay", city: "Cork", postal_code: "T12", country: "IE" };
    const elsewhere = await world.stripe.terminal.locations.create({
      ...{ display_name: "Other shop", address },
    });
    await world.stripe.terminal.readers.create({
      ...{ registration_code: "simulated-wpe", label: "Far away", location: elsewhere.id },
    });
    const first = await world.till("reg_1");
    await first.ask(about("hold-reader", world));
    first.say({ ...about("connection-token", world), id: "token-1" });
    const secret = await first.hear((message) =>
      message.type === "connection-token" ? message.secret : undefined,
    );
    expect(await discoveredBy(world, secret)).toEqual([world.readerId]);
  });
});

describe("a direct payment at the relay", () => {
  it("hands the intent's secret to its register alone, and puts nothing on the reader", async () => {
    const world = await openRelayWorld();
    const first = await world.till("reg_1");
    first.say({ ...world.startOf("pay_1", { via: "direct" }), id: "start-pay_1" });
    const secret = await first.hear((message) =>
      message.type === "client-secret" ? message.clientSecret : undefined,
    );
    const [intent] = world.intents();
    expect(secret).toBe(intent?.client_secret);
    expect(world.sandbox.control.reader(world.readerId).screen.kind).toBe("splash");
    expect(world.log.lines.filter((line) => JSON.stringify(line).includes(secret))).toEqual([]);
    await first.ask({ type: "cancel-payment", paymentId: world.startOf("pay_1").paymentId });
    await first.status("canceled");
    expect(first.mails().filter((mail) => JSON.stringify(mail).includes(secret))).toEqual([]);
  });
});
