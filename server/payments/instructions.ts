import type { RegisterId } from "../../contract/ids.ts";
import { NEVER_SENT, type RaiseHold } from "../../contract/raise-protocol.ts";
import { MAX_VOID_WINDOW_MS, type ToRelay } from "../../contract/relay-protocol.ts";
import { refuse } from "../../contract/result.ts";
import { createBackOff } from "../back-off.ts";
import type { InstructionRow, PaymentRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import { createWork } from "../work.ts";
import { capture } from "./capture.ts";
import { captureOrderedAgain, tipAdded } from "./capture-state.ts";
import { markPayment } from "./mark-payment.ts";
import { accepted, type Outcome } from "./outcome.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { isRaiseLate, raiseHold, raiseRow } from "./raise-hold.ts";
import { refund } from "./refund.ts";
import { isVoided, stopCapture, voidHold } from "./void-hold.ts";

type Capture = Extract<ToRelay, { type: "capture-payment" }>;
type Void = Extract<ToRelay, { type: "void-payment" }>;
type Refund = Extract<ToRelay, { type: "refund-payment" }>;
type Order = Capture | Void | Refund | RaiseHold;

const WAITS = { firstMs: 500, longestMs: 60_000 };
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

  /** What has waited its window out is due, though the clock was put back, or a start came between. */
  function plan({ instructionId, notBeforeMs, windowMs }: InstructionRow): void {
    const waitMs = Math.min(notBeforeMs - now(), windowMs);
    if (waitMs <= 0) begin(instructionId);
    else after(waitMs, () => begin(instructionId));
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
      if (await deps.lanes.run(row.paymentId, () => actIfWanted(deps, row))) {
        backOff.clear(instructionId);
      } else backOff.fail(instructionId, again);
    } catch (error) {
      log.error("an instruction waits", { instructionId, error: String(error) });
      backOff.fail(instructionId, again);
    } finally {
      inFlight.delete(instructionId);
    }
  }

  async function store(registerId: RegisterId, order: Order): Promise<Outcome> {
    const result = await storage.transaction((tx) =>
      insert(tx, { registerId, order, nowMs: now() }),
    );
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

/** A void may have taken a capture's place while it waited for the payment's lane. */
async function actIfWanted(deps: PaymentDeps, { instructionId }: InstructionRow): Promise<boolean> {
  const row = await deps.storage.transaction((tx) => tx.instructions.select(instructionId));
  return row?.state === "stored" ? act(deps, row) : true;
}

/** True where it is done with; false where it must be tried again. */
function act(deps: PaymentDeps, row: InstructionRow): Promise<boolean> {
  if (row.kind === "void") return voidHold(deps, row);
  if (row.kind === "raise") return raiseHold(deps, row);
  return row.kind === "capture" ? capture(deps, row) : refund(deps, row);
}

type Stored = Readonly<{ registerId: RegisterId; order: Order; nowMs: number }>;

async function insert(tx: Tx, { registerId, order, nowMs }: Stored): Promise<Outcome> {
  const payment = await tx.payments.select(order.paymentId);
  if (payment?.registerId !== registerId) return refuse("unknown-payment", order.paymentId);
  const row = rowOf(order, nowMs);
  if (isOfAnotherCurrency(row, payment)) {
    return refuse("currency-mismatch", `the payment was ${payment.currency ?? "never started"}`);
  }
  if (await isVoided(tx, row)) return refuse("payment-not-open", "voided");
  await stopCapture(tx, row);
  const wanted = (await isRaiseLate(tx, row)) ? { ...row, ...neverSent } : row;
  const isNew = await tx.instructions.insert(wanted);
  // What is done already, or never will be, is told at once.
  if (!isNew || wanted.state === "done") await repeat(tx, row, payment);
  return accepted;
}

/** Of one that recovery found again nobody told the currency: of its capture Stripe judges the amount. */
function isOfAnotherCurrency({ kind, currency }: InstructionRow, payment: PaymentRow): boolean {
  if (currency === null || (kind === "capture" && payment.currency === null)) return false;
  return currency !== payment.currency;
}

/** Ordered before: what it came to is mailed again; a capture that came to nothing is
 * tried again. A refund that Stripe refused stays refused: its register has written that down. */
async function repeat(tx: Tx, order: InstructionRow, payment: PaymentRow) {
  const { instructionId } = order;
  const row = await tx.instructions.select(instructionId);
  await markPayment(tx, payment, { source: "asked", isAsked: true });
  const tipped = row && tipAdded(row, order);
  if (tipped) await tx.instructions.update(instructionId, tipped);
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

const neverSent = { state: "done", outcome: NEVER_SENT } as const;

const atOnce = { notBeforeMs: 0, windowMs: 0 } as const;

function rowOf(order: Order, nowMs: number): InstructionRow {
  switch (order.type) {
    case "capture-payment":
      return captureRow(order, nowMs);
    case "void-payment":
      return voidRow(order);
    case "refund-payment":
      return refundRow(order);
    case "raise-hold":
      return raiseRow(order, nowMs);
  }
}

function voidRow({ paymentId }: Void): InstructionRow {
  const rest = { refundId: null, amountMinor: null, currency: null, ...atOnce };
  return { instructionId: `void-${paymentId}`, kind: "void", paymentId, ...rest, ...fresh };
}

/** A till's clock that runs ahead must not put a capture off until its hold is lost. */
function captureRow({ paymentId, ...order }: Capture, nowMs: number): InstructionRow {
  const { windowMs = MAX_VOID_WINDOW_MS, amount } = order;
  const notBeforeMs = Math.min(order.notBeforeMs, nowMs + windowMs);
  const whole = { amountMinor: amount?.minor ?? null, currency: amount?.currency ?? null };
  const rest = { refundId: null, ...whole, notBeforeMs, windowMs };
  return { instructionId: `capture-${paymentId}`, kind: "capture", paymentId, ...rest, ...fresh };
}

function refundRow({ paymentId, refundId, amount }: Refund): InstructionRow {
  const { minor: amountMinor, currency } = amount;
  const rest = { refundId, amountMinor, currency, ...atOnce };
  return { instructionId: `refund-${refundId}`, kind: "refund", paymentId, ...rest, ...fresh };
}
