import type { After, Clock } from "../../../server/ports.ts";

type Timer = { atMs: number; act: () => void };

/** A clock and timers that stand still until a test moves them; work under way stays real. */
export function virtualTime(startMs = Date.now()) {
  const timers = new Set<Timer>();
  let nowMs = startMs;
  const now: Clock = () => nowMs;
  const after: After = (delayMs, act) => {
    const timer = { atMs: nowMs + delayMs, act };
    timers.add(timer);
    return () => timers.delete(timer);
  };

  function nextBefore(endMs: number): Timer | undefined {
    const due = [...timers].filter(({ atMs }) => atMs <= endMs);
    return due.toSorted((a, b) => a.atMs - b.atMs)[0];
  }

  /** Moves the clock and runs what comes due on the way, in order. */
  function advance(byMs: number): void {
    const endMs = nowMs + byMs;
    for (let timer = nextBefore(endMs); timer; timer = nextBefore(endMs)) {
      timers.delete(timer);
      nowMs = Math.max(nowMs, timer.atMs);
      timer.act();
    }
    nowMs = endMs;
  }
  return { now, after, advance };
}
