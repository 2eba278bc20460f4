import { z } from "zod";
import { invalidRequest } from "../api-error.ts";
import { nextDueMs, runDue } from "../clock/run-due.ts";
import type { ControlDeps } from "./control-deps.ts";

const LONGEST_MS = 10 * 366 * 24 * 60 * 60 * 1000;

/** By so much, or to a moment. */
export const Advance = z.union([
  z.strictObject({ byMs: z.int().min(0).max(LONGEST_MS) }),
  z.strictObject({ toMs: z.int().min(0) }),
]);
export type Advance = z.infer<typeof Advance>;

export type ClockView = {
  nowMs: number;
  now: string;
  isFrozen: boolean;
  /** When the next thing happens by itself. */
  nextDueMs: number | null;
};

export type ClockControl = {
  readonly clock: () => ClockView;
  /** Sets the clock forward; what is due by then happens in order, each at its own moment. */
  readonly advanceClock: (to: Advance) => ClockView;
  readonly freezeClock: () => ClockView;
  readonly runClock: () => ClockView;
};

export function clockControl({ world, dispatcher }: ControlDeps): ClockControl {
  function view(): ClockView {
    const nowMs = world.now();
    return {
      nowMs,
      now: new Date(nowMs).toISOString(),
      isFrozen: world.state.clock.frozenAtMs !== null,
      nextDueMs: nextDueMs(world),
    };
  }

  function settled(): ClockView {
    world.changed();
    void dispatcher.sendOutgoing();
    return view();
  }

  return {
    clock: view,
    advanceClock: (to) => {
      const nowMs = world.now();
      const toMs = "toMs" in to ? to.toMs : nowMs + to.byMs;
      if (toMs < nowMs || toMs > nowMs + LONGEST_MS) {
        throw invalidRequest("The clock goes forward only, and no more than ten years at once.");
      }
      world.clock.moveTo(toMs);
      runDue(world, toMs);
      return settled();
    },
    freezeClock: () => {
      world.clock.freeze();
      return settled();
    },
    runClock: () => {
      world.clock.run();
      return settled();
    },
  };
}
