import type { PaymentChange, PaymentRow, PageState } from "../storage/rows.ts";
import type { SessionReading } from "../stripe/checkouts.ts";
import { isCancellable } from "./payment-phase.ts";

/**
 * An intent that outlived its session: nobody can pay it on a page any more, and a delayed payment
 * that failed is not tried again. It is cancelled, so that it is proven dead.
 */
export function isLeftOver({ status, intent }: SessionReading): boolean {
  if (intent === null || status === "open") return false;
  return status === "expired" ? isCancellable(intent) : intent.status === "requires_payment_method";
}

/** Money is held or taken; nobody can pay any more and nothing was; or it still may be paid. */
type Standing = "money" | "over" | "empty" | "open";

function standingOf({ status, intent }: SessionReading): Standing {
  if (intent === null) return status === "expired" ? "empty" : "open";
  if (intent.status === "requires_capture" || intent.status === "succeeded") return "money";
  return intent.status === "canceled" && status !== "open" ? "over" : "open";
}

/** What a reading of a session and its intent changes in our own row. Pure and total. */
export function afterSession(payment: PaymentRow, session: SessionReading): PaymentChange {
  const { intent } = session;
  const isOpen = standingOf(session) === "open";
  return {
    intentId: intent?.intentId ?? payment.intentId,
    state: stateOf(payment, session),
    // Somebody may still pay, or a delayed payment is on its way: it is read in turn.
    isAtReader: isOpen,
    wantsCancel: isOpen && isUnwanted(payment, session),
  };
}

function stateOf({ state }: PaymentRow, session: SessionReading): PaymentRow["state"] {
  const standing = standingOf(session);
  // Two reads may cross: what was final stays so.
  if (state === "final" || standing === "over") return "final";
  if (session.intent?.status === "succeeded") return "final";
  return standing === "empty" ? "dead" : "open";
}

/** Nobody started a dead attempt: its late session is for closing. */
function isUnwanted({ wantsCancel, state }: PaymentRow, session: SessionReading): boolean {
  return wantsCancel || state === "dead" || isLeftOver(session);
}

/** What the customer's page may say after this reading. */
export function pageAfter(session: SessionReading): PageState {
  const standing = standingOf(session);
  if (standing === "money") return "paid";
  if (session.status === "open") return "open";
  return session.intent?.status === "processing" ? "pending" : "closed";
}
