import Database from "better-sqlite3";

type Method = (...args: unknown[]) => unknown;
type Methods = Record<string, Method>;

/**
 * From now on counts what this process asks of SQLite, and dies before the nth as in a power cut.
 * Triggers run inside their statement, so they share its step. Tells each step before it is taken.
 */
export function killBefore(nth: number): void {
  const db = new Database(":memory:");
  const prototypes: [object, string[]][] = [
    [Object.getPrototypeOf(db.prepare("SELECT 1")) as object, ["run", "get", "all", "iterate"]],
    [Object.getPrototypeOf(db) as object, ["exec"]],
  ];
  db.close();
  let steps = 0;
  for (const [prototype, names] of prototypes) {
    const methods = prototype as Methods;
    for (const name of names) {
      const method = methods[name] as Method;
      methods[name] = function counted(this: unknown, ...args: unknown[]) {
        steps += 1;
        if (steps === nth) process.kill(process.pid, "SIGKILL");
        return method.apply(this, args);
      };
    }
  }
}
