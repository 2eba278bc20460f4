import { describe, expect, it } from "vitest";
import { ids, openRelayWorld } from "../support/relay-world.ts";

const pay1 = ids.payment("pay_1");
const resolve = {
  type: "resolve-payment",
  paymentId: pay1,
  connection: "main",
  startedAtMs: 0,
} as const;
const abandon = { ...resolve, isAbandoned: true } as const;

async function openWaiting() {
  const world = await openRelayWorld();
  const till = await world.till();
  await till.ask(world.startOf("pay_1"));
  const present = () => {
    world.sandbox.control.present(world.readerId, { number: "4242424242424242" });
  };
  return { world, till, present };
}

describe("a payment that cash took the place of", () => {
  it("is cancelled at Stripe although a card was authorised, and cannot be captured", async () => {
    const { world, till, present } = await openWaiting();
    present();
    await till.status("requires_capture");
    // A look alone lets a hold stand.
    await till.ask(resolve);
    expect(world.intents()).toMatchObject([{ status: "requires_capture" }]);
    await till.ask(abandon);
    await till.status("canceled");
    expect(world.intents()).toMatchObject([{ status: "canceled", amount_received: 0 }]);
    expect(await till.ask(abandon)).toMatchObject({ type: "accepted" });
  });

  it("ends while it waits for its card, and when it never arrived", async () => {
    const { world, till } = await openWaiting();
    await till.ask(abandon);
    await till.status("canceled");
    const unheard = { ...abandon, paymentId: ids.payment("pay_2") };
    expect(await till.ask(unheard)).toMatchObject({ type: "accepted" });
    const late = await till.ask(world.startOf("pay_2"));
    expect(late).toMatchObject({ type: "refused" });
    expect(world.intents()).toHaveLength(1);
  });

  it("is left alone where a ledger ordered its capture", async () => {
    const { world, till, present } = await openWaiting();
    present();
    await till.status("requires_capture");
    const later = Date.now() + 3_600_000;
    await till.ask({ type: "capture-payment", paymentId: pay1, notBeforeMs: later });
    await till.ask(abandon);
    expect(world.intents()).toMatchObject([{ status: "requires_capture" }]);
  });
});
