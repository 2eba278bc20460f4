import type { RefundId } from "../../contract/ids.ts";
import type { InstructionRow, ReaderRefundRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import type { StripeAccount } from "../stripe/accounts.ts";
import type { ReaderAction } from "../stripe/readers.ts";
import type { ListedRefund } from "../stripe/refunds.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { readerRefundVerdict, type Seen, type Verdict } from "./reader-refund-state.ts";
import { mailRefund } from "./record-reading.ts";

type Ended = Pick<ReaderRefundRow, "refundId" | "paymentId" | "connection">;

/** The one road for a refund that there is; a code for one that there is not. */
export async function tellEnd(tx: Tx, ended: Ended, readAtMs: number): Promise<void> {
  const { refundId, connection } = ended;
  const made = await tx.instructions.select(`refund-${refundId}`);
  if (made && made.stripeRefundId !== null) {
    const mark = { connection, kind: "refund", objectId: made.stripeRefundId } as const;
    await tx.stale.mark({ ...mark, source: "asked", eventId: null, isAsked: true });
    return;
  }
  const outcome = (await tx.readerRefunds.select(refundId))?.outcome ?? "refund-never-started";
  const reading = { readAtMs, source: "asked", refund: null, refusedCode: outcome } as const;
  await mailRefund(tx, ended, reading);
}

/** True once it has ended. `waitedMs` is counted, not read off a clock: that may jump. */
export async function lookAtReaderRefund(
  deps: PaymentDeps,
  refundId: RefundId,
  waitedMs: number,
): Promise<boolean> {
  const { storage, accounts, now, signals, log } = deps;
  const row = await storage.transaction((tx) => tx.readerRefunds.select(refundId));
  const account = row && accounts.get(row.connection);
  if (!row || !account || row.state === "done") return true;
  await takeOff(deps, account, row);
  // What could still come when the reader was read may have come while the refunds were.
  const lookedAtMs = row.startedAtMs + waitedMs;
  const seen = await see(deps, account, row);
  const verdict = readerRefundVerdict(row, seen, lookedAtMs);
  if (verdict.kind === "wait") return false;
  await storage.transaction((tx) => settle(tx, { row, verdict, nowMs: now() }));
  deps.trace("refund-answered");
  log.info("refund at a reader has ended", { refundId, ...verdict });
  signals.stale();
  signals.mailed(row.registerId);
  return true;
}

/** Where nobody wants it any more; a card that is being processed is waited for. */
async function takeOff(
  { log }: PaymentDeps,
  { readers }: StripeAccount,
  row: ReaderRefundRow,
): Promise<void> {
  const { refundId, readerId, via, wantsEnd } = row;
  if (!wantsEnd || via === "direct" || readerId === null) return;
  const before = await readers.read(readerId);
  const isOurs = before.kind === "ok" && before.value.refund?.refundId === refundId;
  if (!isOurs || before.value.status !== "in_progress") return;
  const answer = await readers.cancelAction(readerId);
  if (answer.kind !== "ok") log.warn("refund not taken off", { refundId, why: answer.why });
}

/** The reader first: what it made before it let go is listed by then. */
async function see(deps: PaymentDeps, account: StripeAccount, row: ReaderRefundRow): Promise<Seen> {
  const action = await actionAt(account, row);
  return { ...action, stripeRefundId: await madeFor(deps, account, row) };
}

/** By the direct way the reader is our window's: Stripe's picture of it says nothing. */
async function actionAt(
  { readers }: StripeAccount,
  { refundId, readerId, via }: ReaderRefundRow,
): Promise<Pick<Seen, "action" | "failureCode">> {
  const unread = { action: "unread", failureCode: null } as const;
  if (via === "direct" || readerId === null) return unread;
  const reader = await readers.read(readerId);
  if (reader.kind !== "ok") return unread;
  const { refund, status, failureCode } = reader.value;
  if (refund?.refundId !== refundId) return { action: "other", failureCode: null };
  return { action: actionOf(status), failureCode };
}

function actionOf(status: ReaderAction["status"]): Seen["action"] {
  return status === "in_progress" ? "going-on" : (status ?? "other");
}

async function madeFor(
  { storage }: PaymentDeps,
  { refunds }: StripeAccount,
  row: ReaderRefundRow,
): Promise<Seen["stripeRefundId"]> {
  const payment = await storage.transaction((tx) => tx.payments.select(row.paymentId));
  const listed = await refunds.list(payment?.intentId ?? "");
  if (listed.kind !== "ok") return undefined;
  const own = listed.value.find(({ refundId }) => refundId === row.refundId);
  if (own || row.via === "relay") return own?.stripeRefundId ?? null;
  return (await unclaimed(storage, row, listed.value))?.stripeRefundId ?? null;
}

/** The SDK puts no word of ours onto its refund: it is the one of this amount that nobody has. */
async function unclaimed(
  storage: PaymentDeps["storage"],
  { amountMinor }: ReaderRefundRow,
  listed: readonly ListedRefund[],
): Promise<ListedRefund | undefined> {
  const strangers = listed.filter(
    (one) => one.refundId === null && one.amountMinor === amountMinor,
  );
  return storage.transaction(async (tx) => {
    for (const one of strangers) {
      if (!(await tx.instructions.selectByRefund(one.stripeRefundId))) return one;
    }
    return undefined;
  });
}

type Settled = Readonly<{
  row: ReaderRefundRow;
  verdict: Exclude<Verdict, { kind: "wait" }>;
  nowMs: number;
}>;

async function settle(tx: Tx, { row, verdict, nowMs }: Settled): Promise<void> {
  const { refundId } = row;
  if (verdict.kind === "found") await tx.instructions.insert(madeBy(row, verdict.stripeRefundId));
  const outcome = verdict.kind === "none" ? verdict.code : null;
  await tx.readerRefunds.update(refundId, { state: "done", outcome });
  await tellEnd(tx, row, nowMs);
}

/** As if it had been ordered: what becomes of it later goes the same road. */
function madeBy(row: ReaderRefundRow, stripeRefundId: string): InstructionRow {
  const { refundId, paymentId, amountMinor } = row;
  return {
    instructionId: `refund-${refundId}`,
    ...{
      kind: "refund",
      paymentId,
      refundId,
      amountMinor,
      currency: null,
      notBeforeMs: 0,
      windowMs: 0,
    },
    ...{ state: "done", outcome: null, sends: 1, stripeRefundId, mailed: null },
  };
}
