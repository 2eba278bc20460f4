import type { ErrorResponse, ISdkManagedPaymentIntent, Terminal } from "@stripe/terminal-js";
import { CANCEL_WITHIN_MS, COLLECT_WITHIN_MS, PROCESS_WITHIN_MS } from "./patience.ts";
import {
  callSdk,
  isError,
  NO_ANSWER,
  type Attempt,
  type Collect,
  type Finished,
  type Reader,
} from "./reader-parts.ts";
import { collectHint, processHint } from "./sdk-errors.ts";

/** The same intent is processed again where the line broke before the bank was asked. */
const MAX_PROCESSES = 3;

type Ending = Pick<Finished, "hint" | "code">;

/** Takes one try from the reader's first screen to the bank's word, and says how it ended. */
export async function collectPayment(reader: Reader, collect: Collect): Promise<void> {
  const { state, door } = reader;
  const { paymentId, tryNumber } = collect;
  if (state.attempt?.paymentId === paymentId && state.attempt.tryNumber === tryNumber) return;
  const ids = { type: "reader-finished", paymentId, tryNumber } as const;
  if (state.attempt !== null || state.refund !== null) {
    door.send({ ...ids, hint: "not-started", code: "command_already_in_progress" });
    return;
  }
  const attempt: Attempt = {
    ...{ paymentId, tryNumber, step: "starting", isCancelled: false, isOnReader: false },
  };
  state.attempt = attempt;
  const ending = await runAttempt(reader, attempt, collect.clientSecret);
  state.attempt = null;
  door.send({ ...ids, ...ending });
}

async function runAttempt(reader: Reader, attempt: Attempt, clientSecret: string): Promise<Ending> {
  const { state } = reader;
  await state.display;
  const { terminal } = state;
  if (terminal === null || state.connection.state !== "connected") {
    return { hint: "not-started", code: "no_established_connection" };
  }
  if (wasCancelled(attempt)) return { hint: "cancelled", code: null };
  attempt.step = "collecting";
  const collected = await callSdk(reader, COLLECT_WITHIN_MS, () =>
    terminal.collectPaymentMethod(clientSecret),
  );
  if (isError(collected)) {
    // Unanswered, it would go on asking for a card that nobody takes to the bank.
    if (collected.error.code === NO_ANSWER) stopCollecting(reader, terminal);
    return { hint: collectHint(collected.error), code: collected.error.code ?? null };
  }
  // Cancelled while the card was read: it is not taken to the bank.
  if (wasCancelled(attempt)) return { hint: "cancelled", code: null };
  return processPayment(reader, attempt, { terminal, intent: collected.paymentIntent });
}

/** Asked anew at each step: a cancel comes between them. */
const wasCancelled = ({ isCancelled }: Attempt): boolean => isCancelled;

type Collected = Readonly<{ terminal: Terminal; intent: ISdkManagedPaymentIntent }>;

async function processPayment(
  reader: Reader,
  attempt: Attempt,
  { terminal, intent }: Collected,
): Promise<Ending> {
  attempt.step = "processing";
  saysInProcess(reader, attempt);
  let answer: ErrorResponse | object = {};
  for (let tries = 1; tries <= MAX_PROCESSES; tries += 1) {
    answer = await callSdk(reader, PROCESS_WITHIN_MS, () => terminal.processPayment(intent));
    if (!isError(answer)) return { hint: "processed", code: null };
    const hint = processHint(answer.error);
    if (hint !== "again") return { hint, code: answer.error.code ?? null };
    // The bank was not asked yet, and the clerk does not want it asked any more.
    if (wasCancelled(attempt)) return { hint: "cancelled", code: answer.error.code ?? null };
  }
  return { hint: "unknown", code: isError(answer) ? (answer.error.code ?? null) : null };
}

function saysInProcess({ door }: Reader, { paymentId, tryNumber }: Attempt): void {
  door.send({ type: "payment-step", paymentId, tryNumber, step: "card-in-process" });
}

/** At any moment. A card that is at the bank is not called back: its answer is waited for. */
export function cancelPayment(reader: Reader, paymentId: string): void {
  const { attempt, terminal } = reader.state;
  if (attempt?.paymentId !== paymentId) return;
  attempt.isCancelled = true;
  if (attempt.step === "processing") saysInProcess(reader, attempt);
  else if (attempt.step === "collecting" && terminal !== null) stopCollecting(reader, terminal);
}

function stopCollecting(reader: Reader, terminal: Terminal): void {
  void callSdk(reader, CANCEL_WITHIN_MS, () => terminal.cancelCollectPaymentMethod());
}
