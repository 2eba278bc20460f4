/** A restart of the register takes a moment, so the first try comes soon. */
export const FIRST_DELAY_MS = 100;
/** The clerk waits: no pause between two tries is longer than this. */
export const LONGEST_DELAY_MS = 2_000;

export function nextDelayMs(delayMs: number): number {
  return Math.min(delayMs * 2, LONGEST_DELAY_MS);
}
