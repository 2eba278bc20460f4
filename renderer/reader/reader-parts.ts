import type { ErrorResponse, StripeTerminal, Terminal } from "@stripe/terminal-js";
import type { PaymentId, RefundId } from "../../contract/ids.ts";
import type {
  FromReaderWindow,
  ReaderConnectionState,
  ReaderDoor,
  ReaderProblem,
  ToReaderWindow,
} from "../../contract/reader-window.ts";

/** Runs `act` once after so many milliseconds; the answer takes it back. */
export type After = (delayMs: number, act: () => void) => () => void;

export type Connect = Extract<ToReaderWindow, { type: "connect" }>;
export type Collect = Extract<ToReaderWindow, { type: "collect" }>;
export type Finished = Extract<FromReaderWindow, { type: "reader-finished" }>;

/** What the page needs from around it. */
export type ReaderPageDeps = Readonly<{
  door: ReaderDoor;
  /** terminal-js, or the simulated SDK; rejects where it cannot be had. */
  loadSdk: (simulatorUrl: string | null) => Promise<StripeTerminal>;
  after: After;
  /** Loads this page again: a load that failed stays failed for as long as the page lives. */
  reload: () => void;
}>;

/** The payment that the reader is at. */
export type Attempt = {
  readonly paymentId: PaymentId;
  readonly tryNumber: number;
  step: "starting" | "collecting" | "processing";
  isCancelled: boolean;
  isOnReader: boolean;
};

export type RefundEnd = Extract<FromReaderWindow, { type: "refund-finished" }>;

/** The refund whose card the reader asks for. */
export type RefundAttempt = {
  readonly refundId: RefundId;
  isProcessing: boolean;
  isCancelled: boolean;
};

export type ReaderState = {
  target: Connect | null;
  terminal: Terminal | null;
  /** Which SDK the page has loaded: the sandbox's address, null for terminal-js itself. */
  loadedFor: string | null | undefined;
  connection: Readonly<{
    state: ReaderConnectionState;
    readerId: string | null;
    problem: ReaderProblem | null;
  }>;
  attempt: Attempt | null;
  refund: RefundAttempt | null;
  /** How the last refund ended: said again to a register that was not there to hear it. */
  refundEnd: RefundEnd | null;
  /** Grows with each turn: what began before it ends quietly. */
  round: number;
  retries: number;
  /** The display command under way: a payment waits for it. */
  display: Promise<void>;
  readonly tokens: Map<string, (secret: string | null) => void>;
  tokenCount: number;
};

export type Reader = ReaderPageDeps & Readonly<{ state: ReaderState }>;

export function newReaderState(): ReaderState {
  return {
    ...{ target: null, terminal: null, loadedFor: undefined, attempt: null },
    ...{ refund: null, refundEnd: null },
    connection: { state: "not-connected", readerId: null, problem: null },
    ...{ round: 0, retries: 0, display: Promise.resolve(), tokens: new Map(), tokenCount: 0 },
  };
}

export function report(reader: Reader, connection: ReaderState["connection"]): void {
  reader.state.connection = connection;
  reader.door.send({ type: "connection-state", ...connection });
}

export function isError(answer: object): answer is ErrorResponse {
  return "error" in answer;
}

/** Our own code for an SDK that said nothing in time. */
export const NO_ANSWER = "tillside_no_answer";

/**
 * The SDK answers its errors; what it throws all the same, or leaves unanswered, becomes one. The
 * code is of ours, so that no list knows it: it counts as unknown.
 */
export async function callSdk<Answer extends object>(
  reader: Pick<Reader, "after">,
  limitMs: number,
  call: () => Promise<Answer | ErrorResponse>,
): Promise<Answer | ErrorResponse> {
  let stop: () => void = () => undefined;
  const late = new Promise<ErrorResponse>((resolve) => {
    stop = reader.after(limitMs, () =>
      resolve({ error: { code: NO_ANSWER, message: `no answer in ${limitMs} ms` } }),
    );
  });
  try {
    return await Promise.race([call(), late]);
  } catch (error) {
    return { error: { code: "tillside_thrown", message: String(error) } };
  } finally {
    stop();
  }
}
