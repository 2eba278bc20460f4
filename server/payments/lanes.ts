export type Lanes = ReturnType<typeof createLanes>;

/**
 * One thing at a time per key: what starts, ends and proves a payment must not overtake itself
 * while it waits for Stripe. In memory: a crash ends what was waiting, and rows say how to go on.
 */
export function createLanes() {
  const tails = new Map<string, Promise<unknown>>();

  function run<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
    const before = tails.get(key) ?? Promise.resolve();
    const result = before.then(work);
    // A failure is its caller's; the lane goes on.
    const tail = result.then(
      () => undefined,
      () => undefined,
    );
    tails.set(key, tail);
    void tail.then(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
    return result;
  }

  /** Resolves when nothing runs any more. */
  async function idle(): Promise<void> {
    while (tails.size > 0) await Promise.all(tails.values());
  }
  return { run, idle };
}
