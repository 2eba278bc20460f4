import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PaymentId, SaleId, UserId } from "../../../contract/ids.ts";
import {
  isOpen,
  loseSight,
  neverStarted,
  nextPayment,
  nextTry,
  type Payment,
} from "../../../register/payments/payment-state.ts";
import { chargeReading, readingsOf } from "../../support/readings.ts";

const paymentId = PaymentId.parse("pay_1");
const waiting: Payment = {
  paymentId,
  saleId: SaleId.parse("sale_1"),
  registerId: "reg_1",
  userId: UserId.parse("user_1"),
  connection: "main",
  readerId: "tmr_1",
  via: "relay",
  readerLabel: "Counter 1",
  amountMinor: 2_450,
  currency: "EUR",
  phase: "waiting",
  tries: [{ number: 1, outcome: "waiting", charge: null }],
  intentId: null,
  tipMinor: 0,
  startedAtMs: 0,
  tryStartedAtMs: 0,
  onReaderAtMs: null,
  isCardInProcess: false,
  isCancelRequested: false,
  cancelRequestedAtMs: null,
  tipCapMinor: 735,
  endReason: null,
  attention: null,
  ...{ isPart: false, misfit: null, captureAtMs: 0, isVoiding: false },
};
const readings = readingsOf(paymentId, { amountMinor: 2_450, register: "reg_1" });

describe("nextPayment", () => {
  it("ends captured in whatever order and however often the readings come, F22, F23", () => {
    const all = [
      readings.waiting,
      readings.declined("ch_0"),
      readings.authorised,
      readings.captured,
      readings.authorised,
      readings.captured,
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        const ended = order.reduce(nextPayment, waiting);
        expect(ended).toMatchObject({ phase: "captured", intentId: "pi_1", attention: null });
      }),
    );
  });

  it("is at rest after any reading seen twice", () => {
    const any = fc.constantFrom(
      readings.waiting,
      readings.none,
      readings.declined("ch_1"),
      readings.declined("ch_2"),
      readings.authorised,
      readings.captured,
      readings.cancelled,
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), any, (before, last) => {
        const once = [...before, last].reduce(nextPayment, waiting);
        expect(nextPayment(once, last)).toEqual(once);
      }),
    );
  });

  it("never leaves captured or cancelled", () => {
    for (const end of [readings.captured, readings.cancelled, readings.none]) {
      const ended = nextPayment(waiting, end);
      for (const late of [
        readings.authorised,
        readings.captured,
        readings.cancelled,
        readings.waiting,
      ]) {
        expect(nextPayment(ended, late)).toBe(ended);
      }
    }
  });

  it("stays authorised when the clerk's cancel crosses the card's authorisation, F19", () => {
    const requested = { ...waiting, isCancelRequested: true };
    const authorised = nextPayment(requested, readings.authorised);
    expect(authorised).toMatchObject({ phase: "authorised", isCancelRequested: false });
    expect(nextPayment(authorised, readings.waiting).phase).toBe("authorised");
  });

  it("counts a decline once, and takes a late copy of it for nothing new", () => {
    const declined = nextPayment(waiting, readings.declined("ch_1", "insufficient_funds"));
    expect(declined).toMatchObject({
      phase: "declined",
      tries: [{ number: 1, outcome: "declined" }],
    });
    const second = nextTry(declined, 5_000);
    expect(second).toMatchObject({ phase: "waiting", tryStartedAtMs: 5_000 });
    expect(nextPayment(second, readings.declined("ch_1", "insufficient_funds")).phase).toBe(
      "waiting",
    );
    expect(
      nextPayment(second, readings.declined("ch_2")).tries.map(({ outcome }) => outcome),
    ).toEqual(["declined", "declined"]);
    expect(nextPayment(second, readings.authorised).tries.map(({ outcome }) => outcome)).toEqual([
      "declined",
      "approved",
    ]);
  });

  it("is unknown, not failed, when nobody watches, and ends by what is read", () => {
    const unknown = loseSight(waiting);
    expect(unknown.phase).toBe("unknown");
    expect(isOpen(unknown)).toBe(true);
    expect(nextPayment(unknown, readings.waiting).phase).toBe("unknown");
    expect(nextPayment(unknown, readings.none).phase).toBe("cancelled");
    expect(nextPayment(unknown, readings.captured).phase).toBe("captured");
  });

  it("asks for a person when a hold is lost after its sale, and ends the same in any order", () => {
    const held = nextPayment(waiting, readings.authorised);
    expect(nextPayment(held, readings.cancelled)).toMatchObject({
      phase: "cancelled",
      attention: "hold-lost",
    });
    expect(nextPayment(waiting, readings.cancelled).attention).toBeNull();
  });

  it("takes the tip out of what the customer was asked for", () => {
    const tipped = readings.reading({
      status: "requires_capture",
      amountMinor: 2_750,
      tipMinor: 300,
      latestCharge: chargeReading(),
    });
    expect(nextPayment(waiting, tipped)).toMatchObject({ phase: "authorised", tipMinor: 300 });
  });

  it.each([
    ["amount-differs", { amountMinor: 2_400 }],
    ["amount-differs", { amountMinor: 2_750, tipMinor: 200 }],
    ["tip-over-cap", { amountMinor: 3_186, tipMinor: 736 }],
    ["currency-differs", { currency: "usd" }],
    ["attempt-differs", { attempt: "pay_2" }],
    ["register-differs", { register: "reg_2" }],
    ["register-differs", { register: null }],
    ["received-too-little", { status: "succeeded", amountReceivedMinor: 2_449 }],
  ])("pays nothing and asks for a person: %s, B10", (attention, intent) => {
    const reading = readings.reading({
      status: "requires_capture",
      latestCharge: chargeReading(),
      ...intent,
    });
    expect(nextPayment(waiting, reading)).toMatchObject({ phase: "unknown", attention });
  });
});

describe("neverStarted", () => {
  it("ends only an attempt of which nothing is known yet", () => {
    expect(neverStarted(waiting, "lease-held")).toMatchObject({
      phase: "cancelled",
      endReason: "lease-held",
    });
    const authorised = nextPayment(waiting, readings.authorised);
    expect(neverStarted(authorised, "too-late")).toBe(authorised);
  });
});
