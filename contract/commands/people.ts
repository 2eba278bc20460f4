import { z } from "zod";
import { UserId } from "../ids.ts";
import type { ActivityView, ApprovalView, SeatView, UserView } from "../people-views.ts";
import { Role } from "../roles.ts";
import { view } from "./command.ts";

/** Digits only, so that a PIN pad is enough. It stands in no entry, no log and no answer. */
export const Pin = z.string().regex(/^\d{4,8}$/, "4 to 8 digits");
const Name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, "no control characters");

/** What a PIN that is asked for may answer. `pin-wait`'s detail is the seconds that are left. */
const pinRefusals = ["user-not-found", "wrong-pin", "pin-wait", "user-locked"] as const;

/** Who may do what: signing in, approving, and the list of users. */
export const peopleCommands = {
  "people.list": {
    input: z.strictObject({}),
    output: view<readonly UserView[]>(),
    refusals: [],
    from: ["till", "tool"],
  },
  "people.sign-in": {
    input: z.strictObject({ userId: UserId, pin: Pin }),
    output: view<SeatView>(),
    refusals: pinRefusals,
    from: ["till"],
  },
  /** The open sale stays as it is; whoever signs in next goes on with it. */
  "people.lock": {
    input: z.strictObject({}),
    output: view<SeatView>(),
    refusals: [],
    from: ["till"],
  },
  /** Somebody types or points at the till's screen, so that it does not lock by itself. */
  "people.touch": {
    input: z.strictObject({}),
    output: view<SeatView>(),
    refusals: [],
    from: ["till"],
  },
  /**
   * A manager says yes, in place, to the one act that was refused with `needs-approval`: the same
   * command with the same input by the same clerk, once. The till's clerk stays signed in.
   */
  "people.approve": {
    input: z.strictObject({
      command: z.string().min(1).max(100),
      input: z.unknown(),
      userId: UserId,
      pin: Pin,
    }),
    output: view<ApprovalView>(),
    refusals: [...pinRefusals, "not-an-approver", "nothing-to-approve"],
    from: ["till"],
  },
  "people.add": {
    input: z.strictObject({ name: Name, role: Role, pin: Pin }),
    output: view<readonly UserView[]>(),
    refusals: ["name-taken", "role-too-high"],
    from: ["till", "tool"],
  },
  /** A changed name is changed on every screen at once: the chain holds ids only. */
  "people.change": {
    input: z.strictObject({ userId: UserId, name: Name, role: Role, isActive: z.boolean() }),
    output: view<readonly UserView[]>(),
    refusals: ["user-not-found", "name-taken", "role-too-high", "last-manager"],
    from: ["till", "tool"],
  },
  "people.set-pin": {
    input: z.strictObject({ userId: UserId, pin: Pin }),
    output: view<readonly UserView[]>(),
    refusals: ["user-not-found", "role-too-high"],
    from: ["till", "tool"],
  },
  /** After too many wrong PINs. */
  "people.unlock": {
    input: z.strictObject({ userId: UserId }),
    output: view<readonly UserView[]>(),
    refusals: ["user-not-found", "role-too-high"],
    from: ["till", "tool"],
  },
  /** Risky acts, newest first; `beforeSeq` continues a list. */
  "people.activity": {
    input: z.strictObject({
      beforeSeq: z.int().min(1).nullable(),
      limit: z.int().min(1).max(100),
    }),
    output: view<readonly ActivityView[]>(),
    refusals: [],
    from: ["till", "tool"],
  },
} as const;
