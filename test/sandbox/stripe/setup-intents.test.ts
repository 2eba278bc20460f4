import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StripeWorld } from "./support/stripe-world.ts";
import { answerBank } from "./support/pay-page.ts";
import { errorOf, idOf, openStripeWorld } from "./support/stripe-world.ts";

let world: StripeWorld;

beforeEach(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.close());

const eventTypes = () => world.sandbox.books().events.map(({ type }) => type);

describe("setup intents", () => {
  it("keeps a card with its customer, for payments without one", async () => {
    const { customers, paymentIntents, setupIntents } = world.stripe;
    const { id: customer } = await customers.create();
    const setup = await setupIntents.create({ customer, metadata: { till: "1" } });
    expect(setup).toMatchObject({
      object: "setup_intent",
      status: "requires_payment_method",
      usage: "off_session",
      payment_method_types: ["card", "link"],
    });
    const done = await setupIntents.confirm(setup.id, { payment_method: "pm_card_visa" });
    expect(done.status).toBe("succeeded");
    const paid = await paymentIntents.create({
      amount: 900,
      currency: "eur",
      customer,
      payment_method: idOf(done.payment_method),
      off_session: true,
      confirm: true,
    });
    expect(paid.status).toBe("succeeded");
    expect(eventTypes().slice(1, 4)).toEqual([
      "setup_intent.created",
      "payment_method.attached",
      "setup_intent.succeeded",
    ]);
    const again = await errorOf(setupIntents.confirm(setup.id));
    expect(again.code).toBe("setup_intent_unexpected_state");
  });

  it("answers 402 when the bank refuses the card", async () => {
    const refused = await errorOf(
      world.stripe.setupIntents.create({
        allowed_payment_method_types: ["card"],
        payment_method: "pm_card_chargeDeclined",
        confirm: true,
      }),
    );
    expect(refused).toMatchObject({ statusCode: 402, code: "card_declined" });
    const [kept] = (await world.stripe.setupIntents.list()).data;
    expect(kept).toMatchObject({
      status: "requires_payment_method",
      last_setup_error: { code: "card_declined" },
    });
    expect(eventTypes()).toEqual(["setup_intent.created", "setup_intent.setup_failed"]);
  });

  it("waits for the bank, and fails when the bank is not content", async () => {
    const { setupIntents } = world.stripe;
    const make = () =>
      setupIntents.create({
        allowed_payment_method_types: ["card"],
        payment_method: "pm_card_threeDSecure2Required",
        confirm: true,
        return_url: "https://shop.example/x",
      });
    const good = await make();
    expect(good).toMatchObject({ status: "requires_action" });
    expect(good.next_action?.redirect_to_url?.url).toContain(`/c/3ds/${good.id}`);
    await answerBank(world, good.id, "complete");
    expect((await setupIntents.retrieve(good.id)).status).toBe("succeeded");
    const bad = await make();
    await answerBank(world, bad.id, "fail");
    expect(await setupIntents.retrieve(bad.id)).toMatchObject({
      status: "requires_payment_method",
      last_setup_error: { code: "setup_intent_authentication_failure" },
    });
  });

  it("is canceled while it is open, and not afterwards", async () => {
    const { setupIntents } = world.stripe;
    const { id } = await setupIntents.create();
    const canceled = await setupIntents.cancel(id, { cancellation_reason: "abandoned" });
    expect(canceled).toMatchObject({ status: "canceled", cancellation_reason: "abandoned" });
    expect((await errorOf(setupIntents.cancel(id))).code).toBe("setup_intent_unexpected_state");
    expect(eventTypes().at(-1)).toBe("setup_intent.canceled");
  });
});
