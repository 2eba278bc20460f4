import { describe, expect, it } from "vitest";
import { RaiseReading, type RaiseHold } from "../../../contract/raise-protocol.ts";
import { unknown } from "../../../server/stripe/call-stripe.ts";
import { raiseOutcome } from "../../../server/payments/raise-hold.ts";
import { authorise, pay1 } from "../support/card-sale.ts";
import {
  euros,
  openRelayWorld,
  openSurroundings,
  type RelayWorld,
} from "../support/relay-world.ts";
import type { TillClient } from "../support/till-client.ts";

const increment = { method: "POST", path: "/v1/payment_intents/*/increment_authorization" };

function wish(minor: number, number = 1, validUntilMs = Date.now() + 20_000): RaiseHold {
  const id = `raise-${pay1}-${number}`;
  return { type: "raise-hold", id, paymentId: pay1, amount: euros(minor), validUntilMs };
}

/** A relay whose connection asks for holds that may grow. */
async function openRaising(options: Parameters<typeof openRelayWorld>[0] = {}) {
  const { config, ...around } = await openSurroundings();
  const connections = config.connections.map((one) => ({ ...one, raisesHolds: true }));
  return openRelayWorld({ ...options, around: { ...around, config: { ...config, connections } } });
}

async function openHeld(options: Parameters<typeof openRelayWorld>[0] = {}) {
  const world = await openRaising(options);
  const till = await world.till();
  await till.ask(world.startOf("pay_1"));
  const held = await authorise(world, till);
  return { world, till, held };
}

/** The reading that tells how a wish ended. */
const ended = (till: TillClient, number = 1) =>
  till.reading(({ raise }) => raise?.raiseId === `raise-${pay1}-${number}`);

const amounts = ({ intents }: RelayWorld) => intents().map(({ amount }) => amount);
const asked = ({ log }: RelayWorld) =>
  log.lines.filter(({ message }) => message === "a larger hold asked").length;

describe("a wish to hold more", () => {
  it("is granted by the bank, read back, and mailed with the new amount", async () => {
    const { world, till, held } = await openHeld();
    expect(held.intent?.latestCharge).toMatchObject({ isRaisable: true });
    till.say(wish(2_450));
    const { raise, intent } = await ended(till);
    expect(raise?.outcome).toBe("raised");
    expect(intent).toMatchObject({ amountMinor: 2_450, status: "requires_capture" });
    await till.ask({ type: "capture-payment", paymentId: pay1, notBeforeMs: 0 });
    expect((await till.status("succeeded")).intent?.amountReceivedMinor).toBe(2_450);
    expect(amounts(world)).toEqual([2_450]);
  });

  it("that the bank declines leaves the hold as it was, and a later one may be granted", async () => {
    const { world, till } = await openHeld();
    till.say(wish(2_405));
    const { raise, intent } = await ended(till);
    expect(raise?.outcome).toBe("card_declined");
    expect(intent).toMatchObject({ amountMinor: 1_250, status: "requires_capture" });
    till.say(wish(2_450, 2));
    expect((await ended(till, 2)).intent?.amountMinor).toBe(2_450);
    expect(amounts(world)).toEqual([2_450]);
  });

  it("F14: is asked once more under its key where the answer was lost, and raises once", async () => {
    const { world, till } = await openHeld();
    world.sandbox.control.addFault({ on: increment, do: "cut-after" });
    till.say(wish(2_450));
    expect((await ended(till)).intent?.amountMinor).toBe(2_450);
    expect(amounts(world)).toEqual([2_450]);
    expect(asked(world)).toBe(1);
  });

  it("F15: goes on until Stripe answers, and the same wish again is told, not asked", async () => {
    const { world, till } = await openHeld();
    world.sandbox.control.addFault({ on: increment, do: "cut-before", times: 2 });
    till.say(wish(2_450));
    await ended(till);
    const sends = asked(world);
    expect(sends).toBeGreaterThan(1);
    const before = till.mails().length;
    till.say(wish(2_450));
    await till.hear(() => (till.mails().length > before ? true : undefined));
    expect(asked(world)).toBe(sends);
    expect(amounts(world)).toEqual([2_450]);
  });

  it("F1: is carried out by a relay that was stopped between the bank's yes and its row", async () => {
    const crash = { isArmed: true };
    const { world, till } = await openHeld({
      trace: (step) => {
        if (step === "raise-answered" && crash.isArmed) throw new Error("stopped here");
      },
    });
    till.say(wish(2_450));
    await till.hear(() => (amounts(world)[0] === 2_450 ? true : undefined));
    crash.isArmed = false;
    const again = await world.restart();
    const { raise, intent } = await ended(await again.till());
    expect([raise?.outcome, intent?.amountMinor]).toEqual(["raised", 2_450]);
  });

  it("that came too late is never sent, not even when it is told again in time", async () => {
    const { world, till } = await openHeld();
    till.say(wish(2_450, 1, Date.now() - 1));
    expect((await ended(till)).raise?.outcome).toBe("never-sent");
    const before = till.mails().length;
    till.say(wish(2_450));
    await till.hear(() => (till.mails().length > before ? true : undefined));
    expect(asked(world)).toBe(0);
    expect(amounts(world)).toEqual([1_250]);
  });

  it("of a hold that is to be let go of is never sent", async () => {
    const { world, till } = await openHeld();
    await till.ask({ type: "void-payment", paymentId: pay1 });
    till.say(wish(2_450));
    expect((await ended(till)).raise?.outcome).toBe("never-sent");
    expect(world.intents().map(({ status }) => status)).toEqual(["canceled"]);
  });

  it("that waits for Stripe while its hold is let go of ends with it, and raises nothing", async () => {
    const { world, till } = await openHeld();
    world.sandbox.control.addFault({ on: increment, do: "cut-before", times: 2 });
    till.say(wish(2_450));
    await till.ask({ type: "void-payment", paymentId: pay1 });
    const { raise, intent } = await ended(till);
    expect(raise?.outcome).not.toBe("raised");
    expect(intent).toMatchObject({ amountMinor: 1_250, status: "canceled" });
    expect(amounts(world)).toEqual([1_250]);
  });

  it("of another register's payment is refused", async () => {
    const { world } = await openHeld();
    const other = await world.till("reg_2");
    other.say(wish(2_450));
    const answer = await other.hear((said) => (said.type === "refused" ? said : undefined));
    expect(answer.refusal).toBe("unknown-payment");
  });

  it("is not offered where the connection does not ask for it", async () => {
    const world = await openRelayWorld();
    const till = await world.till();
    await till.ask(world.startOf("pay_1"));
    const { intent } = await authorise(world, till);
    expect(intent?.latestCharge).not.toHaveProperty("isRaisable");
  });
});

describe("raiseOutcome", () => {
  const read = (amountMinor: number) => ({ kind: "ok" as const, value: { amountMinor } });
  const no = { kind: "refused" as const, code: "card_declined", why: "" };

  it("believes what Stripe holds before any answer, and a no only of a hold that has not grown", () => {
    expect(raiseOutcome(no, read(2_450), 2_450)).toBe("raised");
    expect(raiseOutcome(unknown("cut"), read(2_450), 2_450)).toBe("raised");
    expect(raiseOutcome(no, read(1_250), 2_450)).toBe("card_declined");
  });

  it("has a word for a no without a code, so that its mail can be read", () => {
    const outcome = raiseOutcome({ ...no, code: "" }, read(1_250), 2_450);
    expect(RaiseReading.parse({ raiseId: "raise-pay_1-1", outcome }).outcome).toBe("refused");
  });

  it("knows nothing while nothing was read, or nothing answered", () => {
    expect(raiseOutcome(no, unknown("cut"), 2_450)).toBeNull();
    expect(raiseOutcome(unknown("cut"), read(1_250), 2_450)).toBeNull();
  });
});
