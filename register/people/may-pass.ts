import type { Who } from "../../contract/commands.ts";

/** A clerk needs a manager's yes for what is beyond a limit; a manager is one. */
export function mayPass({ role, approval }: Who): boolean {
  return role !== "clerk" || approval !== undefined;
}
