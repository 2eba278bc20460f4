import { describe, expect, it } from "vitest";
import { payAtStripe } from "../../support/pay-by-page.ts";
import { pay1 } from "../support/card-sale.ts";
import { euros, ids } from "../support/relay-world.ts";
import {
  askForLink,
  captureLink,
  cancelLink,
  linkWorld,
  linkStart,
  ofSession,
  sessions,
} from "../support/link-sale.ts";

describe("a payment by link", () => {
  it("makes one session, held and not captured, and answers where its page is", async () => {
    const { world, till } = await linkWorld();
    const { url } = await askForLink(world, till);
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/pay\/[\w-]{22}$/);
    expect(sessions(world)).toMatchObject([
      {
        mode: "payment",
        status: "open",
        amount_total: 1_250,
        client_reference_id: "pay_1",
        metadata: { attempt: "pay_1", sale: "sale_1", register: "reg_1" },
      },
    ]);
    const lastsS = (sessions(world)[0]?.expires_at ?? 0) - Math.floor(Date.now() / 1_000);
    expect(lastsS).toBeGreaterThanOrEqual(1_800);
    expect(lastsS).toBeLessThanOrEqual(1_860);
  });

  it("is authorised when the customer pays, and captured when the ledger says so", async () => {
    const { world, till } = await linkWorld();
    const { sessionId } = await askForLink(world, till);
    await payAtStripe(world.sandbox, sessionId);
    const held = await till.status("requires_capture");
    expect(held).toMatchObject({
      session: { sessionId, status: "complete" },
      intent: {
        attempt: "pay_1",
        register: "reg_1",
        amountMinor: 1_250,
        latestCharge: { brand: "visa", last4: "4242", readMethod: null, emv: null },
      },
    });
    expect(world.intents()).toMatchObject([{ status: "requires_capture", amount_received: 0 }]);
    await captureLink(till);
    expect(world.intents()).toMatchObject([{ status: "succeeded", amount_received: 1_250 }]);
  });

  it("hears of a payment without any webhook", async () => {
    const { world, till } = await linkWorld({ hasWebhooks: false });
    const { sessionId } = await askForLink(world, till);
    await payAtStripe(world.sandbox, sessionId);
    expect(await till.status("requires_capture")).toMatchObject({ source: "poll" });
  });

  it("is over only when its session was read as expired", async () => {
    const { world, till } = await linkWorld();
    const { sessionId } = await askForLink(world, till);
    await cancelLink(till);
    const over = await till.reading(ofSession("expired"));
    expect(over).toMatchObject({ session: { sessionId }, intent: null });
    await expect(payAtStripe(world.sandbox, sessionId)).rejects.toThrow("expired");
    expect(world.intents()).toEqual([]);
  });

  it("proves a card that was declined before the end dead, too", async () => {
    const { world, till } = await linkWorld();
    const { sessionId } = await askForLink(world, till);
    await payAtStripe(world.sandbox, sessionId, "4000000000000002");
    await cancelLink(till);
    const over = await till.reading(ofSession("expired"));
    expect(over.intent).toMatchObject({ status: "canceled" });
  });

  it("F26: is paid where the customer was quicker than the till's end of it", async () => {
    const { world, till } = await linkWorld();
    const { sessionId } = await askForLink(world, till);
    await payAtStripe(world.sandbox, sessionId);
    await cancelLink(till);
    await till.status("requires_capture");
    expect(sessions(world)).toMatchObject([{ status: "complete" }]);
    await captureLink(till);
  });

  it("is given back like any payment by card", async () => {
    const { world, till } = await linkWorld();
    const { sessionId } = await askForLink(world, till);
    await payAtStripe(world.sandbox, sessionId);
    await till.status("requires_capture");
    await captureLink(till);
    const refundId = ids.refund("refund_1");
    const amount = euros(1_250);
    await till.ask({ type: "refund-payment", refundId, paymentId: pay1, amount });
    await till.refundReading(({ refund }) => refund?.status === "succeeded");
    expect(world.sandbox.books().refunds).toMatchObject([{ amount: 1_250 }]);
  });

  it("is refused too late, in another currency, and a second time by another register", async () => {
    const { world, till } = await linkWorld();
    const late = await till.ask(linkStart({ validUntilMs: Date.now() - 1 }));
    expect(late).toMatchObject({ refusal: "too-late" });
    await askForLink(world, till);
    const other = await world.till("reg_2");
    expect(await other.ask(linkStart())).toMatchObject({ refusal: "payment-not-open" });
    expect(await till.ask(linkStart())).toMatchObject({ type: "accepted" });
    expect(sessions(world)).toHaveLength(1);
  });

  it("never goes onto a reader", async () => {
    const { world, till } = await linkWorld();
    await askForLink(world, till);
    const { readerId } = world;
    const retry = { type: "retry-card-payment", paymentId: pay1, readerId } as const;
    const answer = await till.ask({ ...retry, validUntilMs: Date.now() + 10_000 });
    expect(answer).toMatchObject({ refusal: "payment-not-open" });
  });
});
