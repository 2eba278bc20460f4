import type { RelayRefusal } from "../../contract/relay-protocol.ts";
import { ok, type Result } from "../../contract/result.ts";

/** What a register is answered: accepted, or one of the protocol's refusals. */
export type Outcome = Result<null, RelayRefusal>;

export const accepted: Outcome = ok(null);

const refusalOf: Readonly<Record<string, RelayRefusal>> = {
  terminal_reader_busy: "reader-busy",
  terminal_reader_offline: "reader-offline",
  resource_missing: "unknown-reader",
};

/** Stripe's code of a refused reader command → the protocol's. */
export function readerRefusal(code: string): RelayRefusal {
  return refusalOf[code] ?? "stripe-refused";
}
