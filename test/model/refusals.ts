import type { RelayRefusal } from "../../contract/relay-protocol.ts";

type Refused = "start" | "retry" | "cancel" | "capture";

/** What the relay may refuse a start or a retry with; its number in a cell is its place plus one. */
export const refusals = [
  ["start", "too-late"],
  ["start", "lease-held"],
  ["start", "reader-busy"],
  ["start", "stripe-unreachable"],
  ["start", "payment-not-open"],
  ["retry", "payment-not-open"],
  ["retry", "lease-held"],
  ["retry", "reader-busy"],
  ["cancel", "unknown-payment"],
  ["capture", "unknown-payment"],
] as const satisfies readonly (readonly [Refused, RelayRefusal])[];
