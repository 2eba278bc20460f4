import type { PaymentId } from "../../contract/ids.ts";
import type { FromReaderWindow } from "../../contract/reader-window.ts";
import type { FromRelay } from "../../contract/relay-protocol.ts";
import { letGo, startIdOf, till } from "./card-payments.ts";
import { isFinal, isOpen, type Payment } from "./payment-state.ts";
import { turnUnknown } from "./payment-watch.ts";
import { recordHint, type AnswerDeps } from "./relay-answers.ts";

type Secret = Extract<FromRelay, { type: "client-secret" }>;
type Step = Extract<FromReaderWindow, { type: "payment-step" }>;
type Finished = Extract<FromReaderWindow, { type: "reader-finished" }>;

/**
 * The relay has made the intent: our window may collect. Only for the try that waits now; for one
 * that was cancelled meanwhile the relay has been asked already. The answer is a payment that must
 * be looked up, because no window took it.
 */
export function collectDirect(deps: AnswerDeps, secret: Secret): Payment | null {
  const { id, paymentId, clientSecret } = secret;
  const payment = deps.payments.byId(paymentId);
  if (payment?.phase !== "waiting" || payment.isCancelRequested || id !== startIdOf(payment)) {
    return null;
  }
  const tryNumber = payment.tries.length;
  if (deps.direct.collect({ paymentId, tryNumber, clientSecret })) return null;
  return turnUnknown(deps, payment, "reader-page-missing");
}

/** For the clerk's eyes: moves no money. */
export function recordStep(deps: AnswerDeps, { paymentId, tryNumber, step }: Step): void {
  const payment = deps.payments.byId(paymentId);
  if (payment?.tries.length !== tryNumber) return;
  recordHint(deps, { type: "payment-hint", paymentId, hint: step, atMs: deps.now() });
}

/**
 * The reader has ended a try: a hint to read. What it calls cancelled is asked to be cancelled at
 * Stripe; what it does not know is UNKNOWN, and looked up. The answer is a payment to be looked up.
 */
export function recordFinished(deps: AnswerDeps, finished: Finished): Payment | null {
  const { paymentId, tryNumber } = finished;
  const payment = deps.payments.byId(paymentId);
  if (payment === undefined || isFinal(payment) || payment.tries.length !== tryNumber) return null;
  note(deps, finished);
  switch (payment.phase) {
    case "unknown":
      return payment;
    case "waiting":
      return endWaiting(deps, payment, finished);
    case "declined":
      // The bank's no was read before our window could let go: the cancel has still to be asked for.
      if (payment.isCancelRequested) letGo(deps, payment);
      return null;
    default:
      return null;
  }
}

function endWaiting(deps: AnswerDeps, payment: Payment, { hint, code }: Finished): Payment | null {
  if (hint === "not-started" || hint === "unknown") {
    return turnUnknown(deps, { ...payment, endReason: code }, "reader-unsure");
  }
  if (hint !== "cancelled") return payment;
  requestCancel(deps, payment);
  return null;
}

/** The page that was at it went, and nobody knows what the reader does now. */
export function recordLost(deps: AnswerDeps, paymentId: PaymentId): Payment | null {
  const payment = deps.payments.byId(paymentId);
  if (payment === undefined || !isOpen(payment)) return null;
  return turnUnknown(deps, payment, "reader-page-lost");
}

/** Also where the customer, not the clerk, pressed the cross. */
function requestCancel(deps: AnswerDeps, payment: Payment): void {
  const requested = {
    ...payment,
    isCancelRequested: true,
    cancelRequestedAtMs: payment.cancelRequestedAtMs ?? deps.now(),
  };
  deps.db.transaction(() => deps.payments.save(requested)).immediate();
  letGo(deps, requested);
  deps.publish(requested);
}

function note({ db, payments, now }: AnswerDeps, { paymentId, hint, code }: Finished): void {
  const item = { ...till(now(), `reader-ended:${hint}`, code ?? ""), source: "reader" } as const;
  db.transaction(() => payments.note(paymentId, { ...item, counted: false })).immediate();
}
