import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StripeSandbox } from "../../../sandbox/stripe/stripe-sandbox.ts";
import type { StripeWorld } from "./support/stripe-world.ts";
import { createIntent, errorOf, openStripeWorld, stripeAt } from "./support/stripe-world.ts";

let world: StripeWorld;
let live: NonNullable<StripeSandbox["live"]>;
let stripe: Stripe;

beforeEach(async () => {
  world = await openStripeWorld({ hasLiveWorld: true });
  if (world.sandbox.live === null) throw new Error("there is no live world");
  live = world.sandbox.live;
  stripe = stripeAt({ port: world.sandbox.port, key: live.key });
});
afterEach(() => world.close());

function register(code: string): Promise<Stripe.Terminal.Reader> {
  return stripe.terminal.readers.create({ registration_code: code });
}

describe("the live world", () => {
  it("shares nothing with the test world, and says livemode everywhere", async () => {
    const intent = await createIntent(stripe);
    expect(intent.livemode).toBe(true);
    expect((await errorOf(world.stripe.paymentIntents.retrieve(intent.id))).code).toBe(
      "resource_missing",
    );
    const { data } = await stripe.events.list();
    expect(data).toMatchObject([{ livemode: true, data: { object: { livemode: true } } }]);
    expect(await world.stripe.events.list()).toMatchObject({ data: [] });
    const token = await stripe.terminal.connectionTokens.create();
    expect(token.secret).toMatch(/^pst_live_/);
    const restricted = stripeAt({ port: world.sandbox.port, key: "rk_live_12345678" });
    expect(await restricted.paymentIntents.retrieve(intent.id)).toMatchObject({ livemode: true });
  });

  it("leaves a description alone that speaks of livemode", async () => {
    const description = '"livemode": false, said the fox';
    expect(await createIntent(stripe, { description })).toMatchObject({ description });
  });

  it("registers physical readers by their three words, once, and no simulated ones", async () => {
    const { registrationCode } = live.control.unpackReader("stripe_s700");
    expect(registrationCode).toMatch(/^[a-z]+-[a-z]+-[a-z]+$/);
    expect(await register(registrationCode)).toMatchObject({
      device_type: "stripe_s700",
      livemode: true,
      ip_address: expect.stringMatching(/^192\.168\./) as string,
    });
    expect((await errorOf(register(registrationCode))).param).toBe("registration_code");
    expect((await errorOf(register("simulated-wpe"))).param).toBe("registration_code");
  });

  it("declines test cards and takes cards of its own", async () => {
    const code = live.control.unpackReader("bbpos_wisepos_e").registrationCode;
    const reader = await register(code);
    const pay = async (number: string) => {
      const intent = await createIntent(stripe);
      await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: intent.id });
      live.control.present(reader.id, { number });
      return stripe.paymentIntents.retrieve(intent.id);
    };
    expect(await pay("4242424242424242")).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { decline_code: "testmode_decline" },
    });
    expect(await pay("4111111111111111")).toMatchObject({ status: "requires_capture" });
    const helper = stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id);
    expect((await errorOf(helper)).statusCode).toBe(400);
  });

  it("wants https at webhook endpoints", async () => {
    const create = (url: string) => stripe.webhookEndpoints.create({ url, enabled_events: ["*"] });
    expect((await errorOf(create("http://127.0.0.1:1/hook"))).code).toBe("url_invalid");
    expect(await create("https://127.0.0.1:1/hook")).toMatchObject({ livemode: true });
  });
});
