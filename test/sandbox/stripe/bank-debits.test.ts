import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type Stripe from "stripe";
import type { StripeWorld } from "./support/stripe-world.ts";
import { errorOf, openStripeWorld } from "./support/stripe-world.ts";

let world: StripeWorld;
let stripe: Stripe;

beforeEach(async () => {
  world = await openStripeWorld();
  stripe = world.stripe;
});
afterEach(() => world.close());

function account(iban: string) {
  return stripe.paymentMethods.create({
    type: "sepa_debit",
    sepa_debit: { iban },
    billing_details: { name: "Bob", email: "bob@example.com" },
  });
}

const mandate_data = { customer_acceptance: { type: "offline" as const, accepted_at: 1 } };

async function debit(iban: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  return stripe.paymentIntents.create({
    amount: 1_000,
    currency: "eur",
    allowed_payment_method_types: ["sepa_debit"],
    payment_method: (await account(iban)).id,
    confirm: true,
    mandate_data,
    ...more,
  });
}

describe("payments by bank debit", () => {
  it("are under way until the bank has sent the money, or has not", async () => {
    const good = await debit("AT321904300235473204");
    const bad = await debit("AT861904300235473202");
    expect([good.status, bad.status]).toEqual(["processing", "processing"]);
    await world.sandbox.control.advanceClock({ byMs: 180_000 });
    expect((await stripe.paymentIntents.retrieve(good.id)).status).toBe("succeeded");
    expect((await stripe.paymentIntents.retrieve(bad.id)).status).toBe("requires_payment_method");
  });

  it("need a mandate, a euro amount and an account of the test", async () => {
    const without = await errorOf(
      debit("AT611904300234573201", { mandate_data: undefined as never }),
    );
    expect(without.param).toBe("mandate_data");
    const dollars = await errorOf(debit("AT611904300234573201", { currency: "usd" }));
    expect(dollars.param).toBe("allowed_payment_method_types");
    expect((await errorOf(account("DE00"))).code).toBe("invalid_bank_account_iban");
    const nameless = stripe.paymentMethods.create({
      type: "sepa_debit",
      sepa_debit: { iban: "AT611904300234573201" },
    });
    expect((await errorOf(nameless)).param).toBe("billing_details[name]");
    const cards = debit("AT611904300234573201", { allowed_payment_method_types: ["card"] });
    expect((await errorOf(cards)).code).toBe("payment_intent_incompatible_payment_method");
  });
});
