import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answerBank } from "./support/pay-page.ts";
import type { StripeWorld } from "./support/stripe-world.ts";
import { errorOf, idOf, openStripeWorld } from "./support/stripe-world.ts";

let world: StripeWorld;

beforeEach(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.close());

const eventTypes = () => world.sandbox.books().events.map(({ type }) => type);

function pay(
  method: string,
  params: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return world.stripe.paymentIntents.create({
    amount: 2500,
    currency: "eur",
    allowed_payment_method_types: ["card"],
    capture_method: "automatic",
    payment_method: method,
    confirm: true,
    expand: ["latest_charge"],
    ...params,
  });
}

const outcomeOf = (intent: Stripe.PaymentIntent) => (intent.latest_charge as Stripe.Charge).outcome;

describe("card payments without a reader", () => {
  it("pays at once with a card that its bank trusts", async () => {
    const intent = await pay("pm_card_visa");
    expect(intent).toMatchObject({ status: "succeeded", amount_received: 2500, next_action: null });
    expect(intent.latest_charge).toMatchObject({
      captured: true,
      paid: true,
      outcome: { type: "authorized", risk_level: "normal" },
      payment_method_details: { type: "card", card: { last4: "4242", three_d_secure: null } },
    });
    expect(eventTypes().slice(0, 3)).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.succeeded",
    ]);
  });

  it("waits for its confirmation, and for a card when it has none", async () => {
    const { paymentIntents } = world.stripe;
    const intent = await paymentIntents.create({
      amount: 2500,
      currency: "eur",
      automatic_payment_methods: { enabled: true },
    });
    const bare = await errorOf(paymentIntents.confirm(intent.id));
    expect(bare.code).toBe("payment_intent_unexpected_state");
    const known = await paymentIntents.update(intent.id, { payment_method: "pm_card_visa" });
    expect(known.status).toBe("requires_confirmation");
    expect(await errorOf(paymentIntents.confirm(intent.id))).toMatchObject({ param: "return_url" });
    const paid = await paymentIntents.confirm(intent.id, { return_url: "https://shop.example/x" });
    expect(paid.status).toBe("succeeded");
    const again = await errorOf(paymentIntents.confirm(intent.id));
    expect(again.code).toBe("payment_intent_unexpected_state");
  });

  it("holds the money for seven days with manual capture", async () => {
    const held = await pay("pm_card_visa", { capture_method: "manual" });
    expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 2500 });
    world.clock.nowMs += 6 * 24 * 60 * 60 * 1000;
    expect((await world.stripe.paymentIntents.capture(held.id)).status).toBe("succeeded");
    const other = await pay("pm_card_visa", { capture_method: "manual" });
    world.clock.nowMs += 7 * 24 * 60 * 60 * 1000 + 1000;
    const expired = await world.stripe.paymentIntents.retrieve(other.id);
    expect(expired).toMatchObject({ status: "canceled", cancellation_reason: "automatic" });
  });

  it.each([
    ["pm_card_chargeDeclined", "card_declined", "generic_decline"],
    ["pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card", ""],
    ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", ""],
    ["pm_card_radarBlock", "card_declined", "fraudulent"],
  ])("answers 402 for %s, with the intent open for another card", async (name, code, why) => {
    const refused = await errorOf(pay(name));
    expect(refused).toMatchObject({ type: "StripeCardError", statusCode: 402, code });
    expect(refused.decline_code).toBe(why);
    expect(refused.payment_intent).toMatchObject({
      status: "requires_payment_method",
      payment_method: null,
      last_payment_error: { code, type: "card_error" },
    });
    expect(eventTypes()).toEqual([
      "payment_intent.created",
      "charge.failed",
      "payment_intent.payment_failed",
    ]);
    const paid = await world.stripe.paymentIntents.confirm(refused.payment_intent?.id ?? "", {
      payment_method: "pm_card_visa",
    });
    expect(paid).toMatchObject({ status: "succeeded", last_payment_error: null });
  });

  it("tells the risk of a payment on its outcome", async () => {
    expect(outcomeOf(await pay("pm_card_riskLevelElevated"))).toMatchObject({
      risk_level: "elevated",
      type: "manual_review",
    });
    expect(outcomeOf(await pay("pm_card_riskLevelHighest"))).toMatchObject({
      risk_level: "highest",
      type: "authorized",
    });
    await errorOf(pay("pm_card_radarBlock"));
    expect(world.sandbox.books().charges.at(-1)?.outcome).toMatchObject({
      risk_level: "highest",
      type: "blocked",
      network_status: "not_sent_to_network",
      reason: "highest_risk_level",
    });
  });
});

describe("3D Secure", () => {
  const returnUrl = "https://shop.example/done";

  it("sends the customer to the bank, and takes the money when the bank is content", async () => {
    const intent = await pay("pm_card_threeDSecure2Required", { return_url: returnUrl });
    expect(intent).toMatchObject({
      status: "requires_action",
      latest_charge: null,
      next_action: {
        type: "redirect_to_url",
        redirect_to_url: {
          return_url: returnUrl,
          url: `${world.sandbox.url}/c/3ds/${intent.id}`,
        },
      },
    });
    const answer = await answerBank(world, intent.id, "complete");
    const { returnTo } = (await answer.json()) as { returnTo: string };
    const back = new URL(returnTo);
    expect(back.searchParams.get("payment_intent")).toBe(intent.id);
    expect(back.searchParams.get("redirect_status")).toBe("succeeded");
    const paid = await world.stripe.paymentIntents.retrieve(intent.id, {
      expand: ["latest_charge"],
    });
    expect(paid).toMatchObject({
      status: "succeeded",
      latest_charge: {
        payment_method_details: { card: { three_d_secure: { result: "authenticated" } } },
      },
    });
    expect(eventTypes()).toContain("payment_intent.requires_action");
    expect((await answerBank(world, intent.id, "complete")).status).toBe(400);
  });

  it("makes no charge when the bank is not content", async () => {
    const intent = await pay("pm_card_threeDSecure2Required");
    expect(intent.next_action?.type).toBe("use_stripe_sdk");
    await answerBank(world, intent.id, "fail");
    const failed = await world.stripe.paymentIntents.retrieve(intent.id);
    expect(failed).toMatchObject({
      status: "requires_payment_method",
      latest_charge: null,
      last_payment_error: { code: "payment_intent_authentication_failure" },
    });
    expect(world.sandbox.books().charges).toEqual([]);
  });

  it("can pass and then be declined", async () => {
    const intent = await pay("pm_card_threeDSecureRequiredChargeDeclined");
    await answerBank(world, intent.id, "complete");
    const declined = await world.stripe.paymentIntents.retrieve(intent.id);
    expect(declined).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "card_declined" },
    });
  });

  it("shows the bank's page with nothing from elsewhere", async () => {
    const intent = await pay("pm_card_threeDSecure2Required");
    const page = await fetch(`${world.sandbox.url}/c/3ds/${intent.id}`);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    const other = await fetch(`${world.sandbox.url}/c/3ds/${intent.id}/complete`, {
      method: "POST",
      headers: { Origin: "https://evil.example", "X-Tillside-Sandbox": "1" },
    });
    expect(other.status).toBe(403);
  });

  it("declines off session, and passes once the card was saved with its owner's proof", async () => {
    const { id: customer } = await world.stripe.customers.create();
    const saved = await pay("pm_card_authenticationRequiredOnSetup", {
      customer,
      setup_future_usage: "off_session",
    });
    expect(saved.status).toBe("requires_action");
    await answerBank(world, saved.id, "complete");
    const method = idOf((await world.stripe.paymentIntents.retrieve(saved.id)).payment_method);
    const later = await pay(method, { customer, off_session: true });
    expect(later.status).toBe("succeeded");
    const fresh = pay("pm_card_authenticationRequired", { off_session: true });
    expect(await errorOf(fresh)).toMatchObject({ code: "authentication_required" });
    const stranger = await errorOf(pay(method));
    expect(stranger).toMatchObject({ statusCode: 400, param: "payment_method" });
  });
});
