import type { ShopView } from "../../contract/views.ts";
import { accounts } from "../../ledger/chart.ts";
import { openLedgerRows } from "../../ledger/ledger-rows.ts";
import { recordedOf, type Ledger, type Recorded } from "../../ledger/ledger.ts";
import type { DayClosed, EntryOf } from "../../ledger/ledger-entry.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { openCuts } from "./day-cuts.ts";

const NEWEST = Number.MAX_SAFE_INTEGER;

export type DayBook = ReturnType<typeof openDayBook>;

/** What the ledger says of days, sessions and practice. Nothing of it stands anywhere else. */
export function openDayBook(db: Database, ledger: Ledger, shop: ShopView) {
  const rows = openLedgerRows(db);
  const zBefore = (beforeSeq: number) => ledger.latest("day-closed", beforeSeq, 1)[0];

  /** The session that is open; null while the drawer is closed. */
  function session(): Recorded<EntryOf<"session-opened">> | null {
    const [opened] = ledger.latest("session-opened", NEWEST, 1);
    if (opened === undefined) return null;
    const [closed] = ledger.latest("session-closed", NEWEST, 1);
    return closed !== undefined && closed.seq > opened.seq ? null : opened;
  }

  function isTraining(): boolean {
    const [started] = ledger.latest("training-started", NEWEST, 1);
    if (started === undefined) return false;
    const [ended] = ledger.latest("training-ended", NEWEST, 1);
    return ended === undefined || ended.seq < started.seq;
  }

  /** Newest first; numbers are gapless, so the place in the list follows from the number. */
  function zReports(beforeNumber: number, limit: number): readonly Recorded<DayClosed>[] {
    const newest = ledger.openDay().day - 1;
    return ledger.closedDays(Math.max(0, newest - beforeNumber + 1), limit);
  }

  return {
    session,
    isTraining,
    ...openCuts(db, ledger, shop),
    zReports,
    lastZ: () => zBefore(NEWEST),
    zByNumber: (zNumber: number) =>
      zReports(zNumber + 1, 1).find(({ entry }) => entry.zNumber === zNumber),
    drawerMinor: () => ledger.balance(accounts.drawerCash, shop.currency),
    /** The clock at the newest entry. */
    lastAtMs: (): number => {
      const [newest] = rows.after(ledger.head().seq - 1, 1).map(recordedOf);
      return newest?.atMs ?? 0;
    },
  };
}
