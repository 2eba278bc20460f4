import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StripeWorld } from "./support/stripe-world.ts";
import { createIntent, errorOf, openStripeWorld, registerReader } from "./support/stripe-world.ts";

let world: StripeWorld;
let stripe: Stripe;
let reader: Stripe.Terminal.Reader;

beforeEach(async () => {
  world = await openStripeWorld();
  stripe = world.stripe;
  reader = await registerReader(stripe);
});
afterEach(() => world.close());

const helpers = () => stripe.testHelpers.terminal.readers;

const email = {
  type: "email" as const,
  custom_text: { title: "Receipt by e-mail?", skip_button: "No thanks" },
  toggles: [{ title: "News, too", default_value: "disabled" as const }],
};
const rating = {
  type: "selection" as const,
  required: true,
  custom_text: { title: "How was it?" },
  selection: {
    choices: [
      { id: "good", text: "Good", style: "primary" as const },
      { id: "bad", text: "Bad" },
    ],
  },
};

const collect = () =>
  stripe.terminal.readers.collectInputs(reader.id, {
    inputs: [email, rating],
    metadata: { sale: "1" },
  });

describe("collect_inputs", () => {
  it("asks, and gives back what the customer gave", async () => {
    const asking = await collect();
    expect(asking.action).toMatchObject({
      type: "collect_inputs",
      status: "in_progress",
      collect_inputs: { metadata: { sale: "1" }, inputs: [{ email: { value: null } }, {}] },
    });
    const done = await helpers().succeedInputCollection(reader.id);
    expect(done.action).toMatchObject({
      status: "succeeded",
      collect_inputs: {
        inputs: [
          { email: { value: "jenny.rosen@example.com" }, skipped: false, toggles: [{}] },
          { selection: { id: "good", text: "Good" } },
        ],
      },
    });
    expect(world.sandbox.books().events.at(-1)?.type).toBe("terminal.reader.action_succeeded");
  });

  it("keeps a signature as a picture that can be fetched", async () => {
    await stripe.terminal.readers.collectInputs(reader.id, {
      inputs: [{ type: "signature", custom_text: { title: "Please sign" } }],
    });
    const { action } = await helpers().succeedInputCollection(reader.id);
    const id = action?.collect_inputs?.inputs[0]?.signature?.value ?? "";
    expect(await stripe.files.retrieve(id)).toMatchObject({
      purpose: "customer_signature",
      type: "svg",
    });
  });

  it("takes an answer whole or not at all, its switches with it", async () => {
    await collect();
    const { control } = world.sandbox;
    const wrong = () => control.giveInputs(reader.id, { values: [null, "neither"] });
    expect(wrong).toThrow("no choice neither");
    const now = async () =>
      (await stripe.terminal.readers.retrieve(reader.id)) as Stripe.Terminal.Reader;
    expect((await now()).action?.collect_inputs?.inputs[0]).not.toMatchObject({ skipped: true });
    control.giveInputs(reader.id, { values: ["ana@example.com", "bad"], toggles: [["enabled"]] });
    expect((await now()).action?.collect_inputs?.inputs).toMatchObject([
      { email: { value: "ana@example.com" }, toggles: [{ value: "enabled" }] },
      { selection: { id: "bad" } },
    ]);
  });

  it("skips what need not be given", async () => {
    await collect();
    const done = await helpers().succeedInputCollection(reader.id, {
      skip_non_required_inputs: "all",
    });
    expect(done.action?.collect_inputs?.inputs).toMatchObject([
      { skipped: true, email: { value: null } },
      { skipped: false, selection: { id: "good" } },
    ]);
  });

  it("fails when nobody answers", async () => {
    await collect();
    const done = await helpers().timeoutInputCollection(reader.id);
    expect(done.action).toMatchObject({ status: "failed", failure_code: "timeout" });
    expect((await errorOf(helpers().timeoutInputCollection(reader.id))).statusCode).toBe(400);
  });

  it("refuses a sixth input, a long button and a choice where none belongs", async () => {
    const ask = (inputs: object[]) =>
      errorOf(stripe.terminal.readers.collectInputs(reader.id, { inputs } as never));
    expect((await ask(Array.from({ length: 6 }, () => email))).param).toBe("inputs");
    const long = { ...email, custom_text: { title: "x", skip_button: "fifteen letters" } };
    expect((await ask([long])).param).toBe("inputs[0][custom_text][skip_button]");
    expect((await ask([{ ...email, selection: rating.selection }])).statusCode).toBe(400);
  });
});

describe("a reader that loses its power after the bank's yes", () => {
  it("leaves the action open, and the money held", async () => {
    world.sandbox.control.setReader(reader.id, { nextCard: "power-lost-after" });
    const intent = await createIntent(stripe);
    await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: intent.id });
    const after = await helpers().presentPaymentMethod(reader.id);
    expect(after).toMatchObject({ status: "offline", action: { status: "in_progress" } });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: "requires_capture",
    });
  });
});
