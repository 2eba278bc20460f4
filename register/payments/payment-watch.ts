import type { PaymentId } from "../../contract/ids.ts";
import type { SightLoss } from "../../contract/timeline.ts";
import { askFor, letGo, till, type CardDeps } from "./card-payments.ts";
import { loseSight, type Payment } from "./payment-state.ts";
import { sendRaise } from "./raise-hold.ts";
import { isRaising, loseSightOfRaise, type Raising } from "./raise-state.ts";
import { patienceMs } from "./payment-views.ts";
import { putCapture, putVoid } from "./order-captures.ts";

/** How often an unknown payment is looked up. */
export const CHECK_EVERY_MS = 5_000;
/** One that asks for a person changes by that person alone. */
const CHECK_TASK_EVERY_MS = 60_000;
/** A start that the relay has not acknowledged by then may be anything. */
export const UNANSWERED_MS = 20_000;

export type PaymentWatch = ReturnType<typeof createPaymentWatch>;

/**
 * Follows the payments that are not final, by the clock and by the line's coming and going.
 * `askedAtMs` remembers, for this run, when each was looked up last.
 */
export function createPaymentWatch(deps: CardDeps, askedAtMs: Map<string, number>) {
  const { payments, line, now } = deps;

  function ask(payment: Payment): void {
    askedAtMs.set(payment.paymentId, now());
    askFor(deps, payment);
    if (payment.phase === "unknown") deps.publish(payment);
  }

  /** Our own window does not let go: the relay is asked all the same, unless a card is in process. */
  function insist(payment: Payment): void {
    const { paymentId } = payment;
    const isAsked = now() - (askedAtMs.get(paymentId) ?? 0) < CHECK_EVERY_MS;
    if (isAsked || deps.direct.isCardInProcess(paymentId)) return;
    askedAtMs.set(paymentId, now());
    line.send({ type: "cancel-payment", id: `cancel-${paymentId}`, paymentId });
  }

  /** Our window has ended it, its intent was read since, and nothing came: nobody is at it now. */
  function isLeft({ paymentId, via, phase, tryStartedAtMs }: Payment): boolean {
    const askedMs = askedAtMs.get(paymentId) ?? 0;
    if (via !== "direct" || phase !== "waiting" || deps.direct.isAt(paymentId)) return false;
    return askedMs >= tryStartedAtMs && now() - askedMs > UNANSWERED_MS;
  }

  const lost = (why: SightLoss) =>
    payments.notFinal().map((payment) => turnUnknown(deps, payment, why));

  return {
    ask,
    /** A reconnect resolves, it does not start: the next customer must not pay the last one's sale. */
    online: (): void => {
      for (const payment of lost("line-lost")) {
        // Whatever the relay forgot or refused: what the book has ordered is ordered again.
        if (payment.isVoiding) putVoid(deps, payment);
        else if (payment.phase === "authorised") putCapture(deps, payment);
        if (isToBeTold(payment)) sendRaise(deps, payment);
        ask(payment);
      }
    },
    offline: (): void => void lost("line-lost"),
    /** A payment that was open when the till stopped: nobody watched it. */
    recover: (): void => void lost("till-restarted"),
    /** Once a second. `cancel` ends a customer's absence as the clerk would. */
    tick(cancel: (paymentId: PaymentId) => void): void {
      if (!line.isOnline()) return;
      askForRaises(deps, askedAtMs);
      for (const payment of payments.notFinal()) {
        const askedMs = now() - (askedAtMs.get(payment.paymentId) ?? 0);
        if (payment.phase === "unknown" && askedMs >= checkEveryMs(payment)) ask(payment);
        if (isUnanswered(payment, now())) ask(turnUnknown(deps, payment, "relay-silent"));
        else if (isLeft(payment)) ask(turnUnknown(deps, payment, "reader-left"));
        else if (isAbandoned(payment, now())) cancel(payment.paymentId);
        else if (isHeldUp(payment, now())) insist(payment);
      }
    },
  };
}

/** How a wish ended is nothing to ask for any more while its hold is on its way back. */
function isToBeTold(payment: Payment): payment is Raising<Payment> {
  return isRaising(payment) && !payment.isVoiding;
}

/** A wish to hold more of which nothing came: what was lost on the way is told again. */
function askForRaises(deps: CardDeps, askedAtMs: Map<string, number>): void {
  const { payments, line, now } = deps;
  for (const payment of payments.notFinal().filter(isToBeTold)) {
    const { paymentId, raise } = payment;
    if (now() - (askedAtMs.get(paymentId) ?? 0) < CHECK_EVERY_MS) continue;
    askedAtMs.set(paymentId, now());
    const isUnanswered = line.relayNowMs() > raise.validUntilMs + UNANSWERED_MS;
    if (isUnanswered) turnUnknown(deps, payment, "relay-silent");
    sendRaise(deps, payment);
  }
}

function checkEveryMs({ attention }: Payment): number {
  return attention === null ? CHECK_EVERY_MS : CHECK_TASK_EVERY_MS;
}

/** A start that nobody acknowledged, or a cancel of which nothing came. */
function isUnanswered(payment: Payment, atMs: number): boolean {
  const { phase, onReaderAtMs, tryStartedAtMs, cancelRequestedAtMs } = payment;
  if (phase !== "waiting") return false;
  const isStartLost = onReaderAtMs === null && atMs - tryStartedAtMs > UNANSWERED_MS;
  return (
    isStartLost || (cancelRequestedAtMs !== null && atMs - cancelRequestedAtMs > UNANSWERED_MS)
  );
}

/** A direct payment's cancel, of which its window has said nothing for a while. */
function isHeldUp(payment: Payment, atMs: number): boolean {
  const { via, phase, isCancelRequested, cancelRequestedAtMs } = payment;
  if (via !== "direct" || !isCancelRequested || cancelRequestedAtMs === null) return false;
  const isAtTry = phase === "waiting" || phase === "declined";
  return isAtTry && atMs - cancelRequestedAtMs > CHECK_EVERY_MS;
}

function isAbandoned(payment: Payment, atMs: number): boolean {
  const { phase, isCancelRequested, tryStartedAtMs } = payment;
  const isWaiting = phase === "waiting" && !isCancelRequested;
  return isWaiting && atMs - tryStartedAtMs > patienceMs(payment);
}

/** A waiting payment that nobody watches is unknown; any other stays as it is. */
export function turnUnknown(deps: CardDeps, payment: Payment, why: SightLoss): Payment {
  const unknown = loseSightOfRaise(loseSight(payment));
  if (unknown === payment) return payment;
  deps.db
    .transaction(() => {
      deps.payments.save(unknown);
      deps.payments.note(payment.paymentId, till(deps.now(), `sight-lost:${why}`));
    })
    .immediate();
  // Nobody watches it: no card may be taken for it any more.
  if (deps.direct.isAt(payment.paymentId)) letGo(deps, unknown);
  deps.publish(unknown);
  return unknown;
}
