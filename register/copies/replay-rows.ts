import type { SaleId } from "../../contract/ids.ts";
import { money } from "../../contract/money.ts";
import type { ChargeReading } from "../../contract/relay-protocol.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { EntryOf, LedgerEntry } from "../../ledger/ledger-entry.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { openOutbox, type Outbox } from "../outbox/outbox.ts";
import type { Payment } from "../payments/payment-state.ts";
import { orderCaptures, putCapture, putVoid, withdrawCapture } from "../payments/order-captures.ts";
import { isFinal } from "../payments/payment-state.ts";
import { openPayments, type Payments } from "../payments/payments.ts";
import { openRefunds, type Refunds } from "../payments/refunds.ts";
import type { AtReader, Refund } from "../payments/refund-state.ts";
import { openUsers, type User, type Users } from "../people/users.ts";
import { scaleHalfUp } from "../../contract/rounding.ts";

type Config = Readonly<{ registerId: string; tipCapBasisPoints: number }>;
type Replay<Type extends LedgerEntry["type"]> = (recorded: Recorded<EntryOf<Type>>) => void;
type Replayers = { readonly [Type in LedgerEntry["type"]]?: Replay<Type> };

/**
 * Brings the rows beside the book to where entries that came back from a copy leave them: a sale
 * that is completed is no draft any more, payments and refunds stand as their last fact says, and
 * what the relay must be told is told again (it does each once). What a payment was besides, its
 * reader's name and its timeline, is not in the book and is lost with the file.
 */
export function openReplay(db: Database, config: Config): (recorded: Recorded) => void {
  const outbox = openOutbox(db);
  const payments = openPayments(db);
  const orderHolds = (saleId: SaleId, atMs: number) => {
    orderCaptures({ payments, outbox, now: () => atMs, voidWindowMs: 0 }, saleId);
  };
  const replayers: Replayers = {
    ...draftReplayers(db, orderHolds),
    "credit-topped-up": ({ entry: { by }, atMs }) => {
      const payment = by.tender === "card" ? payments.byId(by.paymentId) : undefined;
      if (payment !== undefined) orderHolds(payment.saleId, atMs);
    },
    ...userReplayers(openUsers(db)),
    ...paymentReplayers(payments, outbox, config),
    ...raiseReplayers(payments),
    ...tipReplayers(payments, outbox),
    ...refundReplayers(openRefunds(db), outbox),
  };
  return (recorded) => {
    const replay = replayers[recorded.entry.type] as ((recorded: Recorded) => void) | undefined;
    replay?.(recorded);
  };
}

/** What was sold, given up or practised is nobody's draft any more, and no credit waits for it. */
function draftReplayers(
  db: Database,
  orderHolds: (saleId: SaleId, atMs: number) => void,
): Replayers {
  const deleteDraft = db.prepare("DELETE FROM draft_sale WHERE sale_id = ?");
  const deleteSpend = db.prepare("DELETE FROM credit_spend WHERE reservation_id = ?");
  const remove = ({
    entry,
  }: Recorded<EntryOf<"sale-completed" | "sale-voided" | "training-sale">>) =>
    void deleteDraft.run(entry.saleId);
  return {
    "sale-completed"(recorded) {
      remove(recorded);
      for (const tender of recorded.entry.tenders) {
        if (tender.tender === "store-credit") deleteSpend.run(tender.reservationId);
      }
      orderHolds(recorded.entry.saleId, recorded.atMs);
    },
    "tender-taken": ({ entry: { partId } }) => void deleteSpend.run(partId),
    "sale-voided": remove,
    "training-sale": remove,
    "reservation-released": ({ entry }) => void deleteSpend.run(entry.reservationId),
  };
}

/**
 * A list of users that is older than the book must not let somebody in who was shut out since. Names
 * and PINs stand in no entry: they stay as the file has them.
 */
function userReplayers(users: Users): Replayers {
  const change = (userId: string, changed: Partial<User>) => {
    const user = users.byId(userId);
    if (user !== undefined) users.save({ ...user, ...changed });
  };
  return {
    "user-changed"({ entry: { userId, change: what, role } }) {
      if (what === "role" && role !== undefined) change(userId, { role });
      if (what === "disabled" || what === "enabled") {
        change(userId, { isActive: what === "enabled" });
      }
      if (what === "unlocked" || what === "pin") change(userId, { failCount: 0 });
    },
    "sign-in-failed": ({ entry: { userId, failCount } }) => change(userId, { failCount }),
    // Each is by a right PIN.
    "user-signed-in": ({ entry: { userId } }) => change(userId, { failCount: 0 }),
    "override-granted": ({ entry: { byUserId } }) => change(byUserId, { failCount: 0 }),
  };
}

function paymentReplayers(payments: Payments, outbox: Outbox, config: Config): Replayers {
  // A row that survived knows more than the book: only what moves it on is applied.
  const change = (paymentId: string, changed: Partial<Payment> & Pick<Payment, "phase">) => {
    const payment = payments.byId(paymentId);
    if (payment && isLater(phaseOrder, changed.phase, payment.phase)) {
      payments.save({ ...payment, ...changed });
    }
  };
  const withdraw = (paymentId: Payment["paymentId"]) => {
    withdrawCapture(outbox, { paymentId });
    outbox.withdraw(`void-${paymentId}`);
  };
  function endTry(paymentId: string, outcome: "declined" | "approved", charge: ChargeReading) {
    const tries = payments.byId(paymentId)?.tries ?? [];
    const before = tries.at(-1)?.outcome === "waiting" ? tries.slice(0, -1) : tries;
    return [...before, { number: before.length + 1, outcome, charge }];
  }
  return {
    "payment-started": (recorded) => {
      const isKnown = payments.byId(recorded.entry.paymentId) !== undefined;
      if (!isKnown) payments.save(startedPayment(recorded, config));
    },
    "payment-declined": ({ entry }) => {
      const { paymentId, intentId, chargeId, failureCode, declineCode } = entry;
      const charge = { ...chargeOf(chargeId, "failed"), failureCode, declineCode };
      const tries = endTry(paymentId, "declined", charge);
      change(paymentId, { phase: "declined", intentId, tries });
    },
    "payment-authorised": ({ entry }) => {
      const { paymentId, intentId, tipMinor, chargeId } = entry;
      const tries = endTry(paymentId, "approved", chargeOf(chargeId, "succeeded"));
      change(paymentId, { phase: "authorised", intentId, tipMinor, tries });
    },
    "void-started": ({ entry: { paymentId }, atMs }) => {
      const payment = payments.byId(paymentId);
      if (payment === undefined || isFinal(payment)) return;
      payments.save({ ...payment, isVoiding: true });
      putVoid({ outbox, now: () => atMs }, payment);
    },
    "hold-accepted": ({ entry: { paymentId, amountMinor, tipMinor } }) => {
      const payment = payments.byId(paymentId);
      const calm = { attention: null, misfit: null, tipCapMinor: tipMinor };
      if (payment) payments.save({ ...payment, ...calm, amountMinor });
    },
    "payment-replaced": ({ entry: { paymentId } }) => {
      const payment = payments.byId(paymentId);
      const isSettled = payment === undefined || isFinal(payment);
      if (!isSettled) payments.save({ ...payment, phase: "unknown", isReplaced: true });
    },
    "payment-captured": ({ entry: { paymentId, intentId, lateTipMinor = 0 } }) => {
      const tipMinor = (payments.byId(paymentId)?.tipMinor ?? 0) + lateTipMinor;
      change(paymentId, { phase: "captured", intentId, tipMinor, isVoiding: false });
      withdraw(paymentId);
    },
    "payment-cancelled": ({ entry: { paymentId, intentId, reason } }) => {
      change(paymentId, { phase: "cancelled", intentId, endReason: reason, isVoiding: false });
      withdraw(paymentId);
    },
  };
}

/** The capture that waits at the relay takes the tip with it, if nobody has told it yet. */
function tipReplayers(payments: Payments, outbox: Outbox): Replayers {
  return {
    "tip-asked": ({ entry: { paymentId, tipMinor }, atMs }) => {
      const payment = payments.byId(paymentId);
      if (payment === undefined || isFinal(payment)) return;
      const tipped = { ...payment, lateTipMinor: tipMinor };
      payments.save(tipped);
      // The one without it, put with the sale, must not be faster.
      withdrawCapture(outbox, tipped);
      putCapture({ outbox, now: () => atMs }, tipped);
    },
  };
}

/** Wishes to hold more: what became of one that was under way, only Stripe can tell. */
function raiseReplayers(payments: Payments): Replayers {
  return {
    "hold-raise-started": ({ entry: { paymentId, number, toMinor } }) => {
      const payment = payments.byId(paymentId);
      if (payment === undefined || (payment.raises ?? 0) >= number) return;
      // Whether it was sent, nobody knows any more: the relay is asked, and begins nothing.
      const raise = { number, toMinor, validUntilMs: 0, isUnknown: true };
      payments.save({ ...payment, raises: number, raise });
    },
    "hold-raised": ({ entry: { paymentId, number, fromMinor, toMinor } }) => {
      const payment = payments.byId(paymentId);
      if (payment?.raise?.number !== number) return;
      const formerMinors = [...(payment.formerMinors ?? []), fromMinor];
      payments.save({ ...payment, amountMinor: toMinor, formerMinors, raise: null });
    },
    "hold-raise-refused": ({ entry: { paymentId, number, toMinor, code } }) => {
      const payment = payments.byId(paymentId);
      if (payment?.raise?.number !== number) return;
      payments.save({ ...payment, raise: null, raiseRefused: { toMinor, code } });
    },
  };
}

function refundReplayers(refunds: Refunds, outbox: Outbox): Replayers {
  const change = (refundId: string, changed: Partial<Refund> & Pick<Refund, "state">) => {
    const refund = refunds.byId(refundId);
    if (refund && isLater(refundOrder, changed.state, refund.state)) {
      refunds.save({ ...refund, ...changed });
    }
  };
  return {
    "refund-started": ({ entry, atMs }) => {
      const { refundId, paymentId, saleId, userId, amountMinor, currency, readerId } = entry;
      if (refunds.byId(refundId) !== undefined) return;
      const ids = { refundId, paymentId, saleId, userId };
      const open = { state: "requested", stripeRefundId: null, failureReason: null } as const;
      const reader = readerId === undefined ? null : readerOfBefore(readerId, atMs);
      refunds.save({ ...ids, amountMinor, currency, ...open, requestedAtMs: atMs, reader });
      // Of one at a reader the relay is asked how it ended; it is never begun again.
      if (reader !== null) return;
      const amount = money(amountMinor, currency);
      const id = `refund-${refundId}`;
      outbox.put({ type: "refund-payment", id, refundId, paymentId, amount }, atMs);
    },
    "refund-accepted": ({ entry: { refundId, stripeRefundId } }) => {
      change(refundId, { state: "pending", stripeRefundId });
      outbox.accepted(`refund-${refundId}`);
    },
    "refund-failed": ({ entry: { refundId, reason } }) => {
      change(refundId, { state: "failed", failureReason: reason });
      outbox.accepted(`refund-${refundId}`);
    },
  };
}

function readerOfBefore(readerId: string, atMs: number): AtReader {
  const at = { readerId, readerLabel: readerId, via: "relay", chargeId: "" } as const;
  const begun = { isAccepted: true, isHandedOver: true };
  return { ...at, ...begun, endRequestedAtMs: atMs, letGo: null };
}

const phaseOrder = [
  "waiting",
  "unknown",
  "declined",
  "authorised",
  "cancelled",
  "captured",
] as const;
const refundOrder = ["requested", "pending", "succeeded", "failed"] as const;

function isLater<State>(order: readonly State[], state: State, than: State): boolean {
  return order.indexOf(state) > order.indexOf(than);
}

function startedPayment(
  { entry, atMs }: Recorded<EntryOf<"payment-started">>,
  { registerId, tipCapBasisPoints }: Config,
): Payment {
  const { paymentId, saleId, userId, connection, readerId, via, amountMinor, currency } = entry;
  const { topUp } = entry;
  return {
    ...{ paymentId, saleId, registerId, userId, connection, readerId, via, amountMinor, currency },
    readerLabel: readerId ?? "",
    // The page's address stood in the lost file alone: its session is found by the attempt.
    link: via === "link" ? { url: null, sessionId: null } : null,
    phase: "unknown",
    tries: [{ number: 1, outcome: "waiting", charge: null }],
    intentId: null,
    tipMinor: 0,
    startedAtMs: atMs,
    tryStartedAtMs: atMs,
    onReaderAtMs: null,
    isCardInProcess: false,
    isCancelRequested: false,
    cancelRequestedAtMs: null,
    ...(topUp && { topUp }),
    tipCapMinor: via === "link" || topUp ? 0 : scaleHalfUp(amountMinor, tipCapBasisPoints, 10_000),
    endReason: null,
    attention: null,
    ...{ isPart: true, misfit: null, captureAtMs: null, isVoiding: false },
  };
}

function chargeOf(chargeId: string, status: ChargeReading["status"]): ChargeReading {
  const unknown = { brand: null, last4: null, readMethod: null, captureBeforeMs: null, emv: null };
  const isInterac = false;
  const codes = { failureCode: null, declineCode: null };
  return { chargeId, status, captured: false, refundedMinor: 0, ...codes, ...unknown, isInterac };
}
