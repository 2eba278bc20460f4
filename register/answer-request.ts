import type { BridgeAnswer, BridgeRequest } from "../contract/bridge.ts";
import type { Who } from "../contract/commands.ts";
import type { Logger } from "./ports.ts";
import type { Register } from "./register.ts";

export type AnswerParts = Readonly<{
  register: Pick<Register, "handle">;
  /** Fixed by the carrier: no message can claim to be somebody else. */
  who: Who;
  log: Logger;
  newBugId: () => string;
}>;

/** For every carrier: a bug crosses as its id alone; what went wrong inside is for the log. */
export function answerRequest(
  { id, command, input }: BridgeRequest,
  { register, who, log, newBugId }: AnswerParts,
): BridgeAnswer {
  try {
    return { id, outcome: register.handle(who, command, input) };
  } catch (error) {
    const bug = newBugId();
    const stack = error instanceof Error ? error.stack : String(error);
    log.error("a command met a bug", { bug, command, stack });
    return { id, bug };
  }
}
