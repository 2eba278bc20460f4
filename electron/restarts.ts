const MAX_RESTARTS = 5;
const WINDOW_MS = 60_000;
const FIRST_DELAY_MS = 50;

/** How long to wait before a program is run again; undefined once it died too often to try. */
export function createRestarts() {
  const deathsAtMs: number[] = [];
  return {
    nextDelayMs(nowMs: number): number | undefined {
      deathsAtMs.push(nowMs);
      const recent = deathsAtMs.filter((atMs) => nowMs - atMs < WINDOW_MS).length;
      return recent > MAX_RESTARTS ? undefined : FIRST_DELAY_MS * 2 ** (recent - 1);
    },
  };
}
