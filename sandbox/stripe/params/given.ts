/** Those of the named parameters that came with the request: they replace what was there. */
export function given<T extends object, Name extends keyof T>(
  params: T,
  names: readonly Name[],
): Partial<Pick<T, Name>> {
  const entries = names
    .filter((name) => params[name] !== undefined)
    .map((name) => [name, params[name]]);
  return Object.fromEntries(entries) as Partial<Pick<T, Name>>;
}

/** The named fields, with null for what was left out. */
export function orNull<T extends object, Name extends keyof T>(
  params: T | undefined,
  names: readonly Name[],
): { [K in Name]-?: Exclude<T[K], undefined> | null } {
  const entries = names.map((name) => [name, params?.[name] ?? null]);
  return Object.fromEntries(entries) as { [K in Name]-?: Exclude<T[K], undefined> | null };
}
