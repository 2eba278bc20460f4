import type { Ledger } from "../../ledger/ledger.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Clock, Logger, Ticks } from "../ports.ts";
import { clockBehindMs, CLOCK_TOLERANCE_MS, type DayViewDeps } from "./day-view.ts";

type Deps = Pick<DayViewDeps, "day" | "now"> & Readonly<{ ledger: Ledger }>;

/**
 * Writes down that the clock is behind the book, in the transaction of the caller. The order of
 * entries does not hang on it; whoever reads times must know. Told at each opening and close until
 * it is right.
 */
export function noteClock(deps: Deps): void {
  if (clockBehindMs(deps) === 0) return;
  const lastAtMs = Math.max(deps.day.lastAtMs(), deps.day.lastZ()?.atMs ?? 0);
  deps.ledger.append({ type: "clock-jumped", lastAtMs, atMs: deps.now() });
}

/** Between two looks a time server may move the clock by this much and nobody asks why. */
const SLEW_MS = 1_000;

type WatchDeps = Readonly<{
  db: Database;
  ledger: Ledger;
  log: Logger;
  now: Clock;
  uptime: Ticks;
}>;

/**
 * Holds the clock against a counter that nobody can set, before each command and every few seconds.
 * A jump either way is an entry: `lastAtMs` is what the clock should have shown. A machine that
 * slept looks the same, where its counter slept, too.
 */
export function createClockWatch({ db, ledger, log, now, uptime }: WatchDeps) {
  let expected = now() - uptime();
  return {
    look(): void {
      const atMs = now();
      const offset = atMs - uptime();
      const jumpedMs = offset - expected;
      if (Math.abs(jumpedMs) <= SLEW_MS) expected = offset;
      if (Math.abs(jumpedMs) <= CLOCK_TOLERANCE_MS) return;
      expected = offset;
      const lastAtMs = Math.round(atMs - jumpedMs);
      log.warn("the clock jumped", { jumpedMs: Math.round(jumpedMs) });
      db.transaction(() => ledger.append({ type: "clock-jumped", lastAtMs, atMs })).immediate();
    },
  };
}
