import type { RegisterId } from "../../contract/ids.ts";
import type { ToRelay } from "../../contract/relay-protocol.ts";
import { refuse } from "../../contract/result.ts";
import { createBackOff } from "../back-off.ts";
import type { InstructionRow, PaymentRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import { createWork } from "../work.ts";
import { capture } from "./capture.ts";
import { captureOrderedAgain } from "./capture-state.ts";
import { markPayment } from "./mark-payment.ts";
import { accepted, type Outcome } from "./outcome.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { refund } from "./refund.ts";

type Capture = Extract<ToRelay, { type: "capture-payment" }>;
type Refund = Extract<ToRelay, { type: "refund-payment" }>;

const WAITS = { firstMs: 500, longestMs: 60_000 };
/** A timer holds no more than 24 days; a look once an hour costs nothing. */
const LONGEST_TIMER_MS = 3_600_000;

export type Instructions = ReturnType<typeof createInstructions>;

/**
 * What ledgers ordered: stored before the answer, carried out after it, repeated until Stripe
 * shows it as done. Nothing else in the relay moves money.
 */
export function createInstructions(deps: PaymentDeps) {
  const { storage, log, after, now } = deps;
  const backOff = createBackOff(after, WAITS);
  const inFlight = new Set<string>();
  const work = createWork();
  let isStopped = false;

  /** Begins, or goes on with, everything that is stored and not done. */
  async function resume(): Promise<void> {
    const rows = await storage.transaction((tx) => tx.instructions.selectUndone());
    rows.forEach(plan);
  }

  function plan({ instructionId, notBeforeMs }: InstructionRow): void {
    const waitMs = notBeforeMs - now();
    if (waitMs <= 0) begin(instructionId);
    else after(Math.min(waitMs, LONGEST_TIMER_MS), () => begin(instructionId));
  }

  function begin(instructionId: string): void {
    if (isStopped || inFlight.has(instructionId) || !backOff.isDue(instructionId)) return;
    inFlight.add(instructionId);
    work.track(carryOut(instructionId));
  }

  async function carryOut(instructionId: string): Promise<void> {
    const again = () => begin(instructionId);
    try {
      const row = await storage.transaction((tx) => tx.instructions.select(instructionId));
      if (row?.state !== "stored") return;
      if (row.notBeforeMs > now()) plan(row);
      else if (await act(deps, row)) backOff.clear(instructionId);
      else backOff.fail(instructionId, again);
    } catch (error) {
      log.error("an instruction waits", { instructionId, error: String(error) });
      backOff.fail(instructionId, again);
    } finally {
      inFlight.delete(instructionId);
    }
  }

  async function store(registerId: RegisterId, order: Capture | Refund): Promise<Outcome> {
    const result = await storage.transaction((tx) => insert(tx, registerId, order));
    if (!result.ok) return result;
    deps.trace("instruction-stored");
    deps.signals.stale();
    await resume();
    return accepted;
  }

  async function stop(): Promise<void> {
    isStopped = true;
    await work.idle();
  }
  return { resume, store, stop };
}

/** True where it is done with; false where it must be tried again. */
function act(deps: PaymentDeps, row: InstructionRow): Promise<boolean> {
  return row.kind === "capture" ? capture(deps, row) : refund(deps, row);
}

async function insert(tx: Tx, registerId: RegisterId, order: Capture | Refund): Promise<Outcome> {
  const payment = await tx.payments.select(order.paymentId);
  if (payment?.registerId !== registerId) return refuse("unknown-payment", order.paymentId);
  const row = order.type === "capture-payment" ? captureRow(order) : refundRow(order);
  if (row.currency !== null && row.currency !== payment.currency) {
    return refuse("currency-mismatch", `the payment was ${payment.currency ?? "never started"}`);
  }
  if (await tx.instructions.insert(row)) return accepted;
  await repeat(tx, row, payment);
  return accepted;
}

/** Ordered before: what it came to is mailed again; a capture that came to nothing is
 * tried again. A refund that Stripe refused stays refused: its register has written that down. */
async function repeat(tx: Tx, { instructionId }: InstructionRow, payment: PaymentRow) {
  const row = await tx.instructions.select(instructionId);
  await markPayment(tx, payment, { source: "asked", isAsked: true });
  if (row?.state !== "done") return;
  const { connection } = payment;
  if (row.stripeRefundId !== null) {
    const objectId = row.stripeRefundId;
    const why = { source: "asked", eventId: null, isAsked: true } as const;
    await tx.stale.mark({ connection, kind: "refund", objectId, ...why });
  }
  const change = captureOrderedAgain(row);
  if (change !== null) await tx.instructions.update(instructionId, change);
}

const fresh = {
  state: "stored",
  outcome: null,
  sends: 0,
  stripeRefundId: null,
  mailed: null,
} as const;

function captureRow({ paymentId, notBeforeMs }: Capture): InstructionRow {
  const rest = { refundId: null, amountMinor: null, currency: null, notBeforeMs };
  return { instructionId: `capture-${paymentId}`, kind: "capture", paymentId, ...rest, ...fresh };
}

function refundRow({ paymentId, refundId, amount }: Refund): InstructionRow {
  const { minor: amountMinor, currency } = amount;
  const rest = { refundId, amountMinor, currency, notBeforeMs: 0 };
  return { instructionId: `refund-${refundId}`, kind: "refund", paymentId, ...rest, ...fresh };
}
