import type { PaymentId, RegisterId } from "../../contract/ids.ts";
import {
  MAX_START_DELAY_MS,
  type RelayRefusal,
  type ToRelay,
} from "../../contract/relay-protocol.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { LeaseRow, PaymentRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import type { StripeAccount } from "../stripe/accounts.ts";
import type { OpenIntent } from "../stripe/payment-reading.ts";
import { endPayment } from "./end-payment.ts";
import { markPayment } from "./mark-payment.ts";
import { accepted, type Outcome } from "./outcome.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { retryUnknown } from "./retry-unknown.ts";
import { handSecret } from "./hand-secret.ts";
import { sendToReader } from "./send-to-reader.ts";
import { mayTakeReader, takeReader } from "./take-reader.ts";

type Start = Extract<ToRelay, { type: "start-card-payment" }>;
type Job = Readonly<{ payment: PaymentRow; start: Start }>;

/** Twice more within a second: the same idempotency key makes one intent of them. */
export const CREATE_TRIES = 3;

/**
 * Starts a card payment: row and lease, intent, reader, in this order, so that a crash between any
 * two leaves a row that says what to look for. Runs in the payment's lane. A payment that is known
 * already is read, never started again.
 */
export async function startPayment(
  deps: PaymentDeps,
  registerId: RegisterId,
  start: Start,
): Promise<Outcome> {
  const account = deps.accounts.get(start.connection);
  if (!account) return refuse("unknown-connection", start.connection);
  if (start.amount.currency !== account.currency) {
    return refuse("currency-mismatch", `${start.connection} takes ${account.currency}`);
  }
  const begun = await deps.storage.transaction((tx) => begin(tx, deps, { registerId, start }));
  deps.signals.stale();
  if (!begun.ok || begun.value === "known") return begun.ok ? accepted : begun;
  deps.trace("start-stored");
  const { payment, replaced } = begun.value;
  if (replaced !== null) deps.signals.end(replaced);
  return createAndSend(deps, account, { payment, start });
}

/** A charge is started at once or not at all; also one from a clock that runs ahead. */
export function refuseLate(nowMs: number, validUntilMs: number): Outcome {
  if (nowMs > validUntilMs) return refuse("too-late", `${nowMs - validUntilMs} ms late`);
  if (validUntilMs - nowMs > MAX_START_DELAY_MS) return refuse("too-late", "valid for too long");
  return accepted;
}

type New = Readonly<{ payment: PaymentRow; replaced: PaymentId | null }>;
type Begun = Result<New | "known", RelayRefusal>;

async function begin(
  tx: Tx,
  { now, nameOf }: PaymentDeps,
  { registerId, start }: Readonly<{ registerId: RegisterId; start: Start }>,
): Promise<Begun> {
  const known = await tx.payments.select(start.paymentId);
  if (known) return knownPayment(tx, known, registerId);
  const late = refuseLate(now(), start.validUntilMs);
  if (!late.ok) return late;
  const { connection, readerId, paymentId } = start;
  const lease: LeaseRow = { connection, readerId, registerId, paymentId };
  const reader = await mayTakeReader(tx, lease, { nowMs: now(), nameOf });
  if (!reader.ok) return reader;
  const payment = newPayment(registerId, start, now());
  await tx.payments.insert(payment);
  await takeReader(tx, lease, { ...reader.value, atMs: now() });
  return ok({ payment, ...reader.value });
}

export async function knownPayment(
  tx: Tx,
  known: PaymentRow,
  registerId: RegisterId,
): Promise<Result<"known", RelayRefusal>> {
  if (known.registerId !== registerId) return refuse("payment-not-open", "another register's");
  await markPayment(tx, known, { source: "asked", isAsked: true });
  const isOver = known.state === "final" || known.state === "dead";
  return isOver ? refuse("payment-not-open", known.state) : ok("known");
}

function newPayment(registerId: RegisterId, start: Start, nowMs: number): PaymentRow {
  const { paymentId, saleId, connection, readerId, amount, via } = start;
  return {
    paymentId,
    via,
    registerId,
    connection,
    startedAtMs: nowMs,
    saleId,
    readerId,
    amountMinor: amount.minor,
    currency: amount.currency,
    intentId: null,
    state: "starting",
    isAtReader: false,
    sends: 0,
    chargeBefore: null,
    wantsCancel: false,
    mailed: null,
  };
}

async function createAndSend(
  deps: PaymentDeps,
  account: StripeAccount,
  job: Job,
): Promise<Outcome> {
  const { start, payment } = job;
  const { paymentId, registerId } = payment;
  const { saleId, amount } = start;
  const intent = {
    paymentId,
    saleId,
    registerId,
    amountMinor: amount.minor,
    currency: amount.currency,
  };
  const created = await retryUnknown(
    deps.after,
    () => account.intents.create(intent),
    (tries) => tries < CREATE_TRIES && deps.now() <= start.validUntilMs,
  );
  deps.trace("intent-created");
  if (created.kind !== "ok") {
    deps.log.warn("intent not created", { paymentId, saleId, ...created });
    await abandon(deps, payment);
    return created.kind === "refused"
      ? refuse("stripe-refused", created.code)
      : refuse("stripe-unreachable", "no intent was made sure of");
  }
  return sendFirst(deps, account, { ...job, intent: created.value });
}

async function sendFirst(
  deps: PaymentDeps,
  account: StripeAccount,
  { start, intent: open, payment }: Job & Readonly<{ intent: OpenIntent }>,
): Promise<Outcome> {
  const { paymentId, readerId, validUntilMs } = start;
  const intent = open.reading;
  const isWanted = await deps.storage.transaction(async (tx) => {
    await tx.payments.update(paymentId, { intentId: intent.intentId, state: "open" });
    return (await tx.payments.select(paymentId))?.wantsCancel === false;
  });
  // The clerk was quicker: its cancel waits for this lane.
  if (!isWanted) return accepted;
  const late = refuseLate(deps.now(), validUntilMs);
  if (late.ok && start.via === "direct") return handSecret(deps, payment, open);
  const sent = late.ok
    ? await sendToReader(deps, account, { payment, readerId, intent, validUntilMs })
    : ({ kind: "refused", refusal: late.refusal, detail: late.detail ?? "" } as const);
  if (sent.kind === "sent") return accepted;
  await abandon(deps, payment);
  return sent.kind === "refused"
    ? refuse(sent.refusal, sent.detail)
    : refuse("reader-offline", "the reader did not answer");
}

/** Nothing of it is on a reader: its intent is cancelled or proven not to be, and read back. */
export async function abandon(deps: PaymentDeps, { paymentId }: PaymentRow): Promise<void> {
  await deps.storage.transaction(async (tx) => {
    await tx.payments.update(paymentId, { wantsCancel: true });
    const payment = await tx.payments.select(paymentId);
    if (payment) await markPayment(tx, payment, { source: "asked", isAsked: true });
  });
  await endPayment(deps, paymentId);
}
