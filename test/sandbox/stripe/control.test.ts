import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Books } from "../../../sandbox/stripe/control/books.ts";
import type { ReaderView } from "../../../sandbox/stripe/control/reader-view.ts";
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

type Sent = { body?: unknown; headers?: Record<string, string> };

function control(method: string, path: string, { body, headers = {} }: Sent = {}) {
  return fetch(`${world.sandbox.url}/_sandbox${path}`, {
    method,
    headers: { "X-Tillside-Sandbox": "1", "Content-Type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const arm = async (config: object = {}) => {
  const intent = await createIntent(stripe);
  await stripe.terminal.readers.processPaymentIntent(reader.id, {
    payment_intent: intent.id,
    process_config: config,
  });
  return intent;
};

describe("the control API", () => {
  it("adds, lists and clears faults, and refuses what is none", async () => {
    const fault = { on: { path: "/v1/*" }, do: "answer-status", status: 503, tag: "mine" };
    const added = await control("POST", "/faults", { body: fault });
    expect(await added.json()).toMatchObject({ ...fault, times: 1, isDone: false });
    expect(await (await control("GET", "/faults")).json()).toHaveLength(1);
    expect((await control("DELETE", "/faults/mine")).status).toBe(200);
    expect(await (await control("GET", "/faults")).json()).toEqual([]);
    expect((await control("POST", "/faults", { body: { do: "explode" } })).status).toBe(400);
    expect((await control("POST", "/nothing")).status).toBe(404);
    const noJson = await fetch(`${world.sandbox.url}/_sandbox/faults`, {
      method: "POST",
      headers: { "X-Tillside-Sandbox": "1" },
      body: "{",
    });
    expect(noJson.status).toBe(400);
  });

  it("gives out the books", async () => {
    await createIntent(stripe);
    const books = (await (await control("GET", "/books")).json()) as Books;
    expect(books.paymentIntents).toHaveLength(1);
    expect(books).toEqual(JSON.parse(JSON.stringify(world.sandbox.books())));
    expect(JSON.stringify(books)).not.toContain(world.sandbox.key);
  });

  it("refuses what another web page could send", async () => {
    const path = `${world.sandbox.url}/_sandbox/readers/${reader.id}/present`;
    await arm();
    const plain = await fetch(path, { method: "POST", body: "{}" });
    expect(plain.status).toBe(403);
    const foreign = await control("POST", `/readers/${reader.id}/present`, {
      headers: { Origin: "https://evil.example" },
    });
    expect(foreign.status).toBe(403);
    expect((await control("GET", "/books", { headers: { Origin: "null" } })).status).toBe(403);
    const preflight = await fetch(path, { method: "OPTIONS" });
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
    expect(world.sandbox.books().charges).toEqual([]);
    const own = await control("POST", `/readers/${reader.id}/present`, {
      headers: { Origin: world.sandbox.url },
    });
    expect(own.status).toBe(200);
  });

  it.each([
    ["tap", "contactless_emv", true],
    ["insert", "contact_emv", true],
    ["swipe", "magnetic_stripe_track2", false],
  ])("presents a card by %s", async (gesture, readMethod, hasReceipt) => {
    const intent = await arm();
    await control("POST", `/readers/${reader.id}/present`, { body: { gesture } });
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
    expect(paid.status).toBe("requires_capture");
    const details = (paid.latest_charge as Stripe.Charge).payment_method_details?.card_present;
    expect(details?.read_method).toBe(readMethod);
    expect(details?.receipt !== null).toBe(hasReceipt);
  });

  it("lets the customer cancel only where the command allowed it", async () => {
    await arm();
    expect((await control("POST", `/readers/${reader.id}/cancel`)).status).toBe(400);
    const intent = await arm({ enable_customer_cancellation: true });
    expect((await control("POST", `/readers/${reader.id}/cancel`)).status).toBe(200);
    const found = await stripe.terminal.readers.retrieve(reader.id);
    expect(found).toMatchObject({
      action: { status: "failed", failure_code: "customer_canceled" },
    });
    expect(world.sandbox.books().events.at(-1)?.type).toBe("terminal.reader.action_failed");
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe(
      "requires_payment_method",
    );
  });

  it("takes a reader off the net and says so to the API", async () => {
    await control("POST", `/readers/${reader.id}`, { body: { isOnline: false } });
    const intent = await createIntent(stripe);
    const sent = stripe.terminal.readers.processPaymentIntent(reader.id, {
      payment_intent: intent.id,
    });
    expect((await errorOf(sent)).code).toBe("terminal_reader_offline");
    expect(
      (await control("POST", `/readers/${reader.id}`, { body: { colour: "red" } })).status,
    ).toBe(400);
    expect((await control("POST", "/readers/tmr_none")).status).toBe(404);
  });
});

describe("the reader's screen", () => {
  const screen = () => world.sandbox.control.reader(reader.id).screen;

  it("shows splash, cart, amount, authorising and outcome", async () => {
    expect(screen()).toEqual({ kind: "splash" });
    const line_items = [{ amount: 500, description: "Tea", quantity: 1 }];
    await stripe.terminal.readers.setReaderDisplay(reader.id, {
      type: "cart",
      cart: { currency: "eur", total: 500, line_items },
    });
    expect(screen()).toMatchObject({ kind: "cart", cart: { total: 500, line_items } });
    await arm({ enable_customer_cancellation: true });
    expect(screen()).toMatchObject({ kind: "present-card", amount: 1250, mayCancel: true });
    world.sandbox.control.setReader(reader.id, { authorisationMs: 1 });
    world.sandbox.control.present(reader.id, { number: "4000000000009995", gesture: "insert" });
    expect(screen()).toMatchObject({ kind: "authorising", amount: 1250 });
    while (screen().kind === "authorising") await stripe.accounts.retrieveCurrent();
    expect(screen()).toMatchObject({
      kind: "outcome",
      outcome: { kind: "declined", isCardInserted: true },
    });
    await stripe.terminal.readers.cancelAction(reader.id);
    expect(screen()).toEqual({ kind: "splash" });
  });

  it("is sent to the page live, by Server-Sent Events", async () => {
    const response = await control("GET", `/readers/${reader.id}/live`);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const stream = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => {
      const { value = "" } = (await stream?.read()) ?? {};
      return JSON.parse(value.replace("data: ", "")) as ReaderView | null;
    };
    expect((await next())?.screen.kind).toBe("splash");
    await arm();
    const armed = await next();
    expect(armed?.screen.kind).toBe("present-card");
    expect(armed?.log[0]).toMatchObject({ what: "process_payment_intent" });
    await stripe.terminal.readers.del(reader.id);
    expect(await next()).toBeNull();
    await stream?.cancel();
  });

  it("comes as a page that loads nothing from elsewhere", async () => {
    for (const path of ["/", `/reader/${reader.id}`]) {
      const page = await fetch(`${world.sandbox.url}/_sandbox${path}`);
      expect(page.headers.get("content-type")).toContain("text/html");
      expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
      const html = await page.text();
      expect(html).not.toMatch(/(src|href)="https?:/);
      for (const [, name = ""] of html.matchAll(/(?:src|href)="(\/_sandbox\/page\/[^"]+)"/g)) {
        expect((await fetch(world.sandbox.url + name)).status).toBe(200);
      }
    }
  });
});
