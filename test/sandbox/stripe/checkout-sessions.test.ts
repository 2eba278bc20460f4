import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answerOnPage, payByDebit, payOnPage } from "./support/pay-page.ts";
import type { StripeWorld } from "./support/stripe-world.ts";
import { errorOf, idOf, openStripeWorld, stripeAt } from "./support/stripe-world.ts";

let world: StripeWorld;

beforeEach(async () => {
  world = await openStripeWorld();
});
afterEach(() => world.close());

const eventTypes = () => world.sandbox.books().events.map(({ type }) => type);
const retrieve = (id: string) => world.stripe.checkout.sessions.retrieve(id);

const coffee = {
  price_data: { currency: "eur", unit_amount: 380, product_data: { name: "Flat white" } },
  quantity: 2,
};

function open(
  params: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.Checkout.Session> {
  return world.stripe.checkout.sessions.create({
    mode: "payment",
    line_items: [coffee],
    success_url: "https://shop.example/thanks?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://shop.example/cart",
    client_reference_id: "sale-7",
    ...params,
  });
}

describe("checkout sessions", () => {
  it("opens a page to pay on, and keeps the placeholder in its addresses", async () => {
    const session = await open({ metadata: { till: "1" } });
    expect(session.id).toMatch(/^cs_test_a1[A-Za-z0-9]{58}$/);
    expect(session).toMatchObject({
      object: "checkout.session",
      mode: "payment",
      status: "open",
      payment_status: "unpaid",
      payment_intent: null,
      amount_total: 760,
      currency: "eur",
      client_reference_id: "sale-7",
      ui_mode: "hosted_page",
      url: `${world.sandbox.url}/c/pay/${session.id}`,
      success_url: "https://shop.example/thanks?session={CHECKOUT_SESSION_ID}",
      expires_at: session.created + 24 * 60 * 60,
    });
    const page = await fetch(session.url ?? "");
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(await page.text()).toContain("Card number");
  });

  it("is paid on its page: the intent, then the session, and the customer sent back", async () => {
    const session = await open({
      payment_intent_data: { metadata: { sale: "7" }, description: "Two coffees" },
    });
    const view = await payOnPage(world, session.id);
    expect(view).toMatchObject({
      step: "done",
      returnTo: `https://shop.example/thanks?session=${session.id}`,
    });
    const paid = await world.stripe.checkout.sessions.retrieve(session.id, {
      expand: ["payment_intent.latest_charge", "line_items"],
    });
    expect(paid).toMatchObject({
      status: "complete",
      payment_status: "paid",
      url: null,
      customer: null,
      customer_details: { email: "ana@example.com", name: "Ana" },
      payment_intent: {
        status: "succeeded",
        amount: 760,
        metadata: { sale: "7" },
        description: "Two coffees",
        latest_charge: { billing_details: { email: "ana@example.com" } },
      },
      line_items: { data: [{ description: "Flat white", quantity: 2, amount_total: 760 }] },
    });
    expect(eventTypes().filter((type) => type !== "charge.updated")).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.completed",
    ]);
    expect((await payOnPage(world, session.id)).step).toBeUndefined();
    expect(world.sandbox.books().charges).toHaveLength(1);
  });

  it("says on the page what is wrong with a card, and takes another one", async () => {
    const { id } = await open();
    const mistyped = await payOnPage(world, id, { number: "4242424242424241" });
    expect(mistyped).toMatchObject({ step: "form", trouble: "Your card number is incorrect." });
    const declined = await payOnPage(world, id, { number: "4000000000009995" });
    expect(declined).toMatchObject({
      step: "form",
      trouble: "Your card has insufficient funds.",
    });
    expect((await retrieve(id)).status).toBe("open");
    expect((await payOnPage(world, id)).step).toBe("done");
    expect(world.sandbox.books().paymentIntents).toHaveLength(1);
  });

  it("lets the bank ask, and goes on as the bank says", async () => {
    const { id } = await open();
    expect((await payOnPage(world, id, { number: "4000000000003220" })).step).toBe("bank");
    const failed = await answerOnPage(world, id, "fail");
    expect(failed.step).toBe("form");
    expect(failed.trouble).toContain("unable to authenticate");
    await payOnPage(world, id, { number: "4000000000003220" });
    expect((await answerOnPage(world, id, "complete")).step).toBe("done");
    expect(await retrieve(id)).toMatchObject({ status: "complete", payment_status: "paid" });
  });

  it("holds the money only, with manual capture", async () => {
    const { id } = await open({ payment_intent_data: { capture_method: "manual" } });
    await payOnPage(world, id);
    const held = await retrieve(id);
    expect(held).toMatchObject({ status: "complete", payment_status: "unpaid" });
    const captured = await world.stripe.paymentIntents.capture(idOf(held.payment_intent));
    expect(captured.status).toBe("succeeded");
  });

  it("expires when it is told to, or in its time, and cannot be paid then", async () => {
    const { sessions } = world.stripe.checkout;
    const told = await open();
    expect(await sessions.expire(told.id)).toMatchObject({ status: "expired", url: null });
    expect(await errorOf(sessions.expire(told.id))).toMatchObject({ statusCode: 400 });
    const soon = Math.floor(world.clock.nowMs / 1000) + 30 * 60;
    const late = await open({ expires_at: soon });
    await payOnPage(world, late.id, { number: "4000000000003220" });
    world.clock.nowMs += 30 * 60 * 1000;
    expect((await retrieve(late.id)).status).toBe("expired");
    expect(world.sandbox.books().paymentIntents[0]?.status).toBe("canceled");
    expect(eventTypes().filter((type) => type === "checkout.session.expired")).toHaveLength(2);
    expect((await sessions.list({ status: "open" })).data).toEqual([]);
  });

  it("is either paid or expired, whichever the customer or the till was first with", async () => {
    const { sessions } = world.stripe.checkout;
    const [paid, raced] = [await open(), await open()];
    await payOnPage(world, paid.id);
    const late = await errorOf(sessions.expire(paid.id));
    expect(late.statusCode).toBe(400);
    expect(await retrieve(paid.id)).toMatchObject({ status: "complete", payment_status: "paid" });
    await Promise.allSettled([payOnPage(world, raced.id), sessions.expire(raced.id)]);
    const { status, payment_intent: intent } = await retrieve(raced.id);
    const ofRaced = world.sandbox.books().paymentIntents.filter(({ id }) => id === intent);
    const money = ofRaced.map((each) => each.amount_received).filter((each) => each > 0);
    expect([status, money.length]).toEqual(
      status === "complete" ? ["complete", 1] : ["expired", 0],
    );
    const ends = world.sandbox
      .books()
      .events.filter(({ data }) => (data.object as { id: string }).id === raced.id);
    expect(ends).toHaveLength(1);
  });

  it("lists its line items oldest first, with their products on demand", async () => {
    const tea = { ...coffee.price_data, product_data: { name: "Tea" } };
    const { id } = await open({ line_items: [coffee, { price_data: tea, quantity: 1 }] });
    const items = await world.stripe.checkout.sessions.listLineItems(id, {
      expand: ["data.price.product"],
    });
    expect(items.data.map(({ description }) => description)).toEqual(["Flat white", "Tea"]);
    expect(items.data[1]?.price?.product).toMatchObject({ object: "product", name: "Tea" });
  });

  it("is complete before a bank debit has come, and tells later whether it came", async () => {
    const types: Partial<Stripe.Checkout.SessionCreateParams> = {
      allowed_payment_method_types: ["card", "sepa_debit"],
    };
    const [good, bad] = [await open(types), await open(types)];
    await payByDebit(world, good.id, "AT61 1904 3002 3457 3201");
    await payByDebit(world, bad.id, "AT86 1904 3002 3547 3202");
    expect(await retrieve(good.id)).toMatchObject({ status: "complete", payment_status: "unpaid" });
    const [first] = world.sandbox.books().paymentIntents;
    expect(first).toMatchObject({ status: "processing" });
    world.clock.nowMs += 2_000;
    expect((await retrieve(good.id)).payment_status).toBe("paid");
    expect((await retrieve(bad.id)).payment_status).toBe("unpaid");
    expect(eventTypes().filter((type) => type.startsWith("checkout.session"))).toEqual([
      "checkout.session.completed",
      "checkout.session.completed",
      "checkout.session.async_payment_succeeded",
      "checkout.session.async_payment_failed",
    ]);
    const plain = await open();
    const refused = await payByDebit(world, plain.id, "AT61 1904 3002 3457 3201");
    expect(refused.step).toBeUndefined();
  });

  it("is paid in the live world with cards of that world only", async () => {
    await world.close();
    world = await openStripeWorld({ hasLiveWorld: true });
    const live = stripeAt({ port: world.sandbox.port, key: world.sandbox.live?.key ?? "" });
    const session = await live.checkout.sessions.create({
      mode: "payment",
      line_items: [coffee],
      success_url: "https://shop.example/thanks",
    });
    expect(session).toMatchObject({ livemode: true });
    expect(session.id).toMatch(/^cs_live_/);
    const refused = await payOnPage(world, session.id);
    expect(refused.trouble).toContain("live mode, but used a known test card");
    expect((await payOnPage(world, session.id, { number: "4111111111111111" })).step).toBe("done");
    expect((await live.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
    expect(world.sandbox.books().paymentIntents).toEqual([]);
  });

  it("makes a customer when it is asked for one", async () => {
    const { id } = await open({ customer_creation: "always" });
    await payOnPage(world, id);
    const paid = await world.stripe.checkout.sessions.retrieve(id, {
      expand: ["customer", "payment_intent"],
    });
    expect(paid.customer).toMatchObject({ email: "ana@example.com" });
    expect(paid.payment_intent).toMatchObject({ customer: idOf(paid.customer) });
  });

  it("refuses what does not fit, as Stripe does", async () => {
    const monthly = { ...coffee.price_data, recurring: { interval: "month" as const } };
    const recurring = { line_items: [{ price_data: monthly, quantity: 1 }] };
    expect((await errorOf(open(recurring))).message).toContain("passed a recurring price");
    expect((await errorOf(open({ mode: "subscription" }))).message).toContain(
      "at least one recurring price",
    );
    const wrongData = { mode: "subscription" as const, ...recurring, payment_intent_data: {} };
    expect(
      await errorOf(open({ ...wrongData, payment_intent_data: { description: "x" } })),
    ).toMatchObject({
      param: "payment_intent_data",
    });
    const now = Math.floor(world.clock.nowMs / 1000);
    expect(await errorOf(open({ expires_at: now + 60 }))).toMatchObject({ param: "expires_at" });
    expect(await errorOf(open({ expires_at: now + 90_000 }))).toMatchObject({
      param: "expires_at",
    });
    const types = { payment_method_types: ["card"] } as never;
    expect((await errorOf(open(types))).code).toBe("payment_method_types_no_longer_supported");
    const embedded = open({ ui_mode: "embedded_page" });
    expect(await errorOf(embedded)).toMatchObject({ param: "success_url" });
    expect(world.sandbox.books().paymentIntents).toEqual([]);
  });

  it("keeps a card without a payment in mode setup", async () => {
    const { id } = await world.stripe.checkout.sessions.create({
      mode: "setup",
      currency: "eur",
      success_url: "https://shop.example/thanks",
    });
    expect((await payOnPage(world, id)).step).toBe("done");
    const done = await world.stripe.checkout.sessions.retrieve(id, { expand: ["setup_intent"] });
    expect(done).toMatchObject({
      payment_status: "no_payment_required",
      setup_intent: { status: "succeeded", customer: idOf(done.customer) },
    });
  });
});

describe("embedded checkout", () => {
  it("has a secret instead of an address, and may be shown inside another page", async () => {
    const session = await world.stripe.checkout.sessions.create({
      mode: "payment",
      line_items: [coffee],
      ui_mode: "embedded_page",
      return_url: "https://shop.example/thanks?session={CHECKOUT_SESSION_ID}",
    });
    expect(session).toMatchObject({ url: null, redirect_on_completion: "always" });
    expect(session.client_secret).toContain(`${session.id}_secret_`);
    const page = await fetch(`${world.sandbox.url}/c/pay/${session.id}`);
    expect(page.headers.get("content-security-policy")).not.toContain("frame-ancestors");
    expect((await payOnPage(world, session.id)).returnTo).toContain(session.id);
  });

  it("is mounted by a stand-in for Stripe.js", async () => {
    const script = await fetch(`${world.sandbox.url}/_sandbox/stripe.js`);
    expect(script.headers.get("content-type")).toContain("text/javascript");
    expect(await script.text()).toContain("createEmbeddedCheckoutPage");
  });
});
