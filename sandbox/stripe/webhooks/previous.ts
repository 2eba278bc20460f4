type Values = Record<string, unknown>;

/**
 * What an update changed, as it was before: only the keys that differ, of hashes only theirs, and
 * null for what was not there. `before` is a copy that was taken ahead of the change.
 */
export function previousOf(before: object, after: object): Values {
  const was = before as Values;
  const is = after as Values;
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const changed = keys.filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]));
  return Object.fromEntries(changed.map((key) => [key, valueBefore(was[key], is[key])]));
}

function valueBefore(was: unknown, is: unknown): unknown {
  return isHash(was) && isHash(is) ? previousOf(was, is) : (was ?? null);
}

function isHash(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
