import { z } from "zod";
import { ApprovalId, SaleId, SessionId, UserId } from "../../contract/ids.ts";
import { userChanges } from "../../contract/people-views.ts";
import { Role } from "../../contract/roles.ts";
import { Approval, Reason } from "./fields.ts";

/** An auditor's events: who did what, by id. Names and PINs stand outside the chain. */
const Digest = z.string().regex(/^[0-9a-f]{64}$/, "not SHA-256 in hex");

export const UserChanged = z.strictObject({
  type: z.literal("user-changed"),
  userId: UserId,
  change: z.enum(userChanges),
  role: Role.optional(),
  byUserId: UserId,
  /** Done by a file on the machine, by nobody at the till; `byUserId` is the user then. */
  via: z.literal("host").optional(),
});

export const UserSignedIn = z.strictObject({ type: z.literal("user-signed-in"), userId: UserId });

export const UserSignedOut = z.strictObject({
  type: z.literal("user-signed-out"),
  userId: UserId,
  reason: z.enum(["asked", "idle", "switched", "restart"]),
});

/** `failCount` counts wrong PINs since the last right one. */
export const SignInFailed = z.strictObject({
  type: z.literal("sign-in-failed"),
  userId: UserId,
  failCount: z.int().min(1),
});

/** Too many wrong PINs: only `user-changed` with `unlocked` ends it, no clock and no restart. */
export const UserLocked = z.strictObject({ type: z.literal("user-locked"), userId: UserId });

/** `byUserId` allows `forUserId` one act: this command with the input of this digest. */
export const OverrideGranted = z.strictObject({
  type: z.literal("override-granted"),
  approvalId: ApprovalId,
  command: z.string().min(1).max(80),
  subjectHash: Digest,
  byUserId: UserId,
  forUserId: UserId,
});

/** A second use of the same approval breaks the book's rules. */
export const OverrideUsed = z.strictObject({
  type: z.literal("override-used"),
  approvalId: ApprovalId,
  command: z.string().min(1).max(80),
  subjectHash: Digest,
  userId: UserId,
});

/** The drawer was asked open without a sale. */
export const NoSale = z.strictObject({
  type: z.literal("no-sale"),
  userId: UserId,
  sessionId: SessionId.nullable(),
  reason: Reason,
  approval: Approval,
});

export const DrawerOpened = z.strictObject({
  type: z.literal("drawer-opened"),
  userId: UserId,
  cause: z.enum(["sale", "refund", "no-sale", "cash-moved", "count"]),
  saleId: SaleId.nullable(),
});

/** `copyNumber` is what the paper says: COPY 1, COPY 2. */
export const ReceiptReprinted = z.strictObject({
  type: z.literal("receipt-reprinted"),
  saleId: SaleId,
  userId: UserId,
  copyNumber: z.int().min(1),
});

/** `digest` is over the setting as it stands now; its words stand outside the chain. */
export const ConfigurationChanged = z.strictObject({
  type: z.literal("configuration-changed"),
  what: z.string().min(1).max(80),
  digest: Digest,
  userId: UserId.nullable(),
});

/** The wall clock went back, or forward by more than it may. Order is `seq` all the same. */
export const ClockJumped = z.strictObject({
  type: z.literal("clock-jumped"),
  lastAtMs: z.int(),
  atMs: z.int(),
});

/**
 * Kept sums that reports are read from were not what the entries make, and were made anew. `first` is
 * the first of the `differences`, in words.
 */
export const SumsRebuilt = z.strictObject({
  type: z.literal("sums-rebuilt"),
  differences: z.int().min(1),
  first: z.string().min(1).max(200),
});

export const TrainingStarted = z.strictObject({
  type: z.literal("training-started"),
  userId: UserId,
});
export const TrainingEnded = z.strictObject({ type: z.literal("training-ended"), userId: UserId });
