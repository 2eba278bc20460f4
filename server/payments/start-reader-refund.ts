import type { RegisterId } from "../../contract/ids.ts";
import type { ReaderRefundRequest } from "../../contract/reader-refund-protocol.ts";
import type { RelayRefusal } from "../../contract/relay-protocol.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { PaymentRow, ReaderRefundRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import type { StripeAccount } from "../stripe/accounts.ts";
import { accepted, readerRefusal, type Outcome } from "./outcome.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { refuseLate } from "./start-payment.ts";
import { mayTakeReader } from "./take-reader.ts";

type Start = Extract<ReaderRefundRequest, { type: "start-reader-refund" }>;
type OfIntent = PaymentRow & Readonly<{ intentId: string }>;
type Job = Readonly<{ account: StripeAccount; payment: OfIntent; start: Start }>;
type Begun = Result<OfIntent | "known", RelayRefusal>;

/**
 * Has a reader ask for the card that money goes back to: the row first, so that a crash leaves what
 * to look for, then the one command. It is never sent again: what came of it is looked up. Runs in
 * the payment's lane.
 */
export async function startReaderRefund(
  deps: PaymentDeps,
  registerId: RegisterId,
  start: Start,
): Promise<Outcome> {
  const begun = await deps.storage.transaction((tx) => begin(tx, deps, { registerId, start }));
  if (!begun.ok) return begun;
  if (begun.value === "known") return accepted;
  deps.trace("start-stored");
  const payment = begun.value;
  const account = deps.accounts.get(payment.connection);
  if (!account) return refuse("unknown-connection", payment.connection);
  return start.via === "direct"
    ? leaveToWindow(deps, start)
    : send(deps, { account, payment, start });
}

async function begin(
  tx: Tx,
  { now, nameOf }: PaymentDeps,
  { registerId, start }: Readonly<{ registerId: RegisterId; start: Start }>,
): Promise<Begun> {
  const { refundId, paymentId, readerId, amount } = start;
  const payment = await tx.payments.select(paymentId);
  if (payment?.registerId !== registerId || payment.intentId === null) {
    return refuse("unknown-payment", paymentId);
  }
  const known = await tx.readerRefunds.select(refundId);
  if (known) return known.state === "done" ? refuse("payment-not-open", refundId) : ok("known");
  if (payment.currency !== amount.currency) return refuse("currency-mismatch", amount.currency);
  const late = refuseLate(now(), start.validUntilMs);
  if (!late.ok) return late;
  const { connection, intentId } = payment;
  const lease = { connection, readerId, registerId, paymentId };
  const reader = await mayTakeReader(tx, lease, { nowMs: now(), nameOf });
  if (!reader.ok) return reader;
  // A sale that waits for another card keeps its reader: its customer is there.
  if (reader.value.replaced !== null) return refuse("reader-busy", reader.value.replaced);
  await tx.readerRefunds.insert(newRow(payment, start, now()));
  return ok({ ...payment, intentId });
}

function newRow(payment: PaymentRow, start: Start, startedAtMs: number): ReaderRefundRow {
  const { registerId, connection, paymentId } = payment;
  const { refundId, readerId, via, amount } = start;
  return {
    ...{ refundId, paymentId, registerId, connection, readerId, via, startedAtMs },
    ...{ amountMinor: amount.minor, state: "starting", isAnswered: false },
    ...{ wantsEnd: false, letGo: null, outcome: null },
  };
}

/** From here on the register's own window may begin: the row says so before it hears. */
async function leaveToWindow({ storage }: PaymentDeps, { refundId }: Start): Promise<Outcome> {
  await storage.transaction((tx) => tx.readerRefunds.update(refundId, { state: "at-reader" }));
  return accepted;
}

async function send(deps: PaymentDeps, { account, payment, start }: Job): Promise<Outcome> {
  const { storage, trace, log } = deps;
  const { refundId, readerId, amount } = start;
  await storage.transaction((tx) => tx.readerRefunds.update(refundId, { state: "at-reader" }));
  trace("send-stored");
  const { paymentId, registerId, intentId } = payment;
  const ids = { refundId, paymentId, registerId, intentId, readerId };
  const answer = await account.readers.refund({ ...ids, amountMinor: amount.minor });
  trace("send-answered");
  if (answer.kind === "ok") {
    await storage.transaction((tx) => tx.readerRefunds.update(refundId, { isAnswered: true }));
    return accepted;
  }
  log.warn("reader refund without a yes", { refundId, readerId, ...answer });
  // It may have arrived: the reader and the refunds will tell.
  if (answer.kind === "unknown") return accepted;
  await storage.transaction((tx) =>
    tx.readerRefunds.update(refundId, { state: "done", outcome: answer.code }),
  );
  return refuse(readerRefusal(answer.code), answer.code);
}
