import { describe, expect, it } from "vitest";
import { Currency, money } from "../../../contract/money.ts";
import { COMMAND_LATE_MS } from "../../../server/payments/reader-refund-state.ts";
import { eventually } from "../../support/eventually.ts";
import { cards } from "../../support/stripe-control.ts";
import { pay1 } from "../support/card-sale.ts";
import { ids, openRelayWorld, openSurroundings, type RelayWorld } from "../support/relay-world.ts";
import type { AskedRequest, TillClient } from "../support/till-client.ts";

const dollars = (minor: number) => money(minor, Currency.parse("CAD"));
const refundId = ids.refund("refund_1");
const listed = { method: "GET", path: "/v1/refunds" };
const refundCommand = { method: "POST", path: "/v1/terminal/readers/*/refund_payment" };

/** A shop in Canada that has taken 12.50 by Interac. */
async function openPaid(now: () => number = Date.now) {
  const world = await openRelayWorld({ around: await openSurroundings({ currency: "CAD" }), now });
  const till = await world.till();
  await till.ask(world.startOf("pay_1", { amount: dollars(1_250) }));
  world.sandbox.control.present(world.readerId, { number: cards.interac });
  const paid = await till.status("succeeded");
  return { world, till, paid };
}

type Start = Extract<AskedRequest, { type: "start-reader-refund" }>;

function startOf({ readerId }: RelayWorld, more: Partial<Start> = {}): Start {
  return {
    ...{ type: "start-reader-refund", refundId, paymentId: pay1, via: "relay", readerId },
    ...{ amount: dollars(1_250), validUntilMs: Date.now() + 20_000, ...more },
  };
}

const end = { type: "end-reader-refund", refundId, paymentId: pay1 } as const;
const ended = (till: TillClient) =>
  till.refundReading(({ refund, refusedCode }) => refund !== null || refusedCode !== null);
const screen = ({ sandbox, readerId }: RelayWorld) => sandbox.control.reader(readerId).screen.kind;

describe("Interac at the relay", () => {
  it("is captured as the card is read, while another card is held until the book has it", async () => {
    const { world, till, paid } = await openPaid();
    expect(paid.intent?.latestCharge).toMatchObject({ isInterac: true, captured: true });
    await till.ask(world.startOf("pay_2", { amount: dollars(900) }));
    world.sandbox.control.present(world.readerId, { number: cards.good });
    const held = await till.status("requires_capture");
    expect(held.intent?.latestCharge).toMatchObject({ isInterac: false, captured: false });
  });

  it("goes back to the card at the reader, once, however often it is asked for", async () => {
    const { world, till } = await openPaid();
    expect(await till.ask(startOf(world))).toMatchObject({ type: "accepted" });
    expect(await till.ask(startOf(world))).toMatchObject({ type: "accepted" });
    world.sandbox.control.present(world.readerId, { number: cards.interac });
    expect(await ended(till)).toMatchObject({ refund: { status: "succeeded" } });
    expect(await till.ask(startOf(world))).toMatchObject({ refusal: "payment-not-open" });
    expect(world.sandbox.books().refunds).toMatchObject([{ amount: 1_250 }]);
  });

  it.each([
    ["another card", cards.good, 1_250, "charge_not_refundable"],
    ["a part that the bank declines", cards.interac, 205, "card_declined"],
  ])("gives nothing back to %s, and says so", async (...[, number, minor, code]) => {
    const { world, till } = await openPaid();
    await till.ask(startOf(world, { amount: dollars(minor) }));
    world.sandbox.control.present(world.readerId, { number });
    expect(await ended(till)).toMatchObject({ refund: null, refusedCode: code });
    expect(world.sandbox.books().refunds).toHaveLength(0);
  });

  it("F20: is taken off the reader when it is cancelled, and the reader is free again", async () => {
    const { world, till } = await openPaid();
    await till.ask(startOf(world));
    const busy = await till.ask(world.startOf("pay_2", { amount: dollars(900) }));
    expect(busy).toMatchObject({ refusal: "reader-busy" });
    const other = await world.till("reg_2");
    const held = await other.ask(world.startOf("pay_3", { amount: dollars(900) }));
    expect(held).toMatchObject({ refusal: "lease-held" });
    await till.ask(end);
    expect(await ended(till)).toMatchObject({ refund: null, refusedCode: "refund-cancelled" });
    expect(screen(world)).not.toBe("present-card");
    const free = await till.ask(world.startOf("pay_4", { amount: dollars(900) }));
    expect(free).toMatchObject({ type: "accepted" });
  });

  it("F41: is found where the reader got the command and its answer was lost", async () => {
    const { world, till } = await openPaid();
    world.sandbox.control.addFault({ on: refundCommand, do: "cut-after" });
    await till.ask(startOf(world));
    world.sandbox.control.present(world.readerId, { number: cards.interac });
    expect(await ended(till)).toMatchObject({ refund: { status: "succeeded" } });
    expect(world.sandbox.books().refunds).toHaveLength(1);
  });

  it("F41: is not given up where its late command arrives while the refunds are listed", async () => {
    const clock = { aheadMs: 0 };
    const { world, till, paid } = await openPaid(() => Date.now() + clock.aheadMs);
    const { control } = world.sandbox;
    control.addFault({ on: refundCommand, do: "cut-before", times: 2 });
    const listing = control.addFault({ on: listed, do: "wait-after", delayMs: 1_500 });
    await till.ask(startOf(world));
    // The reader was read before that: it was at nothing.
    await eventually(() => expect(control.faults().map(({ id }) => id)).not.toContain(listing.id));
    await world.stripe.terminal.readers.refundPayment(world.readerId, {
      ...{ payment_intent: paid.intent?.intentId ?? "", amount: 1_250 },
      metadata: { refund: refundId, attempt: pay1, register: "reg_1" },
    });
    clock.aheadMs = COMMAND_LATE_MS + 1_000;
    await eventually(() => expect(screen(world)).toBe("present-card"));
    world.sandbox.control.present(world.readerId, { number: cards.interac });
    expect(await ended(till)).toMatchObject({ refund: { status: "succeeded" } });
  });

  it("F41: is not given up by a clock that is put forward while its command is on its way", async () => {
    const clock = { aheadMs: 0 };
    const { world, till, paid } = await openPaid(() => Date.now() + clock.aheadMs);
    const { control } = world.sandbox;
    control.addFault({ on: refundCommand, do: "cut-before", times: 2 });
    await till.ask(startOf(world));
    clock.aheadMs = COMMAND_LATE_MS + 7_000;
    const looks = [1, 2].map(() =>
      control.addFault({ on: listed, do: "wait-after", delayMs: 1, times: 1 }),
    );
    await eventually(() => {
      const left = control.faults().map(({ id }) => id);
      expect(looks.some(({ id }) => left.includes(id))).toBe(false);
    });
    await world.stripe.terminal.readers.refundPayment(world.readerId, {
      ...{ payment_intent: paid.intent?.intentId ?? "", amount: 1_250 },
      metadata: { refund: refundId, attempt: pay1, register: "reg_1" },
    });
    await eventually(() => expect(screen(world)).toBe("present-card"));
    control.present(world.readerId, { number: cards.interac });
    expect(await ended(till)).toMatchObject({ refund: { status: "succeeded" } });
  });

  it("is followed to its end by the next relay, and is never asked for twice", async () => {
    const { world, till } = await openPaid();
    await till.ask(startOf(world));
    await world.stop();
    world.sandbox.control.present(world.readerId, { number: cards.interac });
    const next = await world.restart();
    const again = await next.till("reg_1", { cursor: 0 });
    expect(await ended(again)).toMatchObject({ refund: { status: "succeeded" } });
    expect(next.sandbox.books().refunds).toHaveLength(1);
  });

  it("never begins one whose end was asked for before it came", async () => {
    const { world, till } = await openPaid();
    await till.ask(end);
    expect(await ended(till)).toMatchObject({ refusedCode: "refund-never-started" });
    expect(await till.ask(startOf(world))).toMatchObject({ refusal: "payment-not-open" });
    expect(screen(world)).not.toBe("present-card");
  });

  it.each([
    ["after its time", { validUntilMs: Date.now() - 1 }, "too-late"],
    ["in another currency", { amount: money(100, Currency.parse("EUR")) }, "currency-mismatch"],
    ["of a payment that is not ours", { paymentId: ids.payment("pay_other") }, "unknown-payment"],
  ])("refuses one %s and asks no reader", async (...[, more, refusal]) => {
    const { world, till } = await openPaid();
    expect(await till.ask(startOf(world, more))).toMatchObject({ refusal });
    expect(screen(world)).not.toBe("present-card");
  });

  it("believes our own window that it has let go only together with Stripe's list", async () => {
    const { world, till } = await openPaid();
    await till.ask(startOf(world, { via: "direct" }));
    expect(screen(world)).not.toBe("present-card");
    await till.ask({ ...end, letGo: "refund-cancelled" });
    expect(await ended(till)).toMatchObject({ refund: null, refusedCode: "refund-cancelled" });
  });
});
