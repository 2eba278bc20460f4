import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { groupOf, leftOut, namedByCli, triggers } from "./support/cli-triggers.ts";
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

  it("reads, changes and deletes by the resource commands of the rooms", async () => {
    const made = await cli.run("customers", "create", "-d", "email=ana@example.com", "-c");
    const customer = /cus_\w+/.exec(made.output)?.[0] ?? "";
    const read = await cli.run("customers", "retrieve", customer);
    expect(read.output).toContain("ana@example.com");
    await cli.run("customers", "update", customer, "-d", "name=Ana", "-c");
    expect(await world.stripe.customers.retrieve(customer)).toMatchObject({ name: "Ana" });
    for (const room of ["charges", "invoices", "payouts", "disputes", "refunds", "products"]) {
      expect(await cli.run(room, "list")).toMatchObject({
        code: 0,
        output: expect.stringContaining('"object": "list"') as string,
      });
    }
    expect((await cli.run("customers", "delete", customer, "-c")).code).toBe(0);
    expect(await world.stripe.customers.retrieve(customer)).toMatchObject({ deleted: true });
    expect((await cli.run("customers", "retrieve", "cus_none")).output).toContain(
      "No such customer: 'cus_none'",
    );
  });

  it("runs a file of fixtures, each with the answers of those before it", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "tillside-fixtures-")), "sale.json");
    const intent = "/v1/payment_intents/${intent:id}";
    writeFileSync(
      file,
      JSON.stringify({
        _meta: { template_version: 0 },
        fixtures: [
          {
            name: "intent",
            path: "/v1/payment_intents",
            method: "post",
            params: {
              amount: 1250,
              currency: "eur",
              capture_method: "manual",
              confirm: true,
              payment_method: "pm_card_visa",
              automatic_payment_methods: { enabled: true, allow_redirects: "never" },
            },
          },
          { name: "taken", path: `${intent}/capture`, method: "post", params: {} },
          {
            name: "refund",
            path: "/v1/refunds",
            method: "post",
            params: { payment_intent: "${taken:id}", amount: 250 },
          },
        ],
      }),
    );
    onTestFinished(() => rmSync(dirname(file), { recursive: true }));
    const { code, output } = await cli.run("fixtures", file);
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(world.sandbox.books().refunds).toMatchObject([{ amount: 250, status: "succeeded" }]);
  });

  it("has no event that is neither triggered here nor left out with a reason", async () => {
    const { output } = await cli.run("trigger", "--help");
    const known = [...output.matchAll(/^ {2}(\w+(?:\.\w+)+)$/gm)].map(([, type]) => type ?? "");
    const counts: Record<string, number> = {};
    const rest = known.filter((type) => {
      const group = groupOf(type);
      if (group !== undefined) counts[group] = (counts[group] ?? 0) + 1;
      return group === undefined;
    });
    expect(rest.toSorted()).toEqual([...triggers, ...Object.keys(namedByCli)].toSorted());
    expect(counts).toEqual(leftOut);
    expect([rest.length, known.length]).toEqual([59, 123]);
  });

  it.each([...triggers.map((type) => [type, type]), ...Object.entries(namedByCli)])(
    "triggers %s",
    async (name, type) => {
      // One of the CLI's reports is of 2022: the account has to be older than that.
      world.sandbox.control.setAccount({ createdAtMs: Date.UTC(2021, 0, 1) });
      const { code, output } = await cli.run("trigger", name);
      expect({ code, output }).toMatchObject({ code: 0 });
      // Disputes, debits and reports follow their request within three minutes.
      await world.sandbox.control.advanceClock({ byMs: 180_000 });
      expect(world.sandbox.books().events.map((event) => event.type)).toContain(type);
    },
  );
});
