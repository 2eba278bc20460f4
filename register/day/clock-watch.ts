import type { Ledger } from "../../ledger/ledger.ts";
import { clockBehindMs, type DayViewDeps } from "./day-view.ts";

type Deps = Pick<DayViewDeps, "day" | "now"> & Readonly<{ ledger: Ledger }>;

/**
 * Writes down that the clock went back, in the transaction of the caller. The order of entries does
 * not hang on it; whoever reads times must know. Told at each opening and close until it is right.
 */
export function noteClock(deps: Deps): void {
  if (clockBehindMs(deps) === 0) return;
  const lastAtMs = Math.max(deps.day.lastAtMs(), deps.day.lastZ()?.atMs ?? 0);
  deps.ledger.append({ type: "clock-jumped", lastAtMs, atMs: deps.now() });
}
