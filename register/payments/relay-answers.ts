import { PaymentId, type SaleId } from "../../contract/ids.ts";
import type {
  FromRelay,
  HoldUnordered,
  Mail,
  RelayRefusal,
} from "../../contract/relay-protocol.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import { till, type CardDeps } from "./card-payments.ts";
import { isFinal, loseSight, neverStarted, type Payment } from "./payment-state.ts";
import { isRaising, loseSightOfRaise, raiseIdOf } from "./raise-state.ts";
import { recordConcerns } from "./record-concerns.ts";
import { recordNeverStarted, recordReading, type Change } from "./record-reading.ts";
import { recordRefund, type RefundDeps } from "./refund-sale.ts";

export type AnswerDeps = CardDeps &
  RefundDeps &
  Readonly<{
    saleCompleted: (recorded: Recorded<SaleCompleted>) => void;
    refundChanged: (saleId: SaleId) => void;
    statusChanged: () => void;
  }>;

/** With these the relay says that it sent nothing to Stripe, so nothing can come of it. */
const provenNotStarted: readonly RelayRefusal[] = [
  "too-late",
  "unknown-connection",
  "unknown-reader",
  "currency-mismatch",
  "lease-held",
  "no-pay-page",
];

/** What was read at Stripe; other mail is not about cards. */
type Reading = Exclude<Mail["body"], { kind: "refund-elsewhere" }>;

/** Runs inside the mail's transaction; the answer tells the screens, after the commit. */
export function applyMail(deps: AnswerDeps, body: Reading): () => void {
  if (body.kind === "refund-reading") {
    const refund = recordRefund(deps, body.reading);
    return () => {
      if (refund !== null) deps.refundChanged(refund.saleId);
    };
  }
  if (body.kind === "concern-reading") {
    const saleId = recordConcerns(deps, body.reading);
    return () => {
      if (saleId !== null) deps.refundChanged(saleId);
    };
  }
  if (body.kind === "hold-unordered") return noteUnordered(deps, body);
  const changed = recordReading(deps, body.reading);
  return () => {
    if (changed === null) return;
    const { phase } = changed.payment;
    const isMoney = phase === "authorised" || phase === "captured";
    if (changed.hasMoved && isMoney) deps.trace(`${phase}-committed`);
    deps.publish(changed.payment);
    if (changed.completed !== null) deps.saleCompleted(changed.completed);
    else if (changed.hasMoved || changed.hasSettledRaise) tellSale(deps, changed);
  };
}

/** What is left to pay has changed with a part; a completed sale, with its void. */
function tellSale(deps: AnswerDeps, { payment: { saleId } }: Change): void {
  if (deps.drafts.byId(saleId) !== undefined) deps.publishSales();
  else deps.refundChanged(saleId);
}

/** Nothing has ordered it, and it will be lost: for a person, unless it has gone on meanwhile. */
function noteUnordered(deps: AnswerDeps, { paymentId, captureBeforeMs }: HoldUnordered) {
  const before = deps.payments.byId(paymentId);
  if (before === undefined || isFinal(before) || before.attention !== null) return () => undefined;
  const payment = { ...before, attention: "hold-expiring" };
  deps.payments.save(payment);
  const item = till(deps.now(), `hold-unordered:${captureBeforeMs}`);
  deps.payments.note(paymentId, { ...item, source: "relay" });
  return () => void deps.publish(payment);
}

type Refused = Extract<FromRelay, { type: "refused" }>;
type Hint = Extract<FromRelay, { type: "payment-hint" }>;

/**
 * The relay would not start a try. Where it proves that nothing was sent the payment ends; else it
 * is unknown, and the answer is the payment to be looked up.
 */
export function recordRefused(deps: AnswerDeps, { id, refusal, detail }: Refused): Payment | null {
  const payment = startedBy(deps, id);
  if (payment === undefined || isFinal(payment)) return null;
  const isProven = isProvenNotStarted({ id, refusal });
  const after = afterRefused(payment, { id, refusal });
  // Told before: it is asked again every few seconds.
  if (id.startsWith("raise-") && after === payment) return null;
  deps.db
    .transaction(() => {
      const item = till(deps.now(), refusal, detail);
      deps.payments.note(payment.paymentId, { ...item, source: "relay" });
      if (isProven && after !== payment) recordNeverStarted(deps, payment, after);
      else deps.payments.save(after);
    })
    .immediate();
  deps.publish(after);
  return isProven ? null : after;
}

type Refusal = Pick<Refused, "id" | "refusal">;

function isProvenNotStarted({ id, refusal }: Refusal): boolean {
  return id.startsWith("start-") && provenNotStarted.includes(refusal);
}

/**
 * Where nothing was sent the payment ends; a capture that the relay will not do is for a person; any
 * other refusal leaves it unknown. Pure.
 */
export function afterRefused(payment: Payment, { id, refusal }: Refusal): Payment {
  if (isProvenNotStarted({ id, refusal })) return neverStarted(payment, refusal);
  if (id.startsWith("capture-") || id.startsWith("tip-"))
    return { ...payment, attention: "capture-refused" };
  if (id.startsWith("void-")) return { ...payment, isVoiding: false, attention: "void-refused" };
  // The hold stands as it was; an earlier sending of the wish may have reached the bank.
  if (id.startsWith("raise-")) return refusedRaise(payment, id);
  return { ...loseSight(payment), endReason: refusal };
}

function refusedRaise(payment: Payment, id: string): Payment {
  const isItsOwn = isRaising(payment) && raiseIdOf(payment, payment.raise.number) === id;
  return isItsOwn ? loseSightOfRaise(payment) : payment;
}

/** The payment that a refused message was about. */
function startedBy({ payments }: AnswerDeps, id: string): Payment | undefined {
  const match = /^(?:(?:start|cancel|capture|tip|void)-(.+)|(?:retry|raise)-(.+)-\d+)$/.exec(id);
  const paymentId = PaymentId.safeParse(match?.[1] ?? match?.[2]);
  return paymentId.success ? payments.byId(paymentId.data) : undefined;
}

/** Hints move no money: they only say what the clerk may tell the customer. */
export function recordHint(deps: AnswerDeps, { paymentId, hint, atMs }: Hint): void {
  const payment = deps.payments.byId(paymentId);
  if (payment === undefined || isFinal(payment)) return;
  const after = {
    ...payment,
    onReaderAtMs: hint === "on-reader" ? atMs : payment.onReaderAtMs,
    isCardInProcess: hint === "card-in-process" || payment.isCardInProcess,
  };
  deps.db
    .transaction(() => {
      deps.payments.save(after);
      deps.payments.note(paymentId, { ...till(atMs, hint), source: "reader" });
    })
    .immediate();
  deps.publish(after);
}
