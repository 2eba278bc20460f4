import type { World } from "../world.ts";
import { nextDueMs } from "./run-due.ts";

/** Timers hold no more than this; the alarm looks again then. */
const LONGEST_MS = 60 * 60 * 1000;

/** Rings when something falls due while nobody asks; for a clock that runs with the wall's. */
export function createAlarm(world: World, ring: () => void) {
  let timer: NodeJS.Timeout | undefined;

  function set(): void {
    clearTimeout(timer);
    const dueMs = nextDueMs(world);
    if (dueMs === null || world.state.clock.frozenAtMs !== null) return;
    const waitMs = Math.min(LONGEST_MS, Math.max(0, dueMs - world.now()));
    timer = setTimeout(ring, waitMs).unref();
  }

  return { set, close: () => clearTimeout(timer) };
}
