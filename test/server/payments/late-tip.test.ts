import { describe, expect, it } from "vitest";
import { Currency, money } from "../../../contract/money.ts";
import { tipAdded, withoutTip } from "../../../server/payments/capture-state.ts";
import { ACCESS_REFUSED, unknown } from "../../../server/stripe/call-stripe.ts";
import { authorise, capture, pay1 } from "../support/card-sale.ts";
import {
  euros,
  openRelayWorld,
  openSurroundings,
  type RelayWorld,
} from "../support/relay-world.ts";

const WINDOW_MS = 3_600_000;
const dollars = (minor: number) => money(minor, Currency.parse("USD"));

type Terms = Readonly<{ raisesHolds: boolean; takesLateTips: boolean }>;
type Options = Parameters<typeof openRelayWorld>[0];

/** 12.50 are held and their capture waits; by Stripe's law of the country that is asked for. */
async function openWaiting(terms: Partial<Terms> = {}, options: Options = {}) {
  const { config, ...around } = await openSurroundings();
  const wanted = { raisesHolds: true, takesLateTips: true, ...terms };
  const connections = config.connections.map((one) => ({ ...one, ...wanted }));
  const surroundings = { ...around, config: { ...config, connections } };
  const world = await openRelayWorld({ ...options, around: surroundings });
  const till = await world.till();
  await till.ask(world.startOf("pay_1"));
  const held = await authorise(world, till);
  const notBeforeMs = Date.now() + WINDOW_MS;
  const windowMs = WINDOW_MS;
  const order = { type: "capture-payment", paymentId: pay1, notBeforeMs, windowMs } as const;
  await till.ask(order);
  return { world, till, held, order };
}

/** The window ends, and the relay captures. */
async function windowOver(world: RelayWorld, options: Options = {}) {
  const later = await world.restart({ ...options, now: () => Date.now() + 2 * WINDOW_MS });
  const till = await later.till();
  return { later, till, captured: await till.status("succeeded") };
}

const received = ({ intents }: RelayWorld) =>
  intents().map(({ status, amount_received: minor }) => [status, minor]);

describe("a tip on the slip", () => {
  it("is taken with the capture that waits, where the bank allows more", async () => {
    const { world, till, held, order } = await openWaiting();
    expect(held.intent?.latestCharge).toMatchObject({ takesLateTip: true });
    await till.ask({ ...order, amount: euros(1_500) });
    const { captured } = await windowOver(world);
    expect(captured.intent).toMatchObject({ amountMinor: 1_500, amountReceivedMinor: 1_500 });
    expect(received(world)).toEqual([["succeeded", 1_500]]);
  });

  it("is taken by overcapture in a trade that writes tips on slips", async () => {
    const { config, ...around } = await openSurroundings();
    around.sandbox.control.setAccount({ country: "US", mcc: "5812" });
    const connections = config.connections.map((one) => ({ ...one, takesLateTips: true }));
    const world = await openRelayWorld({
      around: { ...around, config: { ...config, connections } },
    });
    const till = await world.till();
    await till.ask(world.startOf("pay_1"));
    const { intent } = await authorise(world, till);
    expect(intent?.latestCharge).toMatchObject({ takesLateTip: true });
    expect(intent?.latestCharge).not.toHaveProperty("isRaisable");
    const order = { type: "capture-payment", paymentId: pay1, notBeforeMs: 0 } as const;
    await till.ask({ ...order, amount: euros(2_000) });
    expect((await till.status("succeeded")).intent?.amountReceivedMinor).toBe(2_000);
  });

  it.each([
    ["that the bank declines", 1_505, {}],
    ["that the card's network does not know", 1_500, { raisesHolds: false }],
  ])("%s leaves the capture of what is held", async (_what, minor, terms) => {
    const { world, till, order } = await openWaiting(terms);
    await till.ask({ ...order, amount: euros(minor) });
    const { captured } = await windowOver(world);
    expect(captured.intent).toMatchObject({ amountMinor: 1_250, amountReceivedMinor: 1_250 });
    expect(received(world)).toEqual([["succeeded", 1_250]]);
  });

  it("that comes after the capture changes nothing, and its end is told again", async () => {
    const { world } = await openWaiting();
    const { later, till } = await windowOver(world);
    const before = till.mails().length;
    const late = { type: "capture-payment", paymentId: pay1, notBeforeMs: 0 } as const;
    await till.ask({ ...late, amount: euros(1_500) });
    await till.hear(() => (till.mails().length > before ? true : undefined));
    expect(received(later)).toEqual([["succeeded", 1_250]]);
  });

  it.each(["cut-after", "cut-before"] as const)(
    "F14, F15: is taken once where the capture's answer is lost (%s)",
    async (fault) => {
      const { world, till, order } = await openWaiting();
      await till.ask({ ...order, amount: euros(1_500) });
      world.sandbox.control.addFault({ on: capture, do: fault, times: 2 });
      await windowOver(world);
      expect(received(world)).toEqual([["succeeded", 1_500]]);
      const { charges } = world.sandbox.books();
      expect(charges.filter(({ captured }) => captured)).toHaveLength(1);
    },
  );

  it("F1: is taken by a relay that was stopped between Stripe's answer and its row", async () => {
    const { world, till, order } = await openWaiting();
    await till.ask({ ...order, amount: euros(1_500) });
    const crash = { isArmed: true };
    await windowOver(world, {
      trace: (step) => {
        if (step !== "capture-answered" || !crash.isArmed) return;
        crash.isArmed = false;
        throw new Error("stopped here");
      },
    });
    expect(received(world)).toEqual([["succeeded", 1_500]]);
  });

  it("of a hold that is let go of is never taken", async () => {
    const { world, till, order } = await openWaiting();
    await till.ask({ ...order, amount: euros(1_500) });
    await till.ask({ type: "void-payment", paymentId: pay1 });
    await till.status("canceled");
    expect(received(world)).toEqual([["canceled", 0]]);
  });

  it("B11: in another currency than the payment's is refused, and the capture stays", async () => {
    const { world, till, order } = await openWaiting();
    till.say({ ...order, id: "odd", amount: dollars(1_500) });
    const answer = await till.hear((said) => (said.type === "refused" ? said : undefined));
    expect(answer.refusal).toBe("currency-mismatch");
    await windowOver(world);
    expect(received(world)).toEqual([["succeeded", 1_250]]);
  });

  it("is not offered where the connection does not take any", async () => {
    const { held } = await openWaiting({ takesLateTips: false });
    expect(held.intent?.latestCharge).not.toHaveProperty("takesLateTip");
    expect(held.intent?.latestCharge).toHaveProperty("isRaisable");
  });
});

describe("tipAdded", () => {
  const stored = { kind: "capture", state: "stored", outcome: null } as const;
  const order = { amountMinor: 1_500 };

  it("is taken by a capture that waits, and by nothing else", () => {
    expect(tipAdded(stored, order)).toEqual(order);
    expect(tipAdded({ ...stored, state: "done" }, order)).toBeNull();
    expect(tipAdded(stored, { amountMinor: null })).toBeNull();
  });

  it("is asked for no more once Stripe has said no, however often it is told", () => {
    expect(tipAdded({ ...stored, outcome: "tip-refused" }, order)).toBeNull();
  });
});

describe("withoutTip", () => {
  const no = { kind: "refused", code: "amount_too_large", why: "" } as const;

  it("gives the tip up for Stripe's own no alone", () => {
    const tipped = { amountMinor: 1_500 };
    expect(withoutTip(tipped, no)).toEqual({ amountMinor: null, outcome: "tip-refused" });
    expect(withoutTip(tipped, { ...no, code: ACCESS_REFUSED })).toBeNull();
    expect(withoutTip(tipped, unknown("cut"))).toBeNull();
    expect(withoutTip(tipped, { kind: "ok", value: null })).toBeNull();
  });

  it("has nothing to give up where there was none", () => {
    expect(withoutTip({ amountMinor: null }, no)).toBeNull();
  });
});
