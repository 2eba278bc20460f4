import { hash } from "node:crypto";
import type { ApprovalId, UserId } from "../../contract/ids.ts";
import { canonical } from "../../ledger/hash-chain.ts";

/** The one act that a manager said yes to. `subjectHash` stands for its input. */
export type Approval = Readonly<{
  approvalId: ApprovalId;
  command: string;
  subjectHash: string;
  forUserId: UserId;
  byUserId: UserId;
}>;

type Act = Pick<Approval, "command" | "subjectHash" | "forUserId">;

export function subjectHashOf(input: unknown): string {
  return hash("sha256", canonical(input), "hex");
}

export type Approvals = ReturnType<typeof createApprovals>;

/**
 * Approvals that were given and not yet used. They live in memory alone: a restart forgets them, so
 * no crash and no copied file can use one twice. Nothing of one travels to a screen that could be
 * sent again: the act itself, asked for once more, finds it.
 */
export function createApprovals() {
  const given = new Map<string, Approval>();
  const keyOf = ({ command, subjectHash, forUserId }: Act) =>
    `${forUserId} ${command} ${subjectHash}`;
  const hasAny = (command: string) => [...given.values()].some((one) => one.command === command);

  return {
    give: (approval: Approval): void => void given.set(keyOf(approval), approval),
    /** Taken out, so that nobody else finds it; `giveBack` where the act was refused after all. */
    take(asked: Readonly<{ command: string; input: unknown; forUserId: UserId }>) {
      const { command, input, forUserId } = asked;
      if (!hasAny(command)) return undefined;
      const key = keyOf({ command, subjectHash: subjectHashOf(input), forUserId });
      const approval = given.get(key);
      given.delete(key);
      return approval;
    },
    /** What was not used goes with the clerk it was given to. */
    forgetAll: (): void => given.clear(),
  };
}
