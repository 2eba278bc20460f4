import type { ShopView } from "../../contract/views.ts";
import { accounts } from "../../ledger/chart.ts";
import { openDayCuts } from "../../ledger/day/day-cuts.ts";
import { summedReport } from "../../ledger/day/summed-report.ts";
import { openSummedCuts } from "../../ledger/day/summed-cuts.ts";
import { openLedgerRows } from "../../ledger/ledger-rows.ts";
import { recordedOf, type Ledger, type Recorded } from "../../ledger/ledger.ts";
import type { EntryOf } from "../../ledger/ledger-entry.ts";
import type { Database } from "../../ledger/storage/open-database.ts";

const NEWEST = Number.MAX_SAFE_INTEGER;

export type DayBook = ReturnType<typeof openDayBook>;

/** What the ledger says of days, sessions and practice. Nothing of it stands anywhere else. */
export function openDayBook(db: Database, ledger: Ledger, shop: ShopView) {
  const rows = openLedgerRows(db);
  const folded = openDayCuts(db, shop.currency);
  const sumsAt = openSummedCuts(db, ledger, folded);
  const cuts = { ...folded, reportAt: (lastSeq: number) => summedReport(sumsAt(lastSeq)) };

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

  return {
    session,
    isTraining,
    cuts,
    /** The entries after the last Z, up to `lastSeq`. */
    cutAt: cuts.cutAt,
    sumsAt,
    zReports: cuts.zReports,
    lastZ: () => cuts.zBefore(NEWEST),
    zByNumber: cuts.zByNumber,
    drawerMinor: () => ledger.balance(accounts.drawerCash, shop.currency),
    /** The clock at the newest entry. */
    lastAtMs: (): number => {
      const [newest] = rows.after(ledger.head().seq - 1, 1).map(recordedOf);
      return newest?.atMs ?? 0;
    },
  };
}
