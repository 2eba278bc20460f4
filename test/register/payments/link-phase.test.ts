import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PaymentId, SaleId, UserId } from "../../../contract/ids.ts";
import type { PaymentReading } from "../../../contract/relay-protocol.ts";
import { linkPhase } from "../../../register/payments/link-phase.ts";
import { loseSight, nextPayment, type Payment } from "../../../register/payments/payment-state.ts";
import { afterSession } from "../../../server/payments/link-state.ts";
import type { PaymentRow } from "../../../server/storage/rows.ts";
import { chargeReading, readingsOf } from "../../support/readings.ts";

const paymentId = PaymentId.parse("pay_1");
const waiting: Payment = {
  ...{ paymentId, saleId: SaleId.parse("sale_1"), registerId: "reg_1" },
  ...{ userId: UserId.parse("user_1"), connection: "main", readerId: null, readerLabel: "" },
  ...{ via: "link", link: { url: null, sessionId: null }, amountMinor: 2_450, currency: "EUR" },
  ...{ phase: "waiting", tries: [{ number: 1, outcome: "waiting", charge: null }] },
  ...{ intentId: null, tipMinor: 0, startedAtMs: 0, tryStartedAtMs: 0, onReaderAtMs: null },
  ...{ isCardInProcess: false, isCancelRequested: false, cancelRequestedAtMs: null },
  ...{ tipCapMinor: 0, endReason: null, attention: null },
  ...{ isPart: false, misfit: null, captureAtMs: null, isVoiding: false },
};

const { reading } = readingsOf(paymentId, { amountMinor: 2_450, register: "reg_1" });
type Status = "open" | "complete" | "expired";
const session = (status: Status) => ({ sessionId: "cs_1", status });
const seen = (status: Status, intent: PaymentReading): PaymentReading => ({
  ...intent,
  session: session(status),
});
const none = { ...reading({}), intent: null };
const held = reading({ status: "requires_capture", latestCharge: chargeReading() });
const taken = reading({ status: "succeeded", amountReceivedMinor: 2_450 });
const statuses = [
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
  "processing",
  "requires_capture",
  "succeeded",
  "canceled",
  "something-new",
];

const anyReading = fc
  .record({
    status: fc.constantFrom<Status>("open", "complete", "expired"),
    intent: fc.option(fc.constantFrom(...statuses)),
    hasSession: fc.boolean(),
  })
  .map(({ status, intent, hasSession }) => {
    const received = intent === "succeeded" ? 2_450 : 0;
    const read =
      intent === null ? none : reading({ status: intent, amountReceivedMinor: received });
    return hasSession ? seen(status, read) : read;
  });

describe("linkPhase", () => {
  it.each([
    ["an open page", seen("open", none), "waiting"],
    ["an open page on which a card was declined", seen("open", reading({})), "waiting"],
    [
      "an open page at the bank's step",
      seen("open", reading({ status: "requires_action" })),
      "waiting",
    ],
    ["a page that was read as expired", seen("expired", none), "cancelled"],
    ["one expired with an intent that still lives", seen("expired", reading({})), "waiting"],
    [
      "one expired with a dead intent",
      seen("expired", reading({ status: "canceled" })),
      "cancelled",
    ],
    [
      "a dead intent on a page that is open",
      seen("open", reading({ status: "canceled" })),
      "waiting",
    ],
    ["a complete page that does not name its intent yet", seen("complete", none), "waiting"],
    [
      "a delayed payment on its way",
      seen("complete", reading({ status: "processing" })),
      "waiting",
    ],
    ["money that is held", seen("complete", held), "authorised"],
    ["money that is held although it was expired", seen("expired", held), "authorised"],
    ["money that was taken", seen("complete", taken), "captured"],
    ["nothing at Stripe at all", none, "cancelled"],
  ] as const)("takes %s for what it is", (_, read, phase) => {
    expect(linkPhase(read)).toBe(phase);
  });

  it("calls a payment over only where nobody can pay it any more", () => {
    fc.assert(
      fc.property(anyReading, (read) => {
        if (linkPhase(read) !== "cancelled") return;
        const isAlive = read.intent !== null && read.intent.status !== "canceled";
        expect(isAlive || read.session?.status === "open").toBe(false);
      }),
    );
  });
});

describe("nextPayment by link", () => {
  it("is total, and never moves back", () => {
    const order = ["waiting", "unknown", "declined", "authorised", "cancelled", "captured"];
    fc.assert(
      fc.property(fc.array(anyReading, { maxLength: 10 }), (all) => {
        let before = waiting;
        for (const read of all) {
          const after = nextPayment(before, read);
          expect(order.indexOf(after.phase)).toBeGreaterThanOrEqual(order.indexOf(before.phase));
          expect(nextPayment(after, read)).toEqual(after);
          before = after;
        }
      }),
    );
  });

  it("ends captured in whatever order a paid page is read, F22 to F25", () => {
    const all = [
      seen("open", none),
      seen("open", reading({})),
      seen("complete", held),
      seen("complete", taken),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([...all, ...all], { minLength: 8 }), (order) => {
        expect(order.reduce(nextPayment, waiting)).toMatchObject({
          phase: "captured",
          link: { sessionId: "cs_1" },
          attention: null,
        });
      }),
    );
  });

  it("is approved where the customer paid while the till was ending it, F26", () => {
    const requested = loseSight({ ...waiting, isCancelRequested: true });
    expect(nextPayment(requested, seen("complete", held)).phase).toBe("authorised");
  });

  it("asks for a person where another amount was paid", () => {
    const other = seen("complete", reading({ status: "requires_capture", amountMinor: 2_000 }));
    expect(nextPayment(waiting, other)).toMatchObject({
      phase: "unknown",
      attention: "amount-differs",
    });
  });

  it("says that a hold was lost where it is cancelled after its capture was ordered", () => {
    const approved = nextPayment(waiting, seen("complete", held));
    const ordered = { ...approved, captureAtMs: 0 };
    const lost = nextPayment(ordered, seen("complete", reading({ status: "canceled" })));
    expect(lost).toMatchObject({ phase: "cancelled", attention: "hold-lost" });
  });
});

describe("afterSession", () => {
  const row = { paymentId, via: "link", state: "open", wantsCancel: false } as PaymentRow;
  const read = (status: Status, intent: string | null) => ({
    ...session(status),
    attempt: "pay_1",
    amountMinor: 2_450,
    intent: intent === null ? null : reading({ status: intent }).intent,
  });
  const anySession = fc
    .record({
      status: fc.constantFrom<Status>("open", "complete", "expired"),
      intent: fc.option(fc.constantFrom(...statuses)),
    })
    .map(({ status, intent }) => read(status, intent));
  const anyRow = fc
    .record({
      state: fc.constantFrom("starting", "open", "final", "dead"),
      wantsCancel: fc.boolean(),
    })
    .map((change) => ({ ...row, ...change }));

  it("goes on reading exactly as long as somebody may still pay", () => {
    fc.assert(
      fc.property(anyRow, anySession, (before, now) => {
        const { isAtReader } = afterSession(before, now);
        const phase = linkPhase({ ...none, intent: now.intent, session: session(now.status) });
        expect(isAtReader).toBe(phase === "waiting");
      }),
    );
  });

  it("wants no cancel of money that is held or taken", () => {
    fc.assert(
      fc.property(anyRow, anySession, (before, now) => {
        const isMoney = ["requires_capture", "succeeded"].includes(now.intent?.status ?? "");
        if (isMoney) expect(afterSession(before, now).wantsCancel).toBe(false);
      }),
    );
  });

  it("cancels what a delayed payment that failed leaves behind", () => {
    expect(afterSession(row, read("complete", "requires_payment_method")).wantsCancel).toBe(true);
    expect(afterSession(row, read("open", "requires_payment_method")).wantsCancel).toBe(false);
  });

  it("closes the late session of an attempt that was told as dead", () => {
    const dead = { ...row, state: "dead" } as PaymentRow;
    expect(afterSession(dead, read("open", null))).toMatchObject({
      state: "open",
      wantsCancel: true,
    });
  });
});
