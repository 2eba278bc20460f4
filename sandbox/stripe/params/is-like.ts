/** Whether a row has every value that is asked for; what is undefined is not asked for. */
export function isLike(row: object, asked: Readonly<Record<string, unknown>>): boolean {
  const values = row as Readonly<Record<string, unknown>>;
  return Object.entries(asked).every(
    ([name, value]) => value === undefined || values[name] === value,
  );
}
