import { describe, expect, it } from "vitest";
import { payAtStripe } from "../../support/pay-by-page.ts";
import { pay1 } from "../support/card-sale.ts";
import {
  askForLink,
  cancelLink,
  captureLink,
  faultyLinkWorld,
  linkStart,
  linkWorld,
  ofSession,
  sessions,
} from "../support/link-sale.ts";
import type { TillClient } from "../support/till-client.ts";

const create = { method: "POST", path: "/v1/checkout/sessions" };
const read = { method: "GET", path: "/v1/checkout/sessions/*" };
const expire = { method: "POST", path: "/v1/checkout/sessions/*/expire" };
const capture = { method: "POST", path: "/v1/payment_intents/*/capture" };

const resolve = (till: TillClient) =>
  till.ask({
    type: "resolve-payment",
    paymentId: pay1,
    connection: "main",
    startedAtMs: Date.now(),
    via: "link",
  });

describe("the answer of a session's making that is lost", () => {
  it("F14: leads to the same session, by the same idempotency key", async () => {
    const { world, till } = await faultyLinkWorld({ on: create, do: "cut-after", times: 2 });
    const { sessionId } = await askForLink(world, till);
    await payAtStripe(world.sandbox, sessionId);
    await till.status("requires_capture");
    expect(sessions(world)).toHaveLength(1);
  });

  it("F14: closes what was made where no answer comes at all", async () => {
    const { world, till } = await faultyLinkWorld({ on: create, do: "cut-after", times: null });
    expect(await till.ask(linkStart())).toMatchObject({ refusal: "stripe-unreachable" });
    world.sandbox.control.clearFaults();
    await till.reading(ofSession("expired"));
    expect(sessions(world)).toMatchObject([{ status: "expired" }]);
  });

  it("F14: is told as nothing where none was made, and none is made later", async () => {
    const { world, till } = await faultyLinkWorld({ on: create, do: "cut-before", times: null });
    await till.ask(linkStart());
    const reading = await till.reading(({ paymentId }) => paymentId === pay1);
    expect(reading.intent).toBeNull();
    expect(reading.session ?? null).toBeNull();
    world.sandbox.control.clearFaults();
    expect(await till.ask(linkStart())).toMatchObject({ refusal: "payment-not-open" });
    expect(sessions(world)).toEqual([]);
  });
});

describe("a Stripe that does not answer when the page is closed", () => {
  it("F17: asks until the session was read as expired, and says nothing before", async () => {
    const { world, till } = await faultyLinkWorld({ on: expire, do: "cut-before", times: 3 });
    await askForLink(world, till);
    await cancelLink(till);
    await till.reading(ofSession("expired"));
    expect(sessions(world)).toMatchObject([{ status: "expired" }]);
  });

  it("F17: reads that it is closed where only the answer was lost", async () => {
    const { world, till } = await faultyLinkWorld({ on: expire, do: "cut-after", times: 1 });
    await askForLink(world, till);
    await cancelLink(till);
    await till.reading(ofSession("expired"));
  });

  it.each(["html", "truncated-json", "wrong-object", "empty"] as const)(
    "F18: takes an answer that is %s for no answer, and asks again",
    async (body) => {
      const { world, till } = await faultyLinkWorld({
        on: read,
        do: "answer-body",
        body,
        times: 3,
      });
      const { sessionId } = await askForLink(world, till);
      await payAtStripe(world.sandbox, sessionId);
      await till.status("requires_capture");
    },
  );

  it("F17: captures once, although the capture's answer is lost", async () => {
    const { world, till } = await faultyLinkWorld({ on: capture, do: "cut-after", times: 1 });
    const { sessionId } = await askForLink(world, till);
    await payAtStripe(world.sandbox, sessionId);
    await till.status("requires_capture");
    await captureLink(till);
    expect(world.sandbox.books().charges.filter(({ captured }) => captured)).toHaveLength(1);
  });
});

describe("webhooks of a payment by link", () => {
  const every = { event: "*" };
  it.each([
    ["F22: that are lost", { on: every, do: "drop-webhook", times: null }],
    ["F23: that come twice", { on: every, do: "repeat-webhook", copies: 2, times: null }],
    ["F24: that come last first", { on: every, do: "reverse-webhooks", times: 3 }],
    ["F25: that come late", { on: every, do: "delay-webhook", delayMs: 300, times: null }],
  ] as const)("%s change nothing of what is read", async (_, fault) => {
    const { world, till } = await faultyLinkWorld(fault);
    const { sessionId } = await askForLink(world, till);
    await payAtStripe(world.sandbox, sessionId);
    await till.status("requires_capture");
    await captureLink(till);
    expect(world.intents()).toMatchObject([{ status: "succeeded", amount_received: 1_250 }]);
  });

  it("F26: that overtake the answer find the attempt by its name", async () => {
    const { world, till } = await faultyLinkWorld({ on: create, do: "webhook-first", times: 1 });
    const { sessionId } = await askForLink(world, till);
    await payAtStripe(world.sandbox, sessionId);
    await till.status("requires_capture");
  });
});

describe("a payment by link of which somebody lost sight", () => {
  it("is closed by a resolve where nobody paid, and read where somebody had", async () => {
    const { world, till } = await linkWorld();
    await askForLink(world, till);
    await resolve(till);
    await till.reading(ofSession("expired"));
    expect(await till.ask(linkStart())).toMatchObject({ refusal: "payment-not-open" });
  });

  it("is dead where its start never arrived, and a start that comes later is refused", async () => {
    const { world, till } = await linkWorld();
    await resolve(till);
    const reading = await till.reading(({ paymentId }) => paymentId === pay1);
    expect(reading).toMatchObject({ intent: null });
    expect(await till.ask(linkStart())).toMatchObject({ refusal: "payment-not-open" });
    expect(sessions(world)).toEqual([]);
  });

  it("goes on after a restart of the relay: the customer may still pay, and is read", async () => {
    const { world, till } = await linkWorld();
    const { sessionId } = await askForLink(world, till);
    await till.close();
    const next = await world.restart();
    await payAtStripe(next.sandbox, sessionId);
    const again = await next.till();
    await again.status("requires_capture");
  });
});
