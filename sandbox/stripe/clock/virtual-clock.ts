/** How the sandbox's time stands to the clock under it; part of the state, so it is saved. */
export type ClockSetting = {
  /** How far the sandbox is ahead. */
  offsetMs: number;
  /** Where it stands still; null while it runs. */
  frozenAtMs: number | null;
};

/** A clock that can be set forward and stopped. It never goes back. */
export type VirtualClock = {
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number;
  /** Runs work as if it were then: what falls due while the clock moves on has its own moment. */
  readonly at: (atMs: number, work: () => void) => void;
  readonly moveTo: (toMs: number) => void;
  readonly freeze: () => void;
  /** Runs on from where it stands. */
  readonly run: () => void;
};

/** Without a setting of its own it follows the clock under it. */
export function createVirtualClock(
  kept: { clock: ClockSetting },
  base: () => number,
): VirtualClock {
  let pinnedMs: number | null = null;
  const now = () => pinnedMs ?? kept.clock.frozenAtMs ?? base() + kept.clock.offsetMs;

  function moveTo(toMs: number): void {
    if (kept.clock.frozenAtMs !== null) kept.clock.frozenAtMs = toMs;
    kept.clock.offsetMs = toMs - base();
  }

  return {
    now,
    at: (atMs, work) => {
      const before = pinnedMs;
      pinnedMs = atMs;
      try {
        work();
      } finally {
        pinnedMs = before;
      }
    },
    moveTo,
    freeze: () => {
      kept.clock.frozenAtMs = now();
    },
    run: () => {
      moveTo(now());
      kept.clock.frozenAtMs = null;
    },
  };
}
