import type { Command, Input } from "../../contract/commands.ts";
import { api } from "../api.ts";
import type { RefusalCode } from "../format/words.ts";
import { useUi } from "../store/ui-store.ts";
import type { Answer } from "../transports/answer.ts";

/**
 * Sends a command; where the register asks for a manager it asks for the PIN in place, then sends
 * the very same once more. The clerk stays signed in, and the screen behind stays as it is.
 */
export async function askAllowed<C extends Command>(
  command: C,
  input: Input<C>,
): Promise<Answer<C>> {
  const answer = await api(command, input);
  if (answer.ok || answer.refusal !== "needs-approval") return answer;
  return (await waitForApproval(command, input)) ? api(command, input) : answer;
}

function waitForApproval(command: Command, input: unknown): Promise<boolean> {
  dismissApproval();
  return new Promise((resolve) => {
    const settle = (isApproved: boolean) => {
      useUi.setState({ approving: null });
      resolve(isApproved);
    };
    useUi.setState({ approving: { command, input, settle } });
  });
}

/** Nothing is approved, and nothing happened. */
export function dismissApproval(): void {
  useUi.getState().approving?.settle(false);
}

/** Answers why not, or null once it is approved. */
export async function approve(by: {
  userId: Input<"people.approve">["userId"];
  pin: string;
}): Promise<RefusalCode | null> {
  const { approving } = useUi.getState();
  if (approving === null) return null;
  const { command, input, settle } = approving;
  const answer = await api("people.approve", { command, input, ...by });
  if (!answer.ok) return answer.refusal;
  settle(true);
  return null;
}
