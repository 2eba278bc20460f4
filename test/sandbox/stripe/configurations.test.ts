import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf } from "../../../sandbox/stripe/id-of.ts";
import type { StripeWorld } from "./support/stripe-world.ts";
import { createIntent, errorOf, openStripeWorld, registerReader } from "./support/stripe-world.ts";

let world: StripeWorld;
let stripe: Stripe;

beforeEach(async () => {
  world = await openStripeWorld();
  stripe = world.stripe;
});
afterEach(() => world.close());

const configurations = () => stripe.terminal.configurations;

describe("terminal configurations", () => {
  it("keep tips by currency, a splashscreen and the hours of the nightly restart", async () => {
    const made = await configurations().create({
      name: "Terrace",
      tipping: { eur: { percentages: [5, 10, 15], smart_tip_threshold: 1000 } },
      bbpos_wisepos_e: { splashscreen: "file_1" },
      reboot_window: { start_hour: 3, end_hour: 5 },
    });
    expect(made).toMatchObject({
      object: "terminal.configuration",
      is_account_default: false,
      livemode: false,
      name: "Terrace",
      tipping: {
        eur: { fixed_amounts: null, percentages: [5, 10, 15], smart_tip_threshold: 1000 },
      },
      bbpos_wisepos_e: { splashscreen: "file_1" },
      reboot_window: { start_hour: 3, end_hour: 5 },
    });
    const changed = await configurations().update(made.id, {
      tipping: "",
      bbpos_wisepos_e: { splashscreen: "" },
    });
    expect(changed).not.toHaveProperty("tipping");
    expect(changed).toMatchObject({ bbpos_wisepos_e: {}, reboot_window: { start_hour: 3 } });
  });

  it("have one of the account from the start, which cannot be deleted", async () => {
    const listed = await configurations().list({ is_account_default: true });
    expect(listed.data).toMatchObject([{ is_account_default: true }]);
    const id = listed.data[0]?.id ?? "";
    expect((await errorOf(configurations().del(id))).statusCode).toBe(400);
  });

  it("refuse an hour that is none, a fourth button and a currency without tips", async () => {
    const window = { start_hour: 3, end_hour: 24 };
    expect((await errorOf(configurations().create({ reboot_window: window }))).param).toBe(
      "reboot_window[end_hour]",
    );
    const four = { eur: { percentages: [1, 2, 3, 4] } };
    expect((await errorOf(configurations().create({ tipping: four }))).param).toBe(
      "tipping[eur][percentages]",
    );
    const unknown = { tipping: { xyz: { percentages: [5] } } } as object;
    expect((await errorOf(configurations().create(unknown))).code).toBe("parameter_unknown");
  });

  it("hold at a location that names them, until they are deleted", async () => {
    const own = await configurations().create({ name: "Terrace" });
    const reader = await registerReader(stripe);
    const id = idOf(reader.location);
    const location = await stripe.terminal.locations.update(id, {
      configuration_overrides: own.id,
    });
    expect(location).toMatchObject({ configuration_overrides: own.id });
    const wrong = stripe.terminal.locations.update(id, { configuration_overrides: "tmc_none" });
    expect((await errorOf(wrong)).code).toBe("resource_missing");
    await configurations().del(own.id);
    expect(await stripe.terminal.locations.retrieve(id)).not.toHaveProperty(
      "configuration_overrides",
    );
  });
});

describe("tips on the reader", () => {
  async function withTips(eur: object): Promise<Stripe.Terminal.Reader> {
    const reader = await registerReader(stripe);
    const own = await configurations().create({ tipping: { eur } });
    await stripe.terminal.locations.update(idOf(reader.location), {
      configuration_overrides: own.id,
    });
    return reader;
  }

  const shown = (readerId: string) => world.sandbox.control.reader(readerId).screen;

  it("are offered as shares of the amount, and the chosen one is paid", async () => {
    const reader = await withTips({ percentages: [10, 15, 20] });
    const intent = await createIntent(stripe, { amount: 2000 });
    await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: intent.id });
    expect(shown(reader.id)).toMatchObject({
      kind: "tip",
      amount: 2000,
      options: [
        { amountMinor: 200, percent: 10 },
        { amountMinor: 300, percent: 15 },
        { amountMinor: 400, percent: 20 },
      ],
    });
    world.sandbox.control.chooseTip(reader.id, 300);
    expect(shown(reader.id)).toMatchObject({ kind: "present-card", amount: 2300 });
    world.sandbox.control.present(reader.id, {});
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      amount: 2300,
      amount_details: { tip: { amount: 300 } },
    });
  });

  it("are fixed amounts below the threshold of smart tips", async () => {
    const rules = { percentages: [10], fixed_amounts: [50, 100], smart_tip_threshold: 1000 };
    const reader = await withTips(rules);
    const intent = await createIntent(stripe, { amount: 900 });
    await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: intent.id });
    expect(shown(reader.id)).toMatchObject({
      options: [{ amountMinor: 50 }, { amountMinor: 100 }],
    });
  });

  it("count only what is eligible, and are not asked for when that is nothing", async () => {
    const reader = await withTips({ percentages: [10] });
    const intent = await createIntent(stripe, { amount: 2000 });
    const process = (tipping: object) =>
      stripe.terminal.readers.processPaymentIntent(reader.id, {
        payment_intent: intent.id,
        process_config: tipping,
      });
    await process({ tipping: { amount_eligible: 1500 } });
    expect(shown(reader.id)).toMatchObject({ options: [{ amountMinor: 150 }] });
    await process({ tipping: { amount_eligible: 0 } });
    expect(shown(reader.id)).toMatchObject({ kind: "present-card" });
    await process({ skip_tipping: true });
    expect(shown(reader.id)).toMatchObject({ kind: "present-card" });
  });
});
