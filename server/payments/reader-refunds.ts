import type { RefundId, RegisterId } from "../../contract/ids.ts";
import type { ReaderRefundRequest } from "../../contract/reader-refund-protocol.ts";
import { refuse } from "../../contract/result.ts";
import type { ReaderRefundRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import { createWork } from "../work.ts";
import { lookAtReaderRefund, tellEnd } from "./look-at-reader-refund.ts";
import { accepted, type Outcome } from "./outcome.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { startReaderRefund } from "./start-reader-refund.ts";

type Start = Extract<ReaderRefundRequest, { type: "start-reader-refund" }>;
type End = Extract<ReaderRefundRequest, { type: "end-reader-refund" }>;

/** The customer stands there: as quick as a payment's first minute. */
const LOOK_EVERY_MS = 1_500;

export type ReaderRefunds = ReturnType<typeof createReaderRefunds>;

/** Looks at each in turn until Stripe shows its end. */
function createWatch(deps: PaymentDeps) {
  const { storage, lanes, log, after } = deps;
  const watched = new Map<RefundId, () => void>();
  /** How long each has been waited for since it was begun, or since this relay started. */
  const waited = new Map<RefundId, number>();
  const work = createWork();
  let isStopped = false;

  function watch(refundId: RefundId, delayMs: number = LOOK_EVERY_MS): void {
    watched.get(refundId)?.();
    if (isStopped) return;
    const turnLater = () => {
      waited.set(refundId, (waited.get(refundId) ?? 0) + delayMs);
      work.track(turn(refundId));
    };
    watched.set(refundId, after(delayMs, turnLater));
  }

  async function turn(refundId: RefundId): Promise<void> {
    watched.delete(refundId);
    try {
      if (await lookInLane(refundId)) waited.delete(refundId);
      else watch(refundId);
    } catch (error) {
      log.error("a refund at a reader waits", { refundId, error: String(error) });
      watch(refundId);
    }
  }

  async function lookInLane(refundId: RefundId): Promise<boolean> {
    const row = await storage.transaction((tx) => tx.readerRefunds.select(refundId));
    const waitedMs = waited.get(refundId) ?? 0;
    const look = () => lookAtReaderRefund(deps, refundId, waitedMs);
    return row === undefined || lanes.run(row.paymentId, look);
  }

  async function stop(): Promise<void> {
    isStopped = true;
    watched.forEach((cancel) => cancel());
    await work.idle();
  }
  return { watch, stop };
}

/** Refunds that a reader asks the card for: begun at once, and followed until they have ended. */
export function createReaderRefunds(deps: PaymentDeps) {
  const { storage, lanes, signals } = deps;
  const { watch, stop } = createWatch(deps);

  async function start(registerId: RegisterId, request: Start): Promise<Outcome> {
    const { paymentId, refundId } = request;
    const run = () => startReaderRefund(deps, registerId, request);
    const outcome = await lanes.run(paymentId, run);
    if (outcome.ok) watch(refundId);
    return outcome;
  }

  async function end(registerId: RegisterId, request: End): Promise<Outcome> {
    const { paymentId, refundId } = request;
    const run = () => storage.transaction((tx) => wantEnd(tx, deps, { registerId, request }));
    const outcome = await lanes.run(paymentId, run);
    if (outcome.ok) watch(refundId, 0);
    signals.mailed(registerId);
    signals.stale();
    return outcome;
  }

  /** At every start: nobody knows whether the command of one that was cut short went out. */
  async function resume(): Promise<void> {
    const open = await storage.transaction(async (tx) => {
      const rows = await tx.readerRefunds.selectOpen();
      for (const row of rows) await cutShort(tx, row);
      return rows;
    });
    open.forEach(({ refundId }) => watch(refundId, 0));
  }
  return { start, end, resume, stop };
}

async function cutShort(tx: Tx, { refundId, state, via }: ReaderRefundRow): Promise<void> {
  if (state !== "starting") return;
  // The window begins only after a yes, and this one was never said.
  const letGo = via === "direct" ? "refund-never-started" : null;
  await tx.readerRefunds.update(refundId, { state: "at-reader", wantsEnd: true, letGo });
}

type Asked = Readonly<{ registerId: RegisterId; request: End }>;

/** One that never arrived is remembered as ended: its start, should it still come, is refused. */
async function wantEnd(
  tx: Tx,
  { now }: PaymentDeps,
  { registerId, request }: Asked,
): Promise<Outcome> {
  const { refundId, paymentId, letGo = null } = request;
  const payment = await tx.payments.select(paymentId);
  if (payment?.registerId !== registerId) return refuse("unknown-payment", paymentId);
  const row = await tx.readerRefunds.select(refundId);
  if (row !== undefined && row.state !== "done") {
    await tx.readerRefunds.update(refundId, { wantsEnd: true, letGo: row.letGo ?? letGo });
    return accepted;
  }
  if (row === undefined) {
    await tx.readerRefunds.insert({
      ...{ refundId, paymentId, registerId, connection: payment.connection, readerId: null },
      ...{ via: "relay", amountMinor: null, startedAtMs: now(), state: "done", isAnswered: false },
      ...{ wantsEnd: true, letGo: null, outcome: "refund-never-started" },
    });
  }
  await tellEnd(tx, { refundId, connection: payment.connection, paymentId }, now());
  return accepted;
}
