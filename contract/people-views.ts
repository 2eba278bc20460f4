import type { ApprovalId, UserId } from "./ids.ts";
import type { Role } from "./roles.ts";

/** Who sits at the till. */
export type ClerkView = Readonly<{ userId: UserId; name: string; role: Role }>;

/** `clerk` is null while the till is locked: then it answers nothing but a PIN. */
export type SeatView = Readonly<{
  clerk: ClerkView | null;
  /** The till locks by itself after this time without a command; null: never. */
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
  detail: string;
}>;
