import { isCommand } from "../../contract/commands.ts";
import { readingCommands } from "../../contract/commands/reading.ts";
import { refuse } from "../../contract/result.ts";
import type { Handle } from "../door.ts";
import type { Copies } from "./open-copies.ts";

/**
 * The door behind the witness: a book that the relay contradicts is only read, and what a command
 * appended is witnessed before its answer leaves.
 */
export function guardHandle(handle: Handle, copies: Copies): Handle {
  return (who, command, input) => {
    const divergence = copies.divergence();
    if (divergence !== null && isCommand(command) && !Object.hasOwn(readingCommands, command)) {
      return refuse("ledger-diverged", `${divergence.code}: ${divergence.detail}`);
    }
    const outcome = handle(who, command, input);
    copies.settle();
    return outcome;
  };
}
