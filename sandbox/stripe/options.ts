import type { Clock } from "./world.ts";

export type StripeSandboxOptions = {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: "127.0.0.1";
  readonly now?: Clock;
  /** The same seed and the same calls give the same ids. Without one, every start is new. */
  readonly seed?: string | number;
  readonly log?: (line: string) => void;
  /** Test keys that are accepted; any well-formed one when left out. */
  readonly keys?: readonly string[];
  readonly shopName?: string;
  /** Keeps the state in this file and goes on from it; in memory only when left out. */
  readonly stateFile?: string;
  /** Waits between the attempts to deliver a webhook: Stripe's hours, compressed. */
  readonly retryDelaysMs?: readonly number[];
  /** On the sandbox's own clock, in Stripe's hours, or on the wall's, compressed (the default). */
  readonly webhookRetries?: "clock" | "compressed";
  readonly webhookTimeoutMs?: number;
  /** Opens a live world beside the test one; without it, live keys are refused. */
  readonly hasLiveWorld?: boolean;
  /** PEM certificates trusted at https webhook endpoints, beside the usual ones. */
  readonly trusted?: readonly string[];
};
