import type { Command, Who } from "../../contract/commands.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { EntryOf } from "../../ledger/ledger-entry.ts";
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

/** Somebody who may do what was asked; the act runs inside `during`, which uses its approval up. */
export type Admitted = Readonly<{ who: Who; during: During }>;
type During = <Told extends Readonly<{ ok: boolean }>>(act: () => Told) => Told;

export type Admit = (
  who: Who,
  command: Command,
  input: unknown,
) => Result<Admitted, "locked" | "not-allowed" | "needs-approval">;

/** A screen that draws itself anew is nobody's touch. */
const passive: readonly Command[] = ["register.view", "people.list", "display.wear"];

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
      return ok({ who: named, during: atOnce });
    }
    const { approvalId, byUserId } = approval;
    const during = usingUp(deps, approval);
    return ok({ who: { ...named, approval: { approvalId, byUserId } }, during });
  };
}

function nobody(who: Who, command: Command): ReturnType<Admit> {
  if (who.caller !== "till") return refuse("not-allowed", command);
  const isOpen = openWhileLocked.includes(command);
  return isOpen ? ok({ who, during: atOnce }) : refuse("locked", command);
}

function activeUser(users: Users, userId: string): User | null {
  const user = users.byId(userId);
  return user?.isActive === true ? user : null;
}

/** A function, for it is generic. */
function atOnce<Told>(act: () => Told): Told {
  return act();
}

/**
 * The use goes into the book with the first entry of the act, so that no crash parts them. An act
 * without an entry has it written after itself; one that was refused leaves the approval as it was.
 */
function usingUp({ db, ledger, approvals }: Deps, approval: Approval): During {
  const { approvalId, command, subjectHash, forUserId: userId } = approval;
  const use = { type: "override-used" as const, approvalId, command, subjectHash, userId };
  return (act) => {
    const outcome = accompanied(ledger, use, act);
    const isUsed = ledger.isDone(approvalId);
    if (!isUsed && outcome.ok) db.transaction(() => ledger.append(use)).immediate();
    if (!isUsed && !outcome.ok) approvals.give(approval);
    return outcome;
  };
}

function accompanied<Told>(ledger: Ledger, use: EntryOf<"override-used">, act: () => Told): Told {
  ledger.accompany(use);
  try {
    return act();
  } finally {
    ledger.accompany(null);
  }
}
