import type { Command, Who } from "../../contract/commands.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Approval, Approvals } from "./approvals.ts";
import { openWhileLocked, rightOf, type RightSettings } from "./rights.ts";
import type { Seat } from "./seat.ts";
import type { User, Users } from "./users.ts";

type Deps = Readonly<{
  db: Database;
  ledger: Ledger;
  users: Users;
  seat: Seat;
  approvals: Approvals;
  rights: RightSettings;
}>;

/** Somebody who may do what was asked; `settle` is told whether it was done. */
export type Admitted = Readonly<{ who: Who; settle: (isDone: boolean) => void }>;

export type Admit = (
  who: Who,
  command: Command,
  input: unknown,
) => Result<Admitted, "locked" | "not-allowed" | "needs-approval">;

/** A screen that draws itself anew is nobody's touch. */
const passive: readonly Command[] = ["register.view", "people.list"];

/**
 * Who asks, and may they? At the till it is whoever signed in there, whatever the carrier says; a
 * tool is the user that its host names. An approval that fits is used up by the act it was for.
 */
export function createAdmission(deps: Deps): Admit {
  const { users, seat, approvals, rights } = deps;

  return (who, command, input) => {
    if (who.caller === "till") seat.lockWhenIdle();
    const user = who.caller === "till" ? seat.current() : activeUser(users, who.userId);
    if (who.caller === "till" && !passive.includes(command)) seat.touch();
    if (user === null) return nobody(who, command);
    const { userId, name, role } = user;
    const right = rightOf(rights, role, command);
    if (right === "denied") return refuse("not-allowed", command);
    const named = { caller: who.caller, userId, name, role };
    const approval = approvals.take({ command, input, forUserId: userId });
    if (approval === undefined) {
      if (right === "needs-approval") return refuse("needs-approval", command);
      return ok({ who: named, settle: () => undefined });
    }
    const { approvalId, byUserId } = approval;
    const settle = (isDone: boolean) => {
      if (isDone) recordUse(deps, approval);
      else approvals.give(approval);
    };
    return ok({ who: { ...named, approval: { approvalId, byUserId } }, settle });
  };
}

function nobody(who: Who, command: Command): ReturnType<Admit> {
  if (who.caller !== "till") return refuse("not-allowed", command);
  const isOpen = openWhileLocked.includes(command);
  return isOpen ? ok({ who, settle: () => undefined }) : refuse("locked", command);
}

function activeUser(users: Users, userId: string): User | null {
  const user = users.byId(userId);
  return user?.isActive === true ? user : null;
}

function recordUse({ db, ledger }: Deps, approval: Approval): void {
  const { approvalId, command, subjectHash, forUserId: userId } = approval;
  const entry = { type: "override-used" as const, approvalId, command, subjectHash, userId };
  db.transaction(() => ledger.append(entry)).immediate();
}
