import {
  contract,
  isCommand,
  type Caller,
  type Command,
  type DoorRefusal,
  type Input,
  type Outcome,
  type Who,
} from "../contract/commands.ts";
import { refuse, type Refused } from "../contract/result.ts";
import { storageTrouble } from "../ledger/storage/open-database.ts";
import type { Admit } from "./people/admit.ts";
import type { Logger } from "./ports.ts";

export type Handlers = {
  readonly [C in Command]: (who: Who, input: Input<C>) => Outcome<C>;
};

export type Handle = (who: Who, command: string, input: unknown) => Outcome<Command>;

type Deps = Readonly<{
  handlers: Handlers;
  admit: Admit;
  log: Logger;
  /** Before anything is written under a time that jumped. */
  lookAtClock: () => void;
}>;

/**
 * The register's one door: which carrier, then what it may say, then who asks, then the handler. Nothing unparsed
 * goes further. A disk that fails becomes a refusal, because the transaction kept nothing; a bug
 * throws, for the host to log and to answer with its id.
 */
export function createDoor({ handlers, admit, log, lookAtClock }: Deps): Handle {
  return (who, command, input) => {
    if (!isCommand(command)) return refuse("unknown-command", command.slice(0, 60));
    const { from, input: schema } = contract[command];
    if (!(from as readonly Caller[]).includes(who.caller)) return refuse("not-allowed", command);
    const parsed = schema.safeParse(input);
    if (!parsed.success) return refuse("bad-input", issueText(parsed.error.issues[0]));
    const handler = handlers[command] as (who: Who, input: unknown) => Outcome<Command>;
    try {
      lookAtClock();
      const admitted = admit(who, command, parsed.data);
      if (!admitted.ok) return admitted;
      const { who: admittedWho, during } = admitted.value;
      return during(() => handler(admittedWho, parsed.data));
    } catch (error) {
      return refusedByDisk(error, log);
    }
  };
}

function refusedByDisk(error: unknown, log: Logger): Refused<DoorRefusal> {
  const trouble = storageTrouble(error);
  if (trouble === undefined) throw error;
  log.error("the disk refused a write", { trouble, error: String(error) });
  return refuse(trouble === "disk-full" ? "disk-full" : "storage-failed");
}

type Issue = Readonly<{ path: readonly PropertyKey[]; message: string }>;

function issueText(issue: Issue | undefined): string {
  if (issue === undefined) return "not understood";
  const path = issue.path.map(String).join(".");
  return path === "" ? issue.message : `${path}: ${issue.message}`;
}
