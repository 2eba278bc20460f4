import type { RelayRefusal } from "../../contract/relay-protocol.ts";
import type { PaymentRow } from "../storage/rows.ts";
import type { StripeAccount } from "../stripe/accounts.ts";
import type { Answer } from "../stripe/call-stripe.ts";
import type { IntentReading } from "../stripe/payment-reading.ts";
import type { ReaderAction } from "../stripe/readers.ts";
import { readerRefusal } from "./outcome.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { retryUnknown } from "./retry-unknown.ts";

type Job = Readonly<{
  payment: PaymentRow;
  readerId: string;
  intent: IntentReading;
  validUntilMs: number;
}>;

/**
 * `sent`: it is there, or may be: readings will tell. `refused`: the reader did not take it.
 * `silent`: no answer, and afterwards the reader had nothing of ours.
 */
export type Sent =
  | Readonly<{ kind: "sent" | "silent" }>
  | Readonly<{ kind: "refused"; refusal: RelayRefusal; detail: string }>;

/** A silent reader is asked twice more, each time with a key of its own: Stripe replays a no. */
const MAX_SENDS = 3;
const LOOK_TRIES = 4;

/** Puts the amount on the reader. Each send is stored before it goes out. */
export async function sendToReader(
  deps: PaymentDeps,
  account: StripeAccount,
  job: Job,
): Promise<Sent> {
  const { paymentId, sends: sendsBefore } = job.payment;
  for (let send = 1; send <= MAX_SENDS && deps.now() <= job.validUntilMs; send += 1) {
    const number = sendsBefore + send;
    await storeSend(deps, job, number);
    deps.trace("send-stored");
    const answer = await account.readers.process({
      readerId: job.readerId,
      intentId: job.intent.intentId,
      idempotencyKey: `pi-process-${paymentId}-${number}`,
    });
    deps.trace("send-answered");
    const verdict = await judge(deps, account, { ...job, number, answer });
    if (verdict.kind !== "silent") return verdict;
  }
  await takenBack(deps, job);
  return { kind: "silent" };
}

function storeSend(deps: PaymentDeps, job: Job, sends: number): Promise<void> {
  const chargeBefore = job.intent.latestCharge?.chargeId ?? null;
  return deps.storage.transaction((tx) =>
    tx.payments.update(job.payment.paymentId, { isAtReader: true, sends, chargeBefore }),
  );
}

function takenBack(deps: PaymentDeps, { payment }: Job): Promise<void> {
  return deps.storage.transaction((tx) =>
    tx.payments.update(payment.paymentId, { isAtReader: false }),
  );
}

type Answered = Job & Readonly<{ number: number; answer: Answer<ReaderAction> }>;

async function judge(deps: PaymentDeps, account: StripeAccount, job: Answered): Promise<Sent> {
  const { answer, payment, readerId } = job;
  const { paymentId, registerId } = payment;
  if (answer.kind === "ok") return onReader(deps, payment);
  deps.log.warn("reader command without a yes", { paymentId, readerId, ...answer });
  if (answer.kind === "unknown") return lookAtReader(deps, account, job);
  // Not open any more: a card was quicker, or it was cancelled. Readings tell which.
  if (answer.code === "intent_invalid_state") {
    deps.signals.watch(paymentId);
    return { kind: "sent" };
  }
  await takenBack(deps, job);
  deps.log.info("reader refused", { paymentId, registerId, readerId, code: answer.code });
  return { kind: "refused", refusal: readerRefusal(answer.code), detail: answer.code };
}

/** After an answer that is none: the reader and the intent say whether the command arrived. */
async function lookAtReader(
  deps: PaymentDeps,
  account: StripeAccount,
  job: Answered,
): Promise<Sent> {
  const { paymentId, registerId } = job.payment;
  const isWorthATry = (tries: number) => tries < LOOK_TRIES && deps.now() <= job.validUntilMs;
  const look = <Value>(read: () => Promise<Answer<Value>>) =>
    retryUnknown(deps.after, read, isWorthATry);
  const reader = await look(() => account.readers.read(job.readerId));
  const intent = await look(() => account.intents.read(job.intent.intentId));
  if (reader.kind !== "ok" || intent.kind !== "ok") {
    deps.signals.watch(paymentId);
    deps.signals.hint(registerId, { paymentId, hint: "stripe-unreachable" });
    return { kind: "sent" };
  }
  const hasArrived = isOnReader(job, reader.value) || !isUntouched(job, intent.value);
  return hasArrived ? onReader(deps, job.payment) : { kind: "silent" };
}

/** A finished action may be the one of an earlier try, which stays visible. */
function isOnReader({ intent, number }: Answered, reader: ReaderAction): boolean {
  const isOfThisTry = reader.status === "in_progress" || number === 1;
  return reader.intentId === intent.intentId && isOfThisTry;
}

function isUntouched({ intent }: Answered, now: IntentReading): boolean {
  const isSameCharge = now.latestCharge?.chargeId === intent.latestCharge?.chargeId;
  return now.status === "requires_payment_method" && isSameCharge;
}

function onReader({ signals }: PaymentDeps, { paymentId, registerId }: PaymentRow): Sent {
  signals.watch(paymentId);
  signals.hint(registerId, { paymentId, hint: "on-reader" });
  return { kind: "sent" };
}
