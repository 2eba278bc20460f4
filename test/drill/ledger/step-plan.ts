export type StepPlan = ReturnType<typeof createStepPlan>;

/** Which statement is to be cut next: `told` are the names of all that a till wrote, in order. */
export function createStepPlan(told: readonly string[]) {
  const times = new Map<string, number>();
  for (const name of told) times.set(name, (times.get(name) ?? 0) + 1);
  const hits = new Map([...times.keys()].map((name) => [name, 0]));

  return {
    next(): Readonly<{ name: string; times: number }> {
      const [name = "COMMIT"] = [...hits].toSorted(([, a], [, b]) => a - b)[0] ?? [];
      return { name, times: times.get(name) ?? 1 };
    },
    /** One that a later till does not come by, as what is written once in a book, is left out. */
    note(name: string, wasHit: boolean): void {
      if (wasHit) hits.set(name, (hits.get(name) ?? 0) + 1);
      else hits.delete(name);
    },
    size: () => hits.size,
    fewest: () => (hits.size === 0 ? 0 : Math.min(...hits.values())),
  };
}
