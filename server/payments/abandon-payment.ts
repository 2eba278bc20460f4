import type { RegisterId } from "../../contract/ids.ts";
import type { ToRelay } from "../../contract/relay-protocol.ts";
import type { Outcome } from "./outcome.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { markPayment } from "./mark-payment.ts";
import { resolvePayment } from "./resolve-payment.ts";

type Resolve = Extract<ToRelay, { type: "resolve-payment" }>;

/**
 * Ends a payment that cash took the place of, even where a card was authorised: nobody may capture
 * it any more. One whose capture a ledger ordered is left alone. May run any number of times; the
 * register asks again until it has read the end.
 */
export async function abandonPayment(
  deps: PaymentDeps,
  registerId: RegisterId,
  resolve: Resolve,
): Promise<Outcome> {
  const outcome = await resolvePayment(deps, registerId, resolve);
  if (!outcome.ok) return outcome;
  await deps.lanes.run(resolve.paymentId, () => letHoldGo(deps, resolve));
  return outcome;
}

async function letHoldGo(deps: PaymentDeps, { paymentId }: Resolve): Promise<void> {
  const { storage, accounts, log, signals } = deps;
  const payment = await storage.transaction(async (tx) => {
    const isOrdered = (await tx.instructions.select(`capture-${paymentId}`)) !== undefined;
    return isOrdered ? undefined : tx.payments.select(paymentId);
  });
  const account = payment && accounts.get(payment.connection);
  if (!account || payment.intentId === null) return;
  const read = await account.intents.read(payment.intentId);
  if (read.kind !== "ok" || read.value.status !== "requires_capture") return;
  const answer = await account.intents.cancel(payment.intentId);
  log.info("hold of a replaced payment let go", { paymentId, outcome: answer.kind });
  await storage.transaction((tx) => markPayment(tx, payment, { source: "asked", isAsked: true }));
  signals.stale();
}
