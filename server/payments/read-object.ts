import { PaymentId } from "../../contract/ids.ts";
import type { PaymentRow, StaleRow } from "../storage/rows.ts";
import type { StripeAccount } from "../stripe/accounts.ts";
import type { Answer } from "../stripe/call-stripe.ts";
import { markPayment } from "./mark-payment.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { readConcerns } from "./read-concerns.ts";
import { readLink, recordLink } from "./read-link.ts";
import {
  ownerOf,
  recordIntent,
  recordNoIntent,
  recordRefund,
  type Recorded,
} from "./record-reading.ts";

export type ReadingDeps = PaymentDeps &
  Readonly<{ onRecorded: (recorded: Recorded, row: StaleRow) => void }>;

/** False where Stripe could not be asked: the mark stays. */
export async function readObject(deps: ReadingDeps, row: StaleRow): Promise<boolean> {
  const account = deps.accounts.get(row.connection);
  if (!account) {
    deps.log.warn("a connection is not configured any more", { connection: row.connection });
    return settle(deps, row);
  }
  if (row.kind === "intent") return readIntent(deps, account, row);
  if (row.kind === "refund") return readRefund(deps, account, row);
  // What starts this payment must not run while we prove that it does not exist.
  return deps.lanes.run(row.objectId, () => readAttempt(deps, account, row));
}

async function readIntent(
  deps: ReadingDeps,
  account: StripeAccount,
  row: StaleRow,
): Promise<boolean> {
  const answer = await account.intents.read(row.objectId);
  if (answer.kind === "unknown") return unreachable(deps, row, answer.why);
  if (answer.kind === "refused") return unreadable(deps, row, answer);
  deps.trace("object-read");
  const readAtMs = deps.now();
  const owner = await deps.storage.transaction((tx) => ownerOf(tx, row.connection, answer.value));
  if (row.isConcern === true) {
    const concerns = await readConcerns(deps, account, { row, owner });
    if (concerns.kind === "unknown") return unreachable(deps, row, concerns.why);
    // A key without that right must not hold up the payment itself.
    if (concerns.kind === "refused") {
      const { code, why } = concerns;
      deps.log.error("Stripe refuses to tell disputes", { objectId: row.objectId, code, why });
    }
  }
  // By link its session belongs to what it means: both are read as one.
  if (owner?.via === "link") return passOn(deps, row, owner.paymentId);
  const recorded = await deps.storage.transaction(async (tx) => {
    const result = await recordIntent(tx, { row, readAtMs, intent: answer.value });
    deps.trace("mail-inserted");
    return result;
  });
  announce(deps, row, recorded);
  return true;
}

async function readAttempt(
  deps: ReadingDeps,
  account: StripeAccount,
  row: StaleRow,
): Promise<boolean> {
  const paymentId = PaymentId.parse(row.objectId);
  const payment = await deps.storage.transaction((tx) => tx.payments.select(paymentId));
  if (payment?.connection !== row.connection) return settle(deps, row);
  if (payment.via === "link") return readSession(deps, account, { row, payment });
  if (payment.intentId !== null) return passOn(deps, row, paymentId);
  const answer = await account.intents.find(paymentId, payment.startedAtMs);
  if (answer.kind === "unknown") return unreachable(deps, row, answer.why);
  if (answer.kind === "refused") return unreadable(deps, row, answer);
  const intent = answer.value;
  const read = { row, readAtMs: deps.now() };
  const recorded = await deps.storage.transaction((tx) =>
    intent === null ? recordNoIntent(tx, payment, read) : recordIntent(tx, { ...read, intent }),
  );
  // It names our attempt and not our register or amount: nobody is told, and somebody should look.
  if (!recorded) deps.log.error("an intent disagrees with its attempt", { paymentId });
  announce(deps, row, recorded);
  return true;
}

type OfLink = Readonly<{ row: StaleRow; payment: PaymentRow }>;

async function readSession(
  deps: ReadingDeps,
  account: StripeAccount,
  { row, payment }: OfLink,
): Promise<boolean> {
  const answer = await readLink(deps, account, payment);
  if (answer.kind === "unknown") return unreachable(deps, row, answer.why);
  if (answer.kind === "refused") return unreadable(deps, row, answer);
  deps.trace("object-read");
  const read = { row, readAtMs: deps.now(), session: answer.value };
  const recorded = await deps.storage.transaction(async (tx) => {
    const result = await recordLink(tx, payment, read);
    deps.trace("mail-inserted");
    return result;
  });
  const { paymentId } = payment;
  if (!recorded) deps.log.error("a session disagrees with its attempt", { paymentId });
  announce(deps, row, recorded);
  return true;
}

async function readRefund(
  deps: ReadingDeps,
  account: StripeAccount,
  row: StaleRow,
): Promise<boolean> {
  const instruction = await deps.storage.transaction((tx) =>
    tx.instructions.selectByRefund(row.objectId),
  );
  // A refund that no register ordered; its payment's intent is read all the same.
  if (!instruction) return settle(deps, row);
  const answer = await account.refunds.read(row.objectId);
  if (answer.kind === "unknown") return unreachable(deps, row, answer.why);
  if (answer.kind === "refused") return unreadable(deps, row, answer);
  const readAtMs = deps.now();
  const refund = answer.value;
  const payment = await deps.storage.transaction((tx) =>
    recordRefund(tx, instruction, { row, readAtMs, refund }),
  );
  if (payment) deps.signals.mailed(payment.registerId);
  return true;
}

function announce(deps: ReadingDeps, row: StaleRow, recorded: Recorded | undefined): void {
  if (!recorded) return;
  const { payment, isMailed } = recorded;
  const { paymentId, intentId, state } = payment;
  if (isMailed) {
    deps.trace("mail-committed");
    deps.log.info("payment read", { paymentId, intentId, state, source: row.source });
    deps.signals.mailed(payment.registerId);
  }
  deps.onRecorded(recorded, row);
}

/** The attempt has an intent by now: that is what must be read. */
async function passOn(deps: ReadingDeps, row: StaleRow, paymentId: PaymentId): Promise<boolean> {
  await deps.storage.transaction(async (tx) => {
    const payment = await tx.payments.select(paymentId);
    if (payment) await markPayment(tx, payment, row);
    await tx.stale.settle(row);
  });
  deps.signals.stale();
  return true;
}

async function settle(deps: ReadingDeps, row: StaleRow): Promise<true> {
  await deps.storage.transaction((tx) => tx.stale.settle(row));
  return true;
}

/** Tells the register that waits, where one does. */
async function unreachable(deps: ReadingDeps, row: StaleRow, why: string): Promise<false> {
  const { connection, objectId, kind } = row;
  deps.log.warn("Stripe cannot be read", { connection, objectId, why });
  if (kind === "refund") return false;
  const payment = await deps.storage.transaction((tx) =>
    kind === "intent"
      ? tx.payments.selectByIntent(connection, objectId)
      : tx.payments.select(PaymentId.parse(objectId)),
  );
  if (payment) {
    const { registerId, paymentId } = payment;
    deps.signals.hint(registerId, { paymentId, hint: "stripe-unreachable" });
  }
  return false;
}

/**
 * Stripe says no to a read. Without access it may be put right, so the mark stays; an object that
 * this account does not have is nobody's.
 */
async function unreadable(
  deps: ReadingDeps,
  row: StaleRow,
  { code, why }: Extract<Answer<never>, { kind: "refused" }>,
): Promise<boolean> {
  const { connection, objectId } = row;
  deps.log.error("Stripe refuses a read", { connection, objectId, code, why });
  return code === "resource_missing" ? settle(deps, row) : false;
}
