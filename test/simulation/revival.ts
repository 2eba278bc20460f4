import type { VirtualClock } from "./virtual-clock.ts";

export type Revival = ReturnType<typeof createRevival>;

/** A supervisor of one program: starts it again some time after its death. */
export function createRevival(clock: VirtualClock, start: () => void) {
  let isPlanned = false;
  return {
    isReviving: () => isPlanned,
    revivesAfter(delayMs: number): void {
      isPlanned = true;
      const revive = () => {
        isPlanned = false;
        start();
      };
      clock.after(delayMs, revive, null);
    },
  };
}
