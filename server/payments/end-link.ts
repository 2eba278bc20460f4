import type { PaymentRow } from "../storage/rows.ts";
import type { StripeAccount } from "../stripe/accounts.ts";
import { isLeftOver } from "./link-state.ts";
import { markPayment } from "./mark-payment.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { readLink } from "./read-link.ts";

/**
 * Closes the page at Stripe. Stripe expires only an open session, so a customer who was quicker has
 * paid; which of the two it was is read, not concluded. Runs in the payment's lane, any number of
 * times.
 */
export async function endLink(
  deps: PaymentDeps,
  account: StripeAccount,
  payment: PaymentRow,
): Promise<void> {
  const { storage, log, signals } = deps;
  const { paymentId } = payment;
  const found = await readLink(deps, account, payment);
  const session = found.kind === "ok" ? found.value : null;
  if (session?.status === "open") {
    const { sessionId } = session;
    const answer = await account.checkouts.expire(sessionId);
    deps.trace("session-expired");
    log.info("session expiry asked", { paymentId, sessionId, outcome: answer.kind });
  } else if (session?.intent && isLeftOver(session)) {
    const { intentId } = session.intent;
    const answer = await account.intents.cancel(intentId);
    log.info("intent cancel asked", { paymentId, intentId, outcome: answer.kind });
  }
  await storage.transaction((tx) => markPayment(tx, payment, { source: "poll" }));
  signals.stale();
}
