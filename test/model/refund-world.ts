import { RefundId, SaleId, UserId } from "../../contract/ids.ts";
import type { RefundReading } from "../../contract/relay-protocol.ts";
import type { Refund } from "../../register/payments/refund-state.ts";
import type { Move as AnyMove } from "./move.ts";
import { createIntern } from "./state.ts";
import { paymentIds } from "./world.ts";

export const CAPTURED_MINOR = 300;
/** The first gives a part back; the second all that is left then. */
export const PART_MINOR = 100;

/** What Stripe keeps for an idempotency key of a refund. */
type Kept = "made" | "error" | "no" | null;
export type Status = "pending" | "succeeded" | "failed";

/** One refund, as each of the three knows it. */
export type Course = Readonly<{
  /** The till's, by number; 0 before it began. */
  till: number;
  isAcceptedInBook: boolean;
  isFailedInBook: boolean;
  isInOutbox: boolean;
  isOnTheWay: boolean;
  /** The relay's instruction: whether it was sent to Stripe, and whether Stripe's id is known. */
  order: "none" | "stored" | "done";
  wasSent: boolean;
  hasId: boolean;
  /** The status that was mailed last. */
  mailed: Status | null;
  isMarked: boolean;
  isAsked: boolean;
  read: Status | null;
  mail: readonly number[];
  /** Keys of requests that their sender gave up and that may still reach Stripe. */
  late: readonly number[];
  keys: readonly Kept[];
  status: Status | null;
  /** How many refunds Stripe has made of it. */
  made: number;
}>;

export type RefundState = {
  budget: number;
  isOnline: boolean;
  refunds: readonly [Course, Course];
  /** What the relay does in the payment's lane: `which` refund, and by which key. */
  job: Readonly<{ which: Which; step: "look" | "create"; key: number }> | null;
};
export type Which = 0 | 1;
export const both = [0, 1] as const;
export type Move = AnyMove<RefundState>;

export const refunds = createIntern<Refund>();
export const refundReadings = createIntern<RefundReading>();

export const notBegun: Course = {
  ...{ till: 0, isAcceptedInBook: false, isFailedInBook: false, isInOutbox: false },
  ...{ isOnTheWay: false, order: "none", wasSent: false, hasId: false, mailed: null },
  ...{ isMarked: false, isAsked: false, read: null, mail: [], late: [], keys: [] },
  ...{ status: null, made: 0 },
};

const refundIds = [RefundId.parse("refund_1"), RefundId.parse("refund_2")] as const;

export function newRefund(which: Which, amountMinor: number): Refund {
  return {
    ...{ refundId: refundIds[which], paymentId: paymentIds[0], saleId: SaleId.parse("sale_1") },
    ...{ userId: UserId.parse("user_1"), amountMinor, currency: "EUR", state: "requested" },
    ...{ stripeRefundId: null, failureReason: null, requestedAtMs: 0, reader: null },
  };
}

export function refundOf(state: RefundState, which: Which): Refund | null {
  return refunds.at(state.refunds[which].till);
}

export function change(next: RefundState, which: Which, by: Partial<Course>): void {
  const [first, second] = next.refunds;
  next.refunds = which === 0 ? [{ ...first, ...by }, second] : [first, { ...second, ...by }];
}

/** Null: Stripe said no, and there is none. */
export function readingOf(which: Which, status: Status | null, amountMinor: number): RefundReading {
  return {
    ...{ refundId: refundIds[which], paymentId: paymentIds[0], readAtMs: 0, source: "poll" },
    refund:
      status === null
        ? null
        : {
            ...{ stripeRefundId: `re_${which}`, status, amountMinor, currency: "EUR" },
            failureReason: status === "failed" ? "declined" : null,
          },
    refusedCode: status === null ? "charge_disputed" : null,
  };
}
