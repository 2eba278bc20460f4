import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { PaymentId } from "../../contract/ids.ts";
import { Currency, money, type Money } from "../../contract/money.ts";
import type { PaymentView, TimelineItem } from "../../contract/payment-views.ts";
import type { TimelineFact } from "../../contract/timeline.ts";
import type { Way } from "../../contract/reader-views.ts";
import { MAX_START_DELAY_MS } from "../../contract/relay-protocol.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { SaleView } from "../../contract/views.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Clock, DirectReader, NewId, RelayLine } from "../ports.ts";
import { faultOfAsked, partsOf } from "../sales/parts.ts";
import { priceSale, type DraftSale } from "../sales/price-sale.ts";
import { scaleHalfUp } from "../../contract/rounding.ts";
import { isOpen, nextTry, type Payment } from "./payment-state.ts";
import { isAsking } from "./refund-state.ts";
import type { RecordDeps } from "./record-reading.ts";

export type CardDeps = RecordDeps &
  Readonly<{
    db: Database;
    line: RelayLine;
    direct: DirectReader;
    now: Clock;
    newId: NewId;
    registerId: string;
    tipCapBasisPoints: number;
    isPaying: (saleId: string) => boolean;
    /** False while the drawer is closed and the register requires a session. */
    isSelling: () => boolean;
    /** Practice charges no card. */
    isTraining: () => boolean;
    /** Tells the screens what a payment has become; answers its view. */
    publish: (payment: Payment) => PaymentView;
    /** Tells the screens that the open sale and the lanes are others now. */
    publishSales: () => SaleView;
  }>;

/** Beyond this the relay refuses the start; a charge is started at once or not at all. */
export const START_WITHIN_MS = 15_000;

/** What stands against taking money of this sale by any card now; null when nothing does. */
export const refusalBeforeCharge = (
  deps: CardDeps,
  draft: DraftSale,
  input: Input<"payments.charge">,
) => {
  const { line, isPaying, isSelling, isTraining } = deps;
  const { saleId } = input;
  if (draft.saleId !== saleId) return "sale-not-open";
  if (!isSelling()) return "session-not-open";
  if (isTraining()) return "training";
  if (draft.lines.length === 0) return "sale-empty";
  if (isPaying(saleId)) return "payment-in-progress";
  const fault = faultOfAsked(deps, draft, input);
  if (fault !== null) return fault;
  return line.isOnline() ? null : "cards-offline";
};

/** Records the attempt before anything leaves this machine: no crash can lose or repeat it. */
export function charge(
  deps: CardDeps,
  who: Who,
  input: Input<"payments.charge">,
): Outcome<"payments.charge"> {
  const refusal = refusalBeforeCharge(deps, deps.drafts.current(), input);
  if (refusal !== null) return refuse(refusal);
  const destination = cardDestination(deps);
  if (!destination.ok) return destination;
  const payment = startOf(deps, input, { who, to: destination.value });
  writeStart(deps, payment);
  sendStart(deps, payment);
  return ok(deps.publish(payment));
}

/** The reader that a charge would go to now, and by which way. */
export function cardDestination({
  line,
  direct,
  refunds,
}: Pick<CardDeps, "line" | "direct" | "refunds">): Result<
  CardDestination,
  "cards-offline" | "no-reader" | "reader-asks-for-card" | "reader-not-connected"
> {
  if (!line.isOnline()) return refuse("cards-offline");
  const reader = line.reader();
  if (reader === null) return refuse("no-reader");
  if (refunds.requested().some(isAsking)) return refuse("reader-asks-for-card", reader.label);
  const via = direct.way();
  if (via === "direct" && !direct.isReady()) return refuse("reader-not-connected", reader.label);
  const { connection, readerId, label: readerLabel } = reader;
  return ok({ connection, readerId, readerLabel, via, link: null });
}

/** Sent at once, or dropped: then the attempt is unknown until it is resolved, never repeated. */
export function sendStart({ line }: Pick<CardDeps, "line">, payment: Payment): void {
  const { paymentId, saleId, via, connection, readerId, amountMinor, currency } = payment;
  if (via === "link" || readerId === null) return;
  line.send({
    type: "start-card-payment",
    ...{ id: startIdOf(payment), paymentId, saleId, via, connection, readerId },
    amount: money(amountMinor, Currency.parse(currency)),
    validUntilMs: line.relayNowMs() + Math.min(START_WITHIN_MS, MAX_START_DELAY_MS),
  });
}

/** The attempt and its entry, in one commit: nothing has left this machine yet. */
export function writeStart(deps: CardDeps, payment: Payment): void {
  const { db, ledger, payments, now } = deps;
  const { paymentId, saleId, userId, connection, readerId, via, amountMinor, topUp } = payment;
  db.transaction(() => {
    ledger.append({
      type: "payment-started",
      ...{ paymentId, saleId, userId, connection, readerId, via, amountMinor },
      currency: Currency.parse(payment.currency),
      ...(topUp && { topUp }),
    });
    payments.save(payment);
    payments.note(paymentId, till(now(), "started", paymentId));
  }).immediate();
  deps.trace("started-committed");
}

/** By which connection, and to which reader or page. */
type Destination = Pick<Payment, "connection" | "readerId" | "readerLabel" | "via" | "link">;
type CardDestination = Destination & Readonly<{ readerId: string; via: Way; link: null }>;

/** Whether something else pays of the sale, too, or will have to. */
function isPartOf(
  { ledger, drafts, shop }: CardDeps,
  { saleId, amount }: Readonly<{ saleId: string; amount: Money }>,
): boolean {
  const parts = partsOf(ledger, saleId);
  return parts.length > 0 || amount.minor < priceSale(shop, drafts.current()).totalMinor;
}

export function startOf(
  deps: CardDeps,
  { saleId, total: left, amount = left }: Input<"payments.charge">,
  { who, to }: Readonly<{ who: Who; to: Destination }>,
): Payment {
  const { now, newId, registerId, tipCapBasisPoints } = deps;
  const atMs = now();
  return {
    paymentId: PaymentId.parse(newId("pay")),
    saleId,
    registerId,
    userId: who.userId,
    ...to,
    amountMinor: amount.minor,
    currency: amount.currency,
    phase: "waiting",
    tries: [{ number: 1, outcome: "waiting", charge: null }],
    intentId: null,
    tipMinor: 0,
    startedAtMs: atMs,
    tryStartedAtMs: atMs,
    onReaderAtMs: null,
    isCardInProcess: false,
    isCancelRequested: false,
    cancelRequestedAtMs: null,
    // A page takes none.
    tipCapMinor: to.via === "link" ? 0 : scaleHalfUp(amount.minor, tipCapBasisPoints, 10_000),
    endReason: null,
    attention: null,
    ...{
      isPart: isPartOf(deps, { saleId, amount }),
      misfit: null,
      captureAtMs: null,
      isVoiding: false,
    },
  };
}

/** What this till did itself. */
export function till(atMs: number, what: TimelineFact, detail = ""): TimelineItem {
  return { atMs, source: "till", what, detail, counted: true };
}

/**
 * Another card on the same intent. Where the bank's no was read before our own window had let go of
 * that try, it begins as soon as the window has; a cancel, or a window that is lost, ends that wait.
 */
export function retry(
  deps: CardDeps,
  { paymentId }: Input<"payments.retry">,
): Outcome<"payments.retry"> {
  const { line, now } = deps;
  const payment = deps.payments.byId(paymentId);
  if (payment === undefined) return refuse("payment-not-found");
  const { readerId } = payment;
  if (payment.phase !== "declined" || readerId === null) return refuse("payment-not-declined");
  if (!line.isOnline()) return refuse("cards-offline");
  if (payment.via === "direct" && deps.direct.isAt(paymentId)) {
    if (payment.isCancelRequested) return refuse("payment-not-declined");
    // Declined as before, should that fail: then the clerk is told why at the next press.
    deps.direct.afterwards(() => void retry(deps, { paymentId }));
    return ok(deps.publish(payment));
  }
  const retried = nextTry(payment, now());
  if (payment.via === "direct" && !deps.direct.isReady()) {
    return refuse("reader-not-connected", payment.readerLabel);
  }
  change(deps, retried, till(now(), `another-card:${retried.tries.length}`));
  line.send({
    type: "retry-card-payment",
    id: startIdOf(retried),
    paymentId,
    readerId,
    validUntilMs: line.relayNowMs() + START_WITHIN_MS,
  });
  return ok(deps.publish(retried));
}

/** Requested is not cancelled: only a reading ends the payment. */
export function cancel(
  deps: CardDeps,
  { paymentId }: Input<"payments.cancel">,
): Outcome<"payments.cancel"> {
  const found = openPayment(deps, paymentId);
  if (!found.ok) return found;
  const requested = { ...found.value, isCancelRequested: true, cancelRequestedAtMs: deps.now() };
  change(deps, requested, till(deps.now(), "cancel-requested"));
  letGo(deps, requested);
  return ok(deps.publish(requested));
}

/**
 * Where our own window is at it, the window lets go first, so that no card comes between the look
 * and the cancel at Stripe; it says so, and then the relay is asked.
 */
export function letGo({ line, direct }: CardDeps, { paymentId }: Payment): void {
  if (direct.isAt(paymentId)) direct.cancel(paymentId);
  else line.send({ type: "cancel-payment", id: `cancel-${paymentId}`, paymentId });
}

/** The request that puts a payment's current try onto its reader; its answer names it. */
export function startIdOf({ paymentId, tries }: Payment): string {
  const number = tries.length;
  return number === 1 ? `start-${paymentId}` : `retry-${paymentId}-${number}`;
}

export function check(
  deps: CardDeps,
  { paymentId }: Input<"payments.check">,
): Outcome<"payments.check"> {
  const found = openPayment(deps, paymentId);
  if (!found.ok) return found;
  askFor(deps, found.value);
  return ok(deps.publish(found.value));
}

/** Unknown: read, and cancel where nothing was authorised. Otherwise: only read. */
export function askFor(
  { line, direct }: Pick<CardDeps, "line" | "direct">,
  payment: Payment,
): void {
  const { paymentId, connection, startedAtMs } = payment;
  // While our own reader has a card at the bank, a cancel would race it: the answer is near.
  if (payment.phase === "unknown" && !direct.isCardInProcess(paymentId)) {
    line.send({
      type: "resolve-payment",
      id: `resolve-${paymentId}`,
      paymentId,
      connection,
      startedAtMs,
      ...(payment.via === "link" ? { via: payment.via } : {}),
      ...(payment.isReplaced === true && { isAbandoned: true }),
    });
  } else {
    line.send({ type: "read-payment", id: `read-${paymentId}`, paymentId });
  }
}

function openPayment(
  { payments, line }: CardDeps,
  paymentId: string,
): Result<Payment, "payment-not-found" | "payment-not-open" | "cards-offline"> {
  const payment = payments.byId(paymentId);
  if (payment === undefined) return refuse("payment-not-found");
  if (!isOpen(payment)) return refuse("payment-not-open");
  return line.isOnline() ? ok(payment) : refuse("cards-offline");
}

function change({ db, payments }: CardDeps, payment: Payment, item: TimelineItem): void {
  db.transaction(() => {
    payments.save(payment);
    payments.note(payment.paymentId, item);
  }).immediate();
}
