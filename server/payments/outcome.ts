import type { FromRelay, RelayRefusal } from "../../contract/relay-protocol.ts";
import { ok, type Result } from "../../contract/result.ts";

type Content = Extract<
  FromRelay,
  { type: "client-secret" | "connection-token" | "pay-link" | "readers" }
>;
type WithoutId<Each> = Each extends Content ? Omit<Each, "id"> : never;

/** What a register is answered: accepted, or a content of its own; or a refusal of the protocol. */
export type Outcome = Result<WithoutId<Content> | null, RelayRefusal>;

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
