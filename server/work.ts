/** Work that was begun and that nobody awaits: `idle` resolves when all of it has ended. */
export function createWork() {
  const running = new Set<Promise<unknown>>();

  /** The work handles its own failures. */
  function track(work: Promise<unknown>): void {
    running.add(work);
    void work.finally(() => running.delete(work));
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all(running);
  }
  return { track, idle };
}
