/** An invariant broke: a bug, never an expected answer. The transaction around it rolls back. */
export class InvariantError extends Error {
  override name = "InvariantError";
}

export function assert(condition: unknown, why: string): asserts condition {
  if (!condition) throw new InvariantError(why);
}

/** Closes an exhaustive `switch`; reached only when data escaped its type. */
export function unreachable(value: never): never {
  throw new InvariantError(`not a known case: ${JSON.stringify(value)}`);
}
