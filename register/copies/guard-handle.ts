import { isCommand, type Command } from "../../contract/commands.ts";
import { readingCommands } from "../../contract/commands/reading.ts";
import { refuse } from "../../contract/result.ts";
import type { Handle } from "../door.ts";
import { hasReserve } from "../free-space.ts";
import type { Logger } from "../ports.ts";
import { survivingDisk } from "../surviving-disk.ts";
import type { Copies } from "./open-copies.ts";

type Deps = Readonly<{ copies: Copies; folder: string; log: Logger }>;

/** Money that is asked for elsewhere must find room for its entry when it comes. */
const needsReserve: readonly string[] = [
  "payments.charge",
  "payments.start-link",
  "payments.retry",
] satisfies Command[];

/**
 * The door behind the witness: a book that the relay contradicts is only read, no charge begins
 * without room for its sale, and what a command appended is witnessed before its answer leaves.
 */
export function guardHandle(handle: Handle, { copies, folder, log }: Deps): Handle {
  const settle = survivingDisk(log, copies.settle);
  return (who, command, input) => {
    const divergence = copies.divergence();
    if (divergence !== null && isCommand(command) && !Object.hasOwn(readingCommands, command)) {
      return refuse("ledger-diverged", `${divergence.code}: ${divergence.detail}`);
    }
    if (needsReserve.includes(command) && !hasReserve(folder)) return refuse("disk-full");
    const outcome = handle(who, command, input);
    settle();
    return outcome;
  };
}
