import { ok, refuse, type Result } from "../../contract/result.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Ticks } from "../ports.ts";
import { isPin } from "./pin-hash.ts";
import { MAX_WRONG_PINS, type User, type Users } from "./users.ts";

/** The first wrong PINs are typing; from then on each doubles the wait, up to five minutes. */
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;

export type PinRefusal = "user-not-found" | "wrong-pin" | "pin-wait" | "user-locked";

type Deps = Readonly<{ db: Database; ledger: Ledger; users: Users; ticks: Ticks }>;

export type CheckPin = (userId: string, pin: string) => Result<User, PinRefusal>;

/** How long after its last wrong PIN an account takes no other. */
export function waitAfter(failCount: number): number {
  if (failCount < FREE_TRIES) return 0;
  return Math.min(FIRST_WAIT_MS * 2 ** (failCount - FREE_TRIES), LONGEST_WAIT_MS);
}

/**
 * Compares a PIN, and makes guessing slow and then impossible. Only counters decide: the wrong PINs
 * in a row, on the disk, and the process's own ticks, which no clock setting moves. A restart begins
 * the wait anew, so it wins nothing.
 */
export function createPinCheck({ db, ledger, users, ticks }: Deps): CheckPin {
  const startedAt = ticks();
  const failedAt = new Map<string, number>();

  /** A try is on the disk before the PIN is compared: a pulled plug buys none. */
  const countTry = (user: User) =>
    db.transaction(() => users.save({ ...user, failCount: user.failCount + 1 })).immediate();

  function recordWrong(user: User): PinRefusal {
    const { userId } = user;
    const failCount = user.failCount + 1;
    failedAt.set(userId, ticks());
    const isLocked = failCount >= MAX_WRONG_PINS;
    db.transaction(() => {
      ledger.append({ type: "sign-in-failed", userId, failCount });
      if (isLocked) ledger.append({ type: "user-locked", userId });
    }).immediate();
    return isLocked ? "user-locked" : "wrong-pin";
  }

  return (userId, pin) => {
    const user = users.byId(userId);
    if (user === undefined || !user.isActive) return refuse("user-not-found");
    if (user.failCount >= MAX_WRONG_PINS) return refuse("user-locked");
    const passedMs = ticks() - (failedAt.get(userId) ?? startedAt);
    const waitMs = waitAfter(user.failCount) - passedMs;
    if (waitMs > 0) return refuse("pin-wait", String(Math.ceil(waitMs / 1_000)));
    countTry(user);
    if (!isPin(pin, user.pinHash)) return refuse(recordWrong(user));
    const known = { ...user, failCount: 0 };
    users.save(known);
    failedAt.delete(userId);
    return ok(known);
  };
}
