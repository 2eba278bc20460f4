import type { After } from "./ports.ts";

export type BackOff = ReturnType<typeof createBackOff>;
type Bounds = Readonly<{ firstMs: number; longestMs: number }>;

/** Doubling waits per key. In memory: after a restart everything is due at once. */
export function createBackOff(after: After, { firstMs, longestMs }: Bounds) {
  const failures = new Map<string, Readonly<{ tries: number; isOver: boolean }>>();

  /** Begins the next, longer wait and calls `then` at its end. */
  function fail(key: string, then: () => void): void {
    const tries = (failures.get(key)?.tries ?? 0) + 1;
    failures.set(key, { tries, isOver: false });
    after(Math.min(longestMs, firstMs * 2 ** Math.min(tries - 1, 20)), () => {
      if (failures.has(key)) failures.set(key, { tries, isOver: true });
      then();
    });
  }

  return {
    fail,
    isDue: (key: string) => failures.get(key)?.isOver ?? true,
    clear: (key: string) => void failures.delete(key),
  };
}
