import { describe, expect, it } from "vitest";
import { ids, openRelayWorld, type RelayWorld } from "../support/relay-world.ts";
import { relayRows } from "../support/relay-rows.ts";
import type { TillClient } from "../support/till-client.ts";
import { virtualTime } from "../support/virtual-time.ts";

const pay1 = ids.payment("pay_1");
const HOUR_MS = 3_600_000;

async function sell(world: RelayWorld, till: TillClient) {
  await till.ask(world.startOf("pay_1"));
  world.sandbox.control.present(world.readerId, {});
  await till.status("requires_capture");
  await till.ask({ type: "capture-payment", paymentId: pay1, notBeforeMs: 0 });
  await till.status("succeeded");
}

/** Somebody refunds at the Dashboard: nobody but an event tells the relay. */
async function refundElsewhere({ stripe, intents }: RelayWorld, amount: number) {
  await stripe.refunds.create({ payment_intent: intents()[0]?.id ?? "", amount });
}

const refunded = (till: TillClient, minor: number) =>
  till.reading(({ intent }) => intent?.latestCharge?.refundedMinor === minor);

const sources = ({ folder }: RelayWorld) =>
  relayRows<{ source: string; count: number }>(
    folder,
    "SELECT source, count(*) AS count FROM event GROUP BY source",
  );

describe("events that no webhook brought", () => {
  it("F25: are found in Stripe's list within a minute where every webhook is lost", async () => {
    const time = virtualTime();
    const world = await openRelayWorld({ ...time });
    world.sandbox.control.addFault({ on: { event: "*" }, do: "drop-webhook", times: null });
    const till = await world.till();
    await till.ask(world.startOf("pay_1"));
    world.sandbox.control.present(world.readerId, {});
    time.advance(2_000);
    await till.status("requires_capture");
    await till.ask({ type: "capture-payment", paymentId: pay1, notBeforeMs: 0 });
    await till.status("succeeded");
    await refundElsewhere(world, 300);
    for (let second = 0; second < 60; second += 6) {
      time.advance(6_000);
      await till.ask({ type: "read-payment", paymentId: ids.payment("pay_unknown") });
      await till.ask({ type: "read-payment", paymentId: ids.payment("pay_unknown") });
    }
    await refunded(till, 300);
    expect(sources(world)).toMatchObject([{ source: "list" }]);
  });

  it("F25: are kept once, whichever way they come first", async () => {
    const world = await openRelayWorld();
    const till = await world.till();
    await sell(world, till);
    await world.sandbox.idle();
    const before = sources(world);
    await world.restart();
    const events = world.sandbox.books().events.length;
    const rows = relayRows<{ event_id: string }>(world.folder, "SELECT event_id FROM event");
    expect(before).toMatchObject([{ source: "webhook", count: events }]);
    expect(rows).toHaveLength(events);
  });

  it.each([
    ["1 h", HOUR_MS],
    ["3 d", 72 * HOUR_MS],
  ])("F28: are read from the list after the relay was down for %s", async (_name, downMs) => {
    const world = await openRelayWorld({ hasWebhooks: false });
    const till = await world.till();
    await sell(world, till);
    await till.ask(world.startOf("pay_2"));
    const cursor = till.mails().length;
    await world.stop();
    // Meanwhile: a card at the reader, and a refund at the Dashboard.
    world.sandbox.control.present(world.readerId, {});
    await refundElsewhere(world, 450);
    const next = await world.restart({ now: () => Date.now() + downMs });
    const back = await next.till("reg_1", { cursor });
    const recovered = await back.status("requires_capture");
    expect(recovered).toMatchObject({ paymentId: "pay_2", source: "recovery" });
    expect(await refunded(back, 450)).toMatchObject({ paymentId: "pay_1", source: "webhook" });
  });
});
