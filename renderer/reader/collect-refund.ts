import type { Terminal } from "@stripe/terminal-js";
import type { ToReaderWindow } from "../../contract/reader-window.ts";
import { CANCEL_WITHIN_MS, COLLECT_WITHIN_MS, PROCESS_WITHIN_MS } from "./patience.ts";
import {
  callSdk,
  isError,
  type Finished,
  type Reader,
  type RefundAttempt,
} from "./reader-parts.ts";
import { collectHint, refundHint } from "./sdk-errors.ts";

type Collect = Extract<ToReaderWindow, { type: "collect-refund" }>;
type Ending = Pick<Finished, "hint" | "code">;

/** Asks for the card that money goes back to, and says how that ended. The answer is only a hint. */
export async function collectRefund(reader: Reader, collect: Collect): Promise<void> {
  const { state, door } = reader;
  const { refundId } = collect;
  if (state.refund?.refundId === refundId) return;
  const ids = { type: "refund-finished", refundId } as const;
  if (state.refund !== null || state.attempt !== null) {
    door.send({ ...ids, hint: "not-started", code: "command_already_in_progress" });
    return;
  }
  const attempt: RefundAttempt = { refundId, isProcessing: false, isCancelled: false };
  state.refund = attempt;
  const ending = await runRefund(reader, attempt, collect);
  state.refund = null;
  state.refundEnd = { ...ids, ...ending };
  door.send(state.refundEnd);
}

async function runRefund(
  reader: Reader,
  attempt: RefundAttempt,
  { chargeId, amountMinor, currency }: Collect,
): Promise<Ending> {
  const { state } = reader;
  await state.display;
  const { terminal } = state;
  if (terminal === null || state.connection.state !== "connected") {
    return { hint: "not-started", code: "no_established_connection" };
  }
  if (wasCancelled(attempt)) return { hint: "cancelled", code: null };
  const collected = await callSdk(reader, COLLECT_WITHIN_MS, () =>
    terminal.collectRefundPaymentMethod(chargeId, amountMinor, currency.toLowerCase()),
  );
  if (isError(collected)) {
    stopRefund(reader, terminal, attempt);
    return { hint: collectHint(collected.error), code: collected.error.code ?? null };
  }
  // Cancelled while the card was read: nothing has gone back by it.
  if (wasCancelled(attempt)) return { hint: "cancelled", code: null };
  attempt.isProcessing = true;
  const answer = await callSdk(reader, PROCESS_WITHIN_MS, () => terminal.processRefund());
  if (!isError(answer)) return { hint: "processed", code: null };
  return { hint: refundHint(answer.error), code: answer.error.code ?? null };
}

/** Asked anew at each step: a cancel comes between them. */
const wasCancelled = ({ isCancelled }: RefundAttempt): boolean => isCancelled;

/** At any moment; the SDK says no where the card is with the bank, and then its answer decides. */
export function cancelRefund(reader: Reader, refundId: string): void {
  const { refund, terminal } = reader.state;
  if (refund?.refundId !== refundId) return;
  refund.isCancelled = true;
  if (terminal !== null) stopRefund(reader, terminal, refund);
}

function stopRefund(reader: Reader, terminal: Terminal, { isProcessing }: RefundAttempt): void {
  void callSdk(reader, CANCEL_WITHIN_MS, () =>
    isProcessing ? terminal.cancelProcessRefund() : terminal.cancelCollectRefundPaymentMethod(),
  );
}
