/** Milliseconds since 1970, UTC. */
export type Clock = () => number;

type Fields = Readonly<Record<string, unknown>>;

/** One fact per call. Never a secret, a key, a token or a client secret. */
export type Logger = Readonly<{
  info: (message: string, fields?: Fields) => void;
  warn: (message: string, fields?: Fields) => void;
  error: (message: string, fields?: Fields) => void;
}>;

/** Runs `act` once after so many milliseconds; the answer takes it back. */
export type After = (delayMs: number, act: () => void) => () => void;

/** The steps at which a test may kill the relay: between any two of them lies a crash. */
export const traceSteps = [
  "event-verified",
  "event-inserted",
  "event-committed",
  "event-answered",
  "object-read",
  "mail-inserted",
  "mail-committed",
  "mail-pushed",
  "ack-received",
  "ack-committed",
  "start-stored",
  "intent-created",
  "session-created",
  "session-expired",
  "send-stored",
  "send-answered",
  "instruction-stored",
  "capture-answered",
  "void-answered",
  "raise-answered",
  "refund-answered",
] as const;
export type TraceStep = (typeof traceSteps)[number];
export type Trace = (step: TraceStep) => void;
