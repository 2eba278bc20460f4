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
  /**
   * Sets the clock forward; what is due by then happens in order, each at its own moment. Resolves
   * when webhooks that are tried again by this clock have been: what they came to on the way
   * decides when the next try is due.
   */
  readonly advanceClock: (to: Advance) => Promise<ClockView>;
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

  /** Never back: a clock that runs may be past it meanwhile. */
  function passTo(toMs: number): void {
    world.clock.moveTo(Math.max(toMs, world.now()));
    runDue(world, toMs);
  }

  async function stopAtEachDue(untilMs: number): Promise<void> {
    for (;;) {
      const dueMs = nextDueMs(world);
      if (dueMs === null || dueMs > untilMs) return;
      passTo(dueMs);
      await dispatcher.sendOutgoing();
    }
  }

  function settled(): ClockView {
    world.changed();
    void dispatcher.sendOutgoing();
    return view();
  }

  return {
    clock: view,
    advanceClock: async (to) => {
      const nowMs = world.now();
      const toMs = "toMs" in to ? to.toMs : nowMs + to.byMs;
      if (toMs < nowMs || toMs > nowMs + LONGEST_MS) {
        throw invalidRequest("The clock goes forward only, and no more than ten years at once.");
      }
      if (dispatcher.isByClock) await stopAtEachDue(toMs);
      passTo(toMs);
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
