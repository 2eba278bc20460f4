import type { ApprovalId, UserId } from "./ids.ts";
import type { Money } from "./money.ts";
import type { Role } from "./roles.ts";

/** Who sits at the till. */
export type ClerkView = Readonly<{ userId: UserId; name: string; role: Role }>;

/** `clerk` is null while the till is locked: then it answers nothing but a PIN. */
export type SeatView = Readonly<{
  clerk: ClerkView | null;
  /** The till locks by itself after this time without a touch or a command; null: never. */
  autoLockMs: number | null;
}>;

export type UserView = Readonly<{
  userId: UserId;
  name: string;
  role: Role;
  /** False for somebody who left: the name stays on old receipts, the PIN opens nothing. */
  isActive: boolean;
  /** Too many wrong PINs in a row; a manager unlocks. */
  isLocked: boolean;
  wrongPins: number;
}>;

/** One manager's yes to one act, good once, for as long as the till is not restarted. */
export type ApprovalView = Readonly<{ approvalId: ApprovalId; by: UserId; command: string }>;

/** One line of the log of risky acts; `who` and `approvedBy` are names as they are today. */
export type ActivityView = Readonly<{
  seq: number;
  atMs: number;
  what: string;
  who: string | null;
  approvedBy: string | null;
  /** The one or two things about it that somebody who looks through the log wants to see at once. */
  facts: readonly ActivityFact[];
}>;

/** A figure or a code with its kind, so that each language says it its own way. */
export type ActivityFact =
  | Readonly<{ kind: "amount" | "over-short"; amount: Money }>
  /** Typed by somebody, or a name. */
  | Readonly<{ kind: "text"; text: string }>
  /** A reason that was typed, or one of `ownReasons`. */
  | Readonly<{ kind: "reason"; reason: string }>
  | Readonly<{ kind: "command" | "setting"; name: string }>
  | Readonly<{ kind: "user-change"; change: UserChange }>
  | Readonly<{ kind: "role"; role: Role }>
  | Readonly<{ kind: "at-machine" }>
  | Readonly<{ kind: "wrong-pins" | "copy" | "z"; number: number }>;

export const userChanges = [
  "added",
  "renamed",
  "role",
  "pin",
  "disabled",
  "enabled",
  "unlocked",
] as const;
export type UserChange = (typeof userChanges)[number];
