import type { PaymentId } from "../../contract/ids.ts";
import type { PaymentRow } from "../storage/rows.ts";
import type { StripeAccount } from "../stripe/accounts.ts";
import { endLink } from "./end-link.ts";
import { markPayment } from "./mark-payment.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { isCancellable } from "./payment-phase.ts";

/**
 * Takes a payment off its reader and cancels its intent, where that is wanted. What came of it is
 * read, not concluded: a card may have been quicker, and then Stripe refuses the cancel. Runs in
 * the payment's lane, and may run any number of times.
 */
export async function endPayment(deps: PaymentDeps, paymentId: PaymentId): Promise<void> {
  const found = await deps.storage.transaction((tx) => endable(tx, paymentId));
  const account = found && deps.accounts.get(found.payment.connection);
  if (!found || !account) return;
  const { payment, holdsReader } = found;
  if (payment.via === "link") return endLink(deps, account, payment);
  if (holdsReader && !(await takeOffReader(deps, account, payment))) return;
  if (payment.intentId !== null) await cancelIntent(deps, account, payment.intentId);
  await deps.storage.transaction((tx) => markPayment(tx, payment, { source: "poll" }));
  deps.signals.stale();
}

/**
 * Stripe would cancel an authorised intent, too: so it is looked at first. With the reader's action
 * gone, no card can come between the look and the cancel.
 */
async function cancelIntent(
  { log }: PaymentDeps,
  { intents }: StripeAccount,
  intentId: string,
): Promise<void> {
  const read = await intents.read(intentId);
  if (read.kind !== "ok" || !isCancellable(read.value)) return;
  const answer = await intents.cancel(intentId);
  log.info("intent cancel asked", { intentId, outcome: answer.kind });
}

type Found = Readonly<{ payment: PaymentRow; holdsReader: boolean }>;

async function endable(
  tx: Parameters<typeof markPayment>[0],
  paymentId: PaymentId,
): Promise<Found | undefined> {
  const payment = await tx.payments.select(paymentId);
  if (!payment?.wantsCancel || payment.state === "final") return undefined;
  const { connection, readerId } = payment;
  const lease = readerId === null ? undefined : await tx.leases.select(connection, readerId);
  // A direct payment is let go by the window that collects it, before its register asks for this.
  const isOnOurs = payment.via === "relay" && payment.isAtReader;
  return { payment, holdsReader: isOnOurs && lease?.paymentId === paymentId };
}

/** False while a card is being processed: then the reader's answer decides, and we wait for it. */
async function takeOffReader(
  { log, signals }: PaymentDeps,
  account: StripeAccount,
  { paymentId, readerId, registerId }: PaymentRow,
): Promise<boolean> {
  const answer = await account.readers.cancelAction(readerId ?? "");
  if (answer.kind === "refused" && answer.code === "terminal_reader_busy") {
    signals.hint(registerId, { paymentId, hint: "card-in-process" });
    return false;
  }
  // Offline, gone or silent: cancelling the intent makes the reader's action worthless anyway.
  if (answer.kind !== "ok") log.warn("reader not freed", { paymentId, readerId, why: answer.why });
  return true;
}
