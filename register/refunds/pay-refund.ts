import type { Input, Outcome, Who } from "../../contract/commands.ts";
import type { RegisterId } from "../../contract/ids.ts";
import { isSameMoney, money } from "../../contract/money.ts";
import type { RefundAnswer, RefundElsewhere } from "../../contract/refund-protocol.ts";
import type { PaidRefundView } from "../../contract/refund-views.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { RefundStarted } from "../../ledger/ledger-entry.ts";
import { chargeOf } from "../payments/payment-state.ts";
import type { AtReader } from "../payments/refund-state.ts";
import { startCardRefund } from "../payments/refund-sale.ts";
import { watchPending } from "../watch-pending.ts";
import { createLookup, findSale, type FoundSales } from "./find-sale.ts";
import { isPaidBack } from "./exchange-phase.ts";
import type { PaidRefundDeps } from "./paid-refund-deps.ts";
import { isStillDue, planRefund, quoteRefund, soldSale } from "./plan-refund.ts";
import type { PlannedRefund } from "./paid-refund-rows.ts";
import { atReader, createReaderRefunds, startAtReader } from "./reader-refund.ts";

type Ended = Pick<PaidRefundView, "phase"> & Partial<Pick<PaidRefundView, "refusal">>;

function viewOf(refund: PlannedRefund, { phase, refusal }: Ended): PaidRefundView {
  const { refundId, saleId, amountMinor, currency } = refund;
  const isPaid = refund.type === "refund-paid";
  const amount = money(amountMinor + (isPaid ? refund.roundingMinor : 0), currency);
  const to = isPaid ? refund.to.tender : "card";
  return { refundId, saleId, to, amount, phase, refusal: refusal ?? null };
}

/** Where the entry stands: handed over, or on its way to Stripe. */
function stands({ type }: PlannedRefund): Ended {
  return { phase: type === "refund-paid" ? "paid" : "requested" };
}

/** Null for a sale of this register. */
function originOf(refund: PlannedRefund): RegisterId | null {
  return refund.type === "refund-paid" ? refund.originRegisterId : null;
}

/** After the commit. */
function tell(deps: PaidRefundDeps, refund: PlannedRefund, ended: Ended): PaidRefundView {
  const view = viewOf(refund, ended);
  deps.emit({ event: "paid-refund-changed", view });
  if (originOf(refund) === null) deps.refundChanged(refund.saleId);
  return view;
}

/** Null where the money goes back without the card. */
function readerOf(deps: PaidRefundDeps, { readerId, paymentId }: RefundStarted): AtReader | null {
  if (readerId === undefined) return null;
  const { chargeId } = chargeOf(deps.payments.byId(paymentId)?.tries.at(-1));
  return atReader(deps, { readerId, chargeId });
}

/** The entry is the refund: money is handed over, or asked back of Stripe, only once it stands. */
function write(deps: PaidRefundDeps, refund: PlannedRefund): PaidRefundView {
  const { db, ledger, paidRefunds } = deps;
  db.transaction(() => {
    paidRefunds.remove(refund.refundId);
    if (refund.type === "refund-paid") ledger.append(refund);
    else startCardRefund(deps, refund, readerOf(deps, refund));
  }).immediate();
  deps.witness();
  if (refund.type === "refund-started") deps.flush();
  startAtReader(deps, refund.refundId);
  return tell(deps, refund, stands(refund));
}

function letGo(deps: PaidRefundDeps, refund: PlannedRefund, reason: string): void {
  const { db, ledger, paidRefunds } = deps;
  const { refundId: reservationId } = refund;
  db.transaction(() => {
    ledger.append({ type: "reservation-released", reservationId, reason });
    paidRefunds.remove(reservationId);
  }).immediate();
  tell(deps, refund, { phase: "released", refusal: reason });
}

type Pay = Input<"refunds.pay">;

/** The answer to a call may be lost: the same call again is answered as before. */
function answerAgain({ ledger, paidRefunds }: PaidRefundDeps, input: Pay) {
  const waiting = paidRefunds.byId(input.refundId);
  const written = ledger
    .entriesOf(input.saleId)
    .map(({ entry }) => entry)
    .filter((entry) => entry.type === "refund-paid" || entry.type === "refund-started")
    .find((entry) => entry.refundId === input.refundId);
  const before = waiting ?? written;
  if (before === undefined) {
    const isLetGo = ledger.entriesOf(input.refundId).length > 0;
    return isLetGo ? refuse("refund-used", input.refundId) : null;
  }
  const view = viewOf(before, waiting ? { phase: "asked" } : stands(before));
  const isSame = before.saleId === input.saleId && isSameMoney(view.amount, input.total);
  return isSame ? ok(view) : refuse("refund-used", input.refundId);
}

/** Online the relay holds the lines first; offline only what this register sold is paid back. */
function pay(
  deps: PaidRefundDeps,
  found: FoundSales,
  { who, input }: Readonly<{ who: Who; input: Pay }>,
): Outcome<"refunds.pay"> {
  const { db, line, paidRefunds, registerId } = deps;
  const again = answerAgain(deps, input);
  if (again !== null) return again;
  const sold = soldSale(deps, found, input.saleId);
  const planned = planRefund(deps, { who, sold, input });
  if (!planned.ok) return planned;
  const refund = planned.value;
  const isOwn = originOf(refund) === null;
  const { refundId: reservationId, saleId, lines } = refund;
  // A tip alone goes back here only: there are no lines that another till could give back.
  if (lines === undefined) return ok(write(deps, refund));
  if (!line.isOnline()) return isOwn ? ok(write(deps, refund)) : refuse("relay-offline");
  const held = { ...refund, reservationId };
  db.transaction(() => paidRefunds.add(held)).immediate();
  const originRegisterId = originOf(refund) ?? registerId;
  const id = `reserve-${reservationId}`;
  const request = { type: "reserve-refund" as const, id, reservationId, originRegisterId };
  if (line.send({ ...request, saleId, lines: [...lines] })) {
    return ok(tell(deps, held, { phase: "asked" }));
  }
  // Nothing left the till, so nothing can be held.
  db.transaction(() => paidRefunds.remove(reservationId)).immediate();
  return isOwn ? ok(write(deps, refund)) : refuse("relay-offline");
}

/**
 * The goods of an exchange are booked back after its new ones were chosen: where another till sold
 * them, and this one has forgotten them since, it looks them up again.
 */
function lookAgain(deps: PaidRefundDeps, found: FoundSales): void {
  const [kept] = deps.exchange.all().filter(({ isGivenUp }) => !isGivenUp);
  if (kept === undefined || isPaidBack(deps, kept)) return;
  if (soldSale(deps, found, kept.saleId) === undefined) findSale(deps, kept);
}

/** What the relay answered. An answer to what was given up meanwhile changes nothing. */
function hear(
  deps: PaidRefundDeps,
  found: FoundSales,
  answer: Exclude<RefundAnswer, { type: "sale-found" }>,
): void {
  const { db, paidRefunds } = deps;
  const refund = paidRefunds.byId(answer.reservationId);
  if (refund === undefined) return;
  const { refundId, saleId } = refund;
  // What was looked up is not what is left any more.
  found.delete(saleId);
  if (answer.type === "refund-refused") {
    db.transaction(() => paidRefunds.remove(refundId)).immediate();
    tell(deps, refund, { phase: "refused", refusal: answer.refusal });
    return;
  }
  const own = originOf(refund) === null ? soldSale(deps, found, saleId) : undefined;
  if (own === undefined || isStillDue(own, refund)) write(deps, refund);
  else letGo(deps, refund, "refund-over-sold");
}

export type PaidRefunds = ReturnType<typeof createPaidRefunds>;

/**
 * Giving money back at the till. The row is on the disk before the relay is asked; the entry is
 * written only for what the relay holds; everything else ends in an entry that lets go. So two
 * tills never give one sale back twice, and no crash leaves any of it held.
 */
export function createPaidRefunds(deps: PaidRefundDeps) {
  const { paidRefunds, ticks } = deps;
  const found: FoundSales = new Map();
  const lookup = createLookup(deps, found);
  const atReaders = createReaderRefunds(deps);
  const pending = watchPending({
    ticks,
    rows: paidRefunds.requests,
    idOf: ({ refundId }) => refundId,
    letGo: (refund, reason) => letGo(deps, refund, reason),
  });
  return {
    quote: (input: Input<"refunds.quote">) =>
      quoteRefund(deps, soldSale(deps, found, input.saleId), input),
    /** The receipt of a sale of this register, or of one that was looked up. */
    receiptOf: (saleId: string) => soldSale(deps, found, saleId)?.receiptNumber,
    find: (input: Input<"refunds.find">) => lookup.find(input),
    pay(who: Who, input: Pay): Outcome<"refunds.pay"> {
      const outcome = pay(deps, found, { who, input });
      if (outcome.ok && outcome.value.phase === "asked") pending.asked(outcome.value.refundId);
      return outcome;
    },
    hear(answer: RefundAnswer): void {
      if (answer.type === "sale-found") {
        lookup.hear(answer);
        return;
      }
      hear(deps, found, answer);
      lookAgain(deps, found);
    },
    /** In the mail's transaction; the answer tells the screens, after the commit. */
    applyElsewhere(mail: RefundElsewhere): () => void {
      paidRefunds.keepElsewhere(mail);
      return () => deps.refundChanged(mail.saleId);
    },
    atReaders,
    recover(): void {
      pending.recover();
      atReaders.recover();
    },
    online(): void {
      atReaders.online();
      lookup.online();
      lookAgain(deps, found);
    },
    offline: pending.offline,
    tick(): void {
      pending.tick();
      atReaders.tick();
    },
  };
}
