import type { RegisterId } from "../../contract/ids.ts";
import type { ToRelay } from "../../contract/relay-protocol.ts";
import { refuse } from "../../contract/result.ts";
import type { PaymentRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import { markPayment } from "./mark-payment.ts";
import { accepted, type Outcome } from "./outcome.ts";
import type { PaymentDeps } from "./payment-deps.ts";

type Resolve = Extract<ToRelay, { type: "resolve-payment" }>;
type Named = Extract<ToRelay, { type: "read-payment" | "cancel-payment" }>;

/**
 * The truth, and where no card was authorised, the end of it. The wish is a row, so it outlives
 * a crash. An attempt that never arrived here is remembered as dead before anything else: its
 * start, should it still come, is refused.
 */
export async function resolvePayment(
  deps: PaymentDeps,
  registerId: RegisterId,
  resolve: Resolve,
): Promise<Outcome> {
  const { paymentId, connection } = resolve;
  if (!deps.accounts.has(connection)) return refuse("unknown-connection", connection);
  const outcome = await deps.storage.transaction(async (tx) => {
    const payment = await tx.payments.select(paymentId);
    if (payment) return wantEnd(tx, payment, registerId);
    const dead = deadPayment(registerId, resolve, deps.now());
    await tx.payments.insert(dead);
    await markPayment(tx, dead, { source: "asked", isAsked: true });
    return accepted;
  });
  endSoon(deps, outcome, paymentId);
  return outcome;
}

/** The clerk's cancel. A card that is quicker wins; its reading says so. */
export async function cancelPayment(
  deps: PaymentDeps,
  registerId: RegisterId,
  { paymentId }: Named,
): Promise<Outcome> {
  const outcome = await deps.storage.transaction(async (tx) => {
    const payment = await tx.payments.select(paymentId);
    return payment ? wantEnd(tx, payment, registerId) : refuse("unknown-payment", paymentId);
  });
  endSoon(deps, outcome, paymentId);
  return outcome;
}

export async function readPayment(
  deps: PaymentDeps,
  registerId: RegisterId,
  { paymentId }: Named,
): Promise<Outcome> {
  const outcome = await deps.storage.transaction(async (tx) => {
    const payment = await tx.payments.select(paymentId);
    if (payment?.registerId !== registerId) return refuse("unknown-payment", paymentId);
    await markPayment(tx, payment, { source: "asked", isAsked: true });
    return accepted;
  });
  deps.signals.stale();
  return outcome;
}

async function wantEnd(tx: Tx, payment: PaymentRow, registerId: RegisterId): Promise<Outcome> {
  if (payment.registerId !== registerId) return refuse("unknown-payment", payment.paymentId);
  const { paymentId, state } = payment;
  if (state === "starting" || state === "open") {
    await tx.payments.update(paymentId, { wantsCancel: true });
  }
  await markPayment(tx, payment, { source: "asked", isAsked: true });
  return accepted;
}

function endSoon({ signals }: PaymentDeps, outcome: Outcome, paymentId: Resolve["paymentId"]) {
  if (outcome.ok) signals.end(paymentId);
  signals.stale();
}

function deadPayment(registerId: RegisterId, resolve: Resolve, nowMs: number): PaymentRow {
  const { paymentId, connection } = resolve;
  // A till's clock that runs ahead must not hide the intent that we look for.
  const startedAtMs = Math.min(resolve.startedAtMs, nowMs);
  return {
    paymentId,
    registerId,
    connection,
    startedAtMs,
    saleId: null,
    readerId: null,
    amountMinor: null,
    currency: null,
    intentId: null,
    state: "dead",
    via: resolve.via ?? "relay",
    isAtReader: false,
    sends: 0,
    chargeBefore: null,
    wantsCancel: false,
    mailed: null,
  };
}
