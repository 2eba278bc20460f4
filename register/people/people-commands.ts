import {
  contract,
  isCommand,
  type Command,
  type Input,
  type Outcome,
  type Who,
} from "../../contract/commands.ts";
import { ApprovalId, UserId } from "../../contract/ids.ts";
import { roles, type Role } from "../../contract/roles.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { NewId } from "../ports.ts";
import { subjectHashOf, type Approvals } from "./approvals.ts";
import type { CheckPin } from "./check-pin.ts";
import { hashPin } from "./pin-hash.ts";
import { rightOf, type RightSettings } from "./rights.ts";
import type { Seat } from "./seat.ts";
import { userView, type User, type Users } from "./users.ts";

export type PeopleDeps = Readonly<{
  db: Database;
  ledger: Ledger;
  newId: NewId;
  users: Users;
  checkPin: CheckPin;
  approvals: Approvals;
  rights: RightSettings;
  seat: Seat;
}>;

/** The chain keeps a digest of what was approved, and one of a PIN would give the PIN away. */
const holdPins: readonly Command[] = [
  "people.sign-in",
  "people.approve",
  "people.add",
  "people.set-pin",
];

/** A manager's yes in place. It is bound to command and parsed input, and to the clerk it is for. */
export function approve(
  deps: PeopleDeps,
  who: Who,
  { command, input, userId, pin }: Input<"people.approve">,
): Outcome<"people.approve"> {
  const { db, ledger, approvals } = deps;
  if (!isCommand(command) || holdPins.includes(command)) return refuse("nothing-to-approve");
  const parsed = contract[command].input.safeParse(input);
  if (!parsed.success) return refuse("nothing-to-approve");
  const approver = deps.users.byId(userId);
  if (approver !== undefined && !mayApprove(deps, approver, command)) {
    return refuse("not-an-approver");
  }
  const known = deps.checkPin(userId, pin);
  if (!known.ok) return known;
  const approval = {
    approvalId: ApprovalId.parse(deps.newId("approval")),
    command,
    subjectHash: subjectHashOf(parsed.data),
    forUserId: who.userId,
    byUserId: known.value.userId,
  };
  db.transaction(() => ledger.append({ type: "override-granted", ...approval })).immediate();
  approvals.give(approval);
  return ok({ approvalId: approval.approvalId, by: approval.byUserId, command });
}

/** Clerks approve nothing, not even what a shop lets them do: an approval is a manager's. */
function mayApprove({ rights }: PeopleDeps, { role }: User, command: Command): boolean {
  return role !== "clerk" && rightOf(rights, role, command) === "allowed";
}

/** Changes of the list of users. Each is an entry by id, and one transaction. */
export function userCommands(deps: PeopleDeps) {
  const { db, ledger, users, seat } = deps;
  const list = () => ok(users.all().map(userView));

  type Change = Parameters<typeof ledger.append>[0] & { type: "user-changed" };
  const write = (user: User, changes: readonly Omit<Change, "type" | "userId">[]) => {
    db.transaction(() => {
      users.save(user);
      const { userId } = user;
      for (const change of changes) ledger.append({ type: "user-changed", userId, ...change });
    }).immediate();
    if (seat.current() === null || seat.current()?.userId === user.userId) seat.changed();
    return list();
  };

  return {
    list,
    add(who: Who, { name, role, pin }: Input<"people.add">): Outcome<"people.add"> {
      if (isTaken(users, name)) return refuse("name-taken", name);
      if (!reaches(users, who, role)) return refuse("role-too-high");
      const userId = UserId.parse(deps.newId("user"));
      const user = { userId, name, role, pinHash: hashPin(pin), isActive: true, failCount: 0 };
      return write(user, [{ change: "added", role, byUserId: who.userId }]);
    },
    change(who: Who, input: Input<"people.change">): Outcome<"people.change"> {
      const before = users.byId(input.userId);
      if (before === undefined) return refuse("user-not-found");
      if (isTaken(users, input.name, input.userId)) return refuse("name-taken", input.name);
      const isHigher = !reaches(users, who, before.role) || !reaches(users, who, input.role);
      if (isHigher) return refuse("role-too-high");
      const after = { ...before, ...input };
      if (leavesNoManager(users, after)) return refuse("last-manager");
      return write(after, changesBetween(before, after, who.userId));
    },
    setPin(who: Who, { userId, pin }: Input<"people.set-pin">): Outcome<"people.set-pin"> {
      const user = users.byId(userId);
      if (user === undefined) return refuse("user-not-found");
      if (!reaches(users, who, user.role)) return refuse("role-too-high");
      const changed = { ...user, pinHash: hashPin(pin), failCount: 0 };
      return write(changed, [{ change: "pin", byUserId: who.userId }]);
    },
    unlock(who: Who, { userId }: Input<"people.unlock">): Outcome<"people.unlock"> {
      const user = users.byId(userId);
      if (user === undefined) return refuse("user-not-found");
      if (!reaches(users, who, user.role)) return refuse("role-too-high");
      return write({ ...user, failCount: 0 }, [{ change: "unlocked", byUserId: who.userId }]);
    },
  };
}

function isTaken(users: Users, name: string, butOf?: string): boolean {
  const wanted = name.toLowerCase();
  return users.all().some((user) => user.userId !== butOf && user.name.toLowerCase() === wanted);
}

/** Nobody gives or touches a role above their own. */
function reaches(users: Users, who: Who, role: Role): boolean {
  const own = users.byId(who.userId)?.role ?? "clerk";
  return roles.indexOf(own) >= roles.indexOf(role);
}

/** Somebody must be left who can manage users. */
function leavesNoManager(users: Users, after: User): boolean {
  const isManager = ({ role, isActive }: User) => role !== "clerk" && isActive;
  const others = users.all().filter(({ userId }) => userId !== after.userId);
  return !isManager(after) && !others.some(isManager);
}

function changesBetween(before: User, after: User, byUserId: UserId) {
  const { role } = after;
  return [
    ...(before.name === after.name ? [] : [{ change: "renamed" as const, byUserId }]),
    ...(before.role === role ? [] : [{ change: "role" as const, role, byUserId }]),
    ...(before.isActive === after.isActive
      ? []
      : [{ change: after.isActive ? ("enabled" as const) : ("disabled" as const), byUserId }]),
  ];
}
