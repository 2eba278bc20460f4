import Database from "better-sqlite3";

type Method = (...args: unknown[]) => unknown;
type Methods = Record<string, Method>;

/** What a process is about to ask of SQLite: the nth thing, and its name ("INSERT posting"). */
export type Step = Readonly<{ nth: number; name: string }>;

/**
 * From now on tells each statement before it is taken; the answer ends that. A script is taken
 * statement by statement. Triggers run inside their statement, so they share its step.
 */
export function beforeEachStep(look: (step: Step) => void): () => void {
  const db = new Database(":memory:");
  const statement = Object.getPrototypeOf(db.prepare("SELECT 1")) as Methods;
  const database = Object.getPrototypeOf(db) as Methods;
  db.close();
  let nth = 0;
  const tell = (sql: string) => {
    nth += 1;
    look({ nth, name: nameOf(sql) });
  };
  const undo = ["run", "get", "all", "iterate"].map((name) =>
    replace(statement, name, (method) => {
      return function told(this: { source: string }, ...args: unknown[]) {
        tell(this.source);
        return method.apply(this, args);
      };
    }),
  );
  undo.push(
    replace(database, "exec", (method) => {
      return function told(this: unknown, script: string) {
        for (const sql of statementsOf(script)) {
          tell(sql);
          method.call(this, sql);
        }
        return this;
      };
    }),
  );
  return () => undo.forEach((one) => one());
}

function replace(methods: Methods, name: string, by: (method: Method) => unknown): () => void {
  const method = methods[name] as Method;
  methods[name] = by(method) as Method;
  return () => void (methods[name] = method);
}

/** A trigger's own statements end with semicolons, too; it ends with END. */
export function statementsOf(script: string): readonly string[] {
  const found: string[] = [];
  let open = "";
  for (const piece of script.split(/(?<=;)/)) {
    open += piece;
    const isTrigger = /^\s*(?:--[^\n]*\n\s*)*CREATE\s+TRIGGER\b/i.test(open);
    const isInComment = /--[^\n]*$/.test(open);
    if (isInComment) continue;
    if (isTrigger && !/;\s*END\s*;\s*$/i.test(open)) continue;
    if (open.trim() !== "") found.push(open);
    open = "";
  }
  return open.trim() === "" ? found : [...found, open];
}

function nameOf(sql: string): string {
  const text = sql
    .replace(/--[^\n]*\n/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const written = /^(INSERT|REPLACE|UPDATE|DELETE|CREATE|ALTER|DROP)\b(.*)/i.exec(text);
  if (!written) return /^[A-Z]+/i.exec(text)?.[0].toUpperCase() ?? "nothing";
  const [, verb = "", rest = ""] = written;
  const words = rest.replace(
    /\b(OR (IGNORE|REPLACE)|INTO|FROM|UNIQUE|VIRTUAL|IF NOT EXISTS)\b/gi,
    " ",
  );
  const [thing = "", name = ""] = words.trim().split(/[\s(]+/);
  const isOfSchema = /^(TABLE|INDEX|TRIGGER|VIEW)$/i.test(thing);
  return `${verb.toUpperCase()} ${isOfSchema ? `${thing.toLowerCase()} ${name}` : thing}`;
}

/** Whether a step changes anything: what only reads leaves the same file before and after. */
export function isWriting({ name }: Step): boolean {
  return !/^(SELECT|PRAGMA|WITH|EXPLAIN)/.test(name);
}
