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
