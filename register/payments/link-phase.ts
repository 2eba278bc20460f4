import type { Phase } from "../../contract/payment-views.ts";
import type { PayLinkSession } from "../../contract/pay-link-protocol.ts";
import type { PaymentReading } from "../../contract/relay-protocol.ts";

/**
 * What a reading says of a payment by link. Money wins, whatever its session says; without money it
 * is over only when nobody can pay any more: the session was read as ended, or there is none and
 * none will be, and no intent of it lives. A declined card is the customer's to try again, on the
 * page: for the till it waits. Pure and total.
 */
export function linkPhase({ intent, session = null }: PaymentReading): Phase {
  switch (intent?.status) {
    case "succeeded":
      return "captured";
    case "requires_capture":
      return "authorised";
    case "canceled":
      return session === null || session.status === "open" ? "waiting" : "cancelled";
    case undefined:
      return isOver(session) ? "cancelled" : "waiting";
    default:
      return "waiting";
  }
}

/** Without an intent; a complete session names its own a moment later. */
function isOver(session: PayLinkSession | null): boolean {
  return session === null || session.status === "expired";
}
