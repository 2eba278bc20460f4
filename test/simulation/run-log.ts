import type { Logger } from "../../register/ports.ts";
import type { Owner, VirtualClock } from "./virtual-clock.ts";

export type RunLog = ReturnType<typeof createRunLog>;

/** Trouble that hides in a log: an invariant that broke, or a plain programming error. */
const bug = /InvariantError|TypeError|RangeError|ReferenceError|SqliteError|ZodError/;
const KEPT_LINES = 4_000;

/** What happened, for the one who replays a seed; bugs that a program caught and logged are told. */
export function createRunLog(clock: VirtualClock, isTelling: boolean) {
  const lines: string[] = [];
  const bugs: string[] = [];
  const startMs = clock.now();

  function note(who: string, what: string): void {
    if (!isTelling) return;
    lines.push(`${((clock.now() - startMs) / 1_000).toFixed(3)} ${who}: ${what}`);
    if (lines.length > KEPT_LINES) lines.shift();
  }

  function of(owner: Owner): Logger {
    const say =
      (level: string) =>
      (message: string, fields: Readonly<Record<string, unknown>> = {}) => {
        if (owner.isDead) return;
        if (isTelling) note(owner.name, `${level} ${message} ${JSON.stringify(fields)}`);
        const error = level === "error" ? JSON.stringify(fields["error"] ?? "") : "";
        if (bug.test(error)) bugs.push(`${owner.name}: ${message}: ${error}`);
      };
    return { info: say("info"), warn: say("warn"), error: say("error") };
  }
  return { lines, bugs, note, of };
}
