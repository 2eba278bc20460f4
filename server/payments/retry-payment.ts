import type { RegisterId } from "../../contract/ids.ts";
import type { ToRelay } from "../../contract/relay-protocol.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { PaymentRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import type { StripeAccount } from "../stripe/accounts.ts";
import type { OpenIntent } from "../stripe/payment-reading.ts";
import { markPayment } from "./mark-payment.ts";
import { accepted, type Outcome } from "./outcome.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { handSecret } from "./hand-secret.ts";
import { sendToReader } from "./send-to-reader.ts";
import { refuseLate } from "./start-payment.ts";
import { mayTakeReader, takeReader } from "./take-reader.ts";

type Retry = Extract<ToRelay, { type: "retry-card-payment" }>;

/** Another card after a decline: the same intent goes onto a reader again. In the payment's lane. */
export async function retryPayment(
  deps: PaymentDeps,
  registerId: RegisterId,
  retry: Retry,
): Promise<Outcome> {
  const late = refuseLate(deps.now(), retry.validUntilMs);
  if (!late.ok) return late;
  const found = await deps.storage.transaction((tx) => retriable(tx, registerId, retry));
  deps.signals.stale();
  if (!found.ok || found.value === "at-reader") return found.ok ? accepted : found;
  const payment = found.value;
  const account = deps.accounts.get(payment.connection);
  if (!account) return refuse("unknown-connection", payment.connection);
  const read = await account.intents.open(payment.intentId);
  if (read.kind !== "ok") return refuse("stripe-unreachable", read.why);
  const { status } = read.value.reading;
  if (status !== "requires_payment_method") return refuse("payment-not-open", status);
  return sendAgain(deps, account, { payment, retry, intent: read.value });
}

type Retriable = PaymentRow & Readonly<{ intentId: string }>;

async function retriable(
  tx: Tx,
  registerId: RegisterId,
  { paymentId }: Retry,
): Promise<Result<Retriable | "at-reader", "unknown-payment" | "payment-not-open">> {
  const payment = await tx.payments.select(paymentId);
  if (payment?.registerId !== registerId) return refuse("unknown-payment", paymentId);
  await markPayment(tx, payment, { source: "asked", isAsked: true });
  const { state, wantsCancel, intentId, isAtReader } = payment;
  if (payment.via === "link") return refuse("payment-not-open", "it is paid on a page");
  if (state !== "open" || wantsCancel || intentId === null) {
    return refuse("payment-not-open", wantsCancel ? "being cancelled" : state);
  }
  return ok(isAtReader ? "at-reader" : { ...payment, intentId });
}

async function sendAgain(
  deps: PaymentDeps,
  account: StripeAccount,
  job: Readonly<{ payment: Retriable; retry: Retry; intent: OpenIntent }>,
): Promise<Outcome> {
  const { payment, retry } = job;
  const intent = job.intent.reading;
  const { paymentId, connection, registerId } = payment;
  const { readerId, validUntilMs } = retry;
  const lease = { connection, readerId, registerId, paymentId };
  const taken = await deps.storage.transaction(async (tx) => {
    const reader = await mayTakeReader(tx, lease, { ...deps, nowMs: deps.now() });
    if (!reader.ok) return reader;
    await takeReader(tx, lease, { ...reader.value, atMs: deps.now() });
    await tx.payments.update(paymentId, { readerId });
    return reader;
  });
  if (!taken.ok) return taken;
  if (taken.value.replaced !== null) deps.signals.end(taken.value.replaced);
  if (payment.via === "direct") return handSecret(deps, payment, job.intent);
  const sent = await sendToReader(deps, account, { payment, readerId, intent, validUntilMs });
  if (sent.kind === "sent") return accepted;
  return sent.kind === "refused"
    ? refuse(sent.refusal, sent.detail)
    : refuse("reader-offline", "the reader did not answer");
}
