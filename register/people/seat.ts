import type { UserId } from "../../contract/ids.ts";
import type { SeatView } from "../../contract/people-views.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Emit, Ticks } from "../ports.ts";
import type { Approvals } from "./approvals.ts";
import type { User, Users } from "./users.ts";

type Deps = Readonly<{
  db: Database;
  ledger: Ledger;
  users: Users;
  ticks: Ticks;
  approvals: Approvals;
  /** Who sits at the till when the program starts; null starts it locked. */
  startsAs: UserId | null;
  autoLockMs: number | null;
  /** A customer is at the reader: the screen must say what comes of it. */
  isCustomerAtReader: () => boolean;
  emit: Emit;
}>;

export type Seat = ReturnType<typeof createSeat>;

/** Who sits at the till. In memory: a restart asks for a PIN again, unless the settings say who. */
export function createSeat({ db, ledger, users, ticks, approvals, emit, ...settings }: Deps) {
  const { startsAs, autoLockMs, isCustomerAtReader } = settings;
  let seated: UserId | null = startsAs;
  let touchedAt = ticks();

  /** Null while locked. Read each time: a role or a name may have changed. */
  function current(): User | null {
    const user = seated === null ? undefined : users.byId(seated);
    return user?.isActive === true ? user : null;
  }

  function view(): SeatView {
    const user = current();
    if (user === null) return { clerk: null, autoLockMs };
    const { userId, name, role } = user;
    return { clerk: { userId, name, role }, autoLockMs };
  }

  function changed(): SeatView {
    const shown = view();
    emit({ event: "seat-changed", view: shown });
    return shown;
  }

  const appendOut = ({ userId }: User, reason: "asked" | "idle" | "switched") =>
    ledger.append({ type: "user-signed-out", userId, reason });

  function signIn(user: User): SeatView {
    const { userId } = user;
    const before = current();
    db.transaction(() => {
      if (before !== null) appendOut(before, "switched");
      ledger.append({ type: "user-signed-in", userId });
    }).immediate();
    seated = userId;
    touchedAt = ticks();
    approvals.forgetAll();
    return changed();
  }

  function lock(reason: "asked" | "idle"): SeatView {
    const user = current();
    if (user === null) return view();
    db.transaction(() => appendOut(user, reason)).immediate();
    seated = null;
    approvals.forgetAll();
    return changed();
  }

  const touch = () => (touchedAt = ticks());

  /** Called at every command and every second. */
  function lockWhenIdle(): void {
    if (autoLockMs === null || seated === null || ticks() - touchedAt < autoLockMs) return;
    if (isCustomerAtReader()) touch();
    else lock("idle");
  }

  return { current, view, changed, signIn, lock, lockWhenIdle, touch };
}
