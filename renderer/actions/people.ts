import type { Command, Input, Output } from "../../contract/commands.ts";
import { api } from "../api.ts";
import type { RefusalCode } from "../format/words.ts";
import { usePeople } from "../store/people-store.ts";
import { askAllowed } from "./approve.ts";

const LOG_LENGTH = 60;

export async function readUsers(): Promise<void> {
  const answer = await api("people.list", {});
  if (answer.ok) usePeople.setState({ users: answer.value });
}

export async function readPeople(): Promise<void> {
  usePeople.setState({ refusal: null });
  await readUsers();
  const log = await api("people.activity", { beforeSeq: null, limit: LOG_LENGTH });
  usePeople.setState({ activity: log.ok ? log.value : null });
}

/** The open sale is kept; whoever signs in next goes on with it. */
export async function lockTill(): Promise<void> {
  await api("people.lock", {});
}

/** Answers why not, or null once somebody sits at the till. */
export async function signIn(input: Input<"people.sign-in">): Promise<RefusalCode | null> {
  const answer = await api("people.sign-in", input);
  return answer.ok ? null : answer.refusal;
}

type UserCommand = "people.add" | "people.change" | "people.set-pin" | "people.unlock";

/** True once it is done; else the refusal stands on the screen. */
export async function changeUsers<C extends UserCommand & Command>(
  command: C,
  input: Input<C>,
): Promise<boolean> {
  const answer = await askAllowed(command, input);
  if (!answer.ok) {
    usePeople.setState({ refusal: answer.refusal });
    return false;
  }
  // Each of these commands answers the whole list.
  usePeople.setState({ users: answer.value as Output<UserCommand>, refusal: null });
  await readPeople();
  return true;
}
