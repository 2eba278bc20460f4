import type { PaymentReading } from "../../contract/relay-protocol.ts";
import type { PaymentRow, StaleRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import type { StripeAccount } from "../stripe/accounts.ts";
import type { Answer } from "../stripe/call-stripe.ts";
import type { SessionReading } from "../stripe/checkouts.ts";
import { afterSession, pageAfter } from "./link-state.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { mailReading, recordNoIntent, type Recorded } from "./record-reading.ts";

/**
 * What Stripe says of a payment by link: its session and its intent in one reading. By the session's
 * id where we have it, else by the attempt. A session that ended without naming an intent may have
 * begun one: it is looked for before anything is called dead. Null: there is no session.
 */
export async function readLink(
  { storage }: PaymentDeps,
  account: StripeAccount,
  payment: PaymentRow,
): Promise<Answer<SessionReading | null>> {
  const { paymentId, startedAtMs } = payment;
  const link = await storage.transaction((tx) => tx.payLinks.select(paymentId));
  const sessionId = link?.sessionId ?? null;
  const answer =
    sessionId === null
      ? await account.checkouts.find(paymentId, startedAtMs)
      : await account.checkouts.read(sessionId);
  if (answer.kind !== "ok" || answer.value === null) return answer;
  const session = answer.value;
  if (session.status === "open" || session.intent !== null) return answer;
  const begun = await account.intents.find(paymentId, startedAtMs);
  if (begun.kind !== "ok") return begun;
  return { kind: "ok", value: { ...session, intent: begun.value } };
}

type Read = Readonly<{ row: StaleRow; readAtMs: number; session: SessionReading | null }>;

/** Our row, the page, the mail and the end of the mark, all in one transaction. */
export async function recordLink(
  tx: Tx,
  { paymentId }: PaymentRow,
  { row, readAtMs, session }: Read,
): Promise<Recorded | undefined> {
  // As it is now: it was read at Stripe for some time.
  const payment = await tx.payments.select(paymentId);
  if (!payment) return undefined;
  if (session === null) {
    await tx.payLinks.update(paymentId, { sessionId: null, page: "closed" });
    return recordNoIntent(tx, payment, { row, readAtMs });
  }
  await tx.stale.settle(row);
  if (!agrees(payment, session)) return undefined;
  const change = afterSession(payment, session);
  const { sessionId, status, intent } = session;
  const reading = { intent, session: { sessionId, status } };
  const fingerprint = JSON.stringify(reading);
  const isMailed = row.isAsked || payment.mailed !== fingerprint;
  await tx.payments.update(paymentId, { ...change, mailed: fingerprint });
  await tx.payLinks.update(paymentId, { sessionId, page: pageAfter(session) });
  if (isMailed) await mailReading(tx, payment, fullReading(payment, { row, readAtMs }, reading));
  return { payment: { ...payment, ...change }, isMailed };
}

function fullReading(
  { paymentId }: PaymentRow,
  { row, readAtMs }: Omit<Read, "session">,
  reading: Pick<PaymentReading, "intent" | "session">,
): PaymentReading {
  const { source, eventId } = row;
  return { paymentId, readAtMs, source, eventId, ...reading };
}

/** A session that names our attempt, and another amount, is not what we made. */
function agrees({ paymentId, amountMinor }: PaymentRow, session: SessionReading): boolean {
  const isSameAmount = amountMinor === null || amountMinor === session.amountMinor;
  return session.attempt === paymentId && isSameAmount;
}
