import type { Ledger } from "../../ledger/ledger.ts";
import { clockBehindMs, type DayViewDeps } from "./day-view.ts";

type Deps = Pick<DayViewDeps, "day" | "now"> & Readonly<{ ledger: Ledger }>;

/**
 * Writes down that the clock went back, in the transaction of the caller. The order of entries does
 * not hang on it; whoever reads times must know. Once: the entry itself has the clock's new time.
 */
export function noteClock(deps: Deps): void {
  if (clockBehindMs(deps) === 0) return;
  const lastAtMs = deps.day.lastAtMs();
  deps.ledger.append({ type: "clock-jumped", lastAtMs, atMs: deps.now() });
}
