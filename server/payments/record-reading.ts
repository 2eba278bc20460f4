import { PaymentId } from "../../contract/ids.ts";
import type { PaymentReading, RefundReading } from "../../contract/relay-protocol.ts";
import type { InstructionRow, PaymentRow, StaleRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import type { IntentReading } from "../stripe/payment-reading.ts";
import type { StripeRefund } from "../stripe/refunds.ts";
import { afterReading, freesReader } from "./payment-phase.ts";

/** What a reading came to: whose payment, as it is now, and whether there is mail for it. */
export type Recorded = Readonly<{ payment: PaymentRow; isMailed: boolean }>;

type Read = Readonly<{ row: StaleRow; readAtMs: number }>;

/**
 * Records what Stripe says of an intent: our row, the lease, the mail, the end of the mark, all in
 * one transaction. The register is the one our own table names; an intent that no payment of ours
 * knows is nobody's.
 */
export async function recordIntent(
  tx: Tx,
  read: Read & Readonly<{ intent: IntentReading }>,
): Promise<Recorded | undefined> {
  const { row, intent } = read;
  await tx.stale.settle(row);
  const payment = await ownerOf(tx, row.connection, intent);
  if (!payment) return undefined;
  const change = afterReading(payment, intent);
  const fingerprint = JSON.stringify(intent);
  const isMailed = row.isAsked || payment.mailed !== fingerprint;
  await tx.payments.update(payment.paymentId, { ...change, mailed: fingerprint });
  if (freesReader(intent)) await tx.leases.release(payment.paymentId);
  if (isMailed) await mailPayment(tx, payment, { ...read, intent });
  return { payment: { ...payment, ...change }, isMailed };
}

/** Records that Stripe knows no intent of this attempt: none will be started any more. */
export async function recordNoIntent(tx: Tx, payment: PaymentRow, read: Read): Promise<Recorded> {
  const change = { state: "dead", isAtReader: false, wantsCancel: false } as const;
  const isMailed = read.row.isAsked || payment.mailed !== "null";
  await tx.stale.settle(read.row);
  await tx.payments.update(payment.paymentId, { ...change, mailed: "null" });
  await tx.leases.release(payment.paymentId);
  if (isMailed) await mailPayment(tx, payment, { ...read, intent: null });
  return { payment: { ...payment, ...change }, isMailed };
}

/** Records what Stripe says of a refund that a register ordered. */
export async function recordRefund(
  tx: Tx,
  instruction: InstructionRow,
  read: Read & Readonly<{ refund: StripeRefund }>,
): Promise<PaymentRow | undefined> {
  const { row, refund, readAtMs } = read;
  const fingerprint = JSON.stringify(refund);
  const isNew = row.isAsked || instruction.mailed !== fingerprint;
  await tx.stale.settle(row);
  await tx.instructions.update(instruction.instructionId, {
    state: "done",
    outcome: refund.status,
    mailed: fingerprint,
  });
  if (!isNew) return undefined;
  const { source } = row;
  return mailRefund(tx, instruction, { readAtMs, source, refund, refusedCode: null });
}

/** Mails a refund's reading to the register of its payment, which it answers. */
export async function mailRefund(
  tx: Tx,
  { refundId, paymentId }: Pick<InstructionRow, "refundId" | "paymentId">,
  rest: Omit<RefundReading, "refundId" | "paymentId">,
): Promise<PaymentRow | undefined> {
  const payment = await tx.payments.select(paymentId);
  if (refundId === null || !payment) return undefined;
  const reading: RefundReading = { refundId, paymentId, ...rest };
  const body = { kind: "refund-reading", reading } as const;
  await tx.mailboxes.append(payment.registerId, body, rest.readAtMs);
  return payment;
}

export async function mailReading(
  tx: Tx,
  { registerId }: PaymentRow,
  reading: PaymentReading,
): Promise<void> {
  await tx.mailboxes.append(registerId, { kind: "payment-reading", reading }, reading.readAtMs);
}

async function mailPayment(
  tx: Tx,
  payment: PaymentRow,
  read: Read & Readonly<{ intent: IntentReading | null }>,
): Promise<void> {
  const { row, readAtMs, intent } = read;
  const { source, eventId } = row;
  const { paymentId } = payment;
  const raise = await raiseReading(tx, paymentId);
  const reading = { paymentId, readAtMs, source, eventId, intent, ...(raise && { raise }) };
  await mailReading(tx, payment, reading);
}

/** Said with every reading from its end on: mail may be read late, and in any order. */
async function raiseReading(tx: Tx, paymentId: PaymentId): Promise<PaymentReading["raise"]> {
  const row = await tx.instructions.selectRaised(paymentId);
  return row && { raiseId: row.instructionId, outcome: row.outcome ?? "" };
}

/**
 * By the intent's id, as our table has it. Where the table lacks the id (its answer is on the way,
 * or was lost), the attempt in the metadata leads to the row, and the row must agree with it.
 */
export async function ownerOf(
  tx: Tx,
  connection: string,
  intent: IntentReading,
): Promise<PaymentRow | undefined> {
  const known = await tx.payments.selectByIntent(connection, intent.intentId);
  if (known) return known;
  const attempt = PaymentId.safeParse(intent.attempt);
  if (!attempt.success) return undefined;
  const payment = await tx.payments.select(attempt.data);
  if (payment?.intentId !== null || !agrees(payment, connection, intent)) return undefined;
  // Nobody started a dead attempt: its late intent is for cancelling.
  return payment.state === "dead" ? { ...payment, wantsCancel: true } : payment;
}

function agrees(payment: PaymentRow, connection: string, intent: IntentReading): boolean {
  const { amountMinor, currency } = payment;
  const asked = intent.amountMinor - intent.tipMinor;
  const isSameAmount =
    amountMinor === null || (amountMinor === asked && currency === intent.currency);
  const isSameOwner = payment.connection === connection && payment.registerId === intent.register;
  return isSameAmount && isSameOwner;
}
