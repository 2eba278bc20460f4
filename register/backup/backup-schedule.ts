import { basename, join } from "node:path";
import type { BackupsView } from "../../contract/backup-views.ts";
import { TroubleError, type TroubleCode } from "../../contract/trouble.ts";
import { listBackups } from "../../ledger/backup/backup-file.ts";
import { makeBackup } from "../../ledger/backup/make-backup.ts";
import { pruneBackups, type Retention } from "../../ledger/backup/prune-backups.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { storageTrouble, type Database } from "../../ledger/storage/open-database.ts";
import type { Clock, Logger } from "../ports.ts";

/** Two weeks of days, for a month at most: more is a matter of copies elsewhere. */
export const keptBackups: Retention = { count: 14, days: 31 };

const DAY_MS = 86_400_000;
/** A disk that was full may have room later. */
const RETRY_MS = 3_600_000;

type Deps = Readonly<{
  db: Database;
  ledger: Pick<Ledger, "latest">;
  /** The register's folder; backups stand in `backups` of it. */
  folder: string;
  registerId: string;
  now: Clock;
  log: Logger;
  changed: (view: BackupsView) => void;
  /** A copy's kept sums are not what its entries make, so the book's are not: it must be checked. */
  sumsDiffer: () => void;
}>;

export type Backups = ReturnType<typeof openBackups>;

/**
 * Keeps proven copies of the register's file beside it: one after each Z, and one a day. A backup
 * that fails is logged and tried again; it never stands in the way of a sale.
 */
export function openBackups(deps: Deps) {
  const { db, registerId, now, log, changed } = deps;
  const folder = join(deps.folder, "backups");
  let running: Promise<void> | undefined;
  let failure: TroubleCode | null = null;
  let triedAtMs = Number.NEGATIVE_INFINITY;

  const list = () => listBackups(folder, registerId);
  const view = (): BackupsView => ({
    backups: list().map(({ path, seq, atMs }) => ({ name: basename(path), seq, atMs })),
    isRunning: running !== undefined,
    failure,
  });

  async function make(): Promise<void> {
    try {
      const { path, seq } = await makeBackup({ db, folder, atMs: now() });
      pruneBackups(list(), keptBackups, now());
      failure = null;
      log.info("backup made", { path, seq });
    } catch (error) {
      // A register that is closing takes its database away from under the copy.
      if (!db.open) return;
      const trouble = error instanceof TroubleError ? error.code : storageTrouble(error);
      if (trouble === undefined) throw error;
      failure = trouble;
      if (trouble === "sums-differ") deps.sumsDiffer();
      log.error("a backup failed", { trouble, error: String(error) });
    }
  }

  /** One at a time: who asks meanwhile waits for the same. */
  function makeNow(): Promise<void> {
    if (running !== undefined) return running;
    triedAtMs = now();
    running = make().finally(() => {
      running = undefined;
      if (db.open) changed(view());
    });
    return running;
  }

  /** Asked by a clock: one of a file whose newest is a day old, or older than the last Z. */
  function tick(): void {
    const sinceTryMs = Math.abs(now() - triedAtMs);
    if (db.memory || running !== undefined || (failure !== null && sinceTryMs < RETRY_MS)) return;
    const [newest] = list();
    const [closed] = deps.ledger.latest("day-closed", Number.MAX_SAFE_INTEGER, 1);
    const isOld = newest === undefined || Math.abs(now() - newest.atMs) >= DAY_MS;
    if (isOld || newest.seq < (closed?.seq ?? 0)) void makeNow();
  }

  /** The book's sums were made anew: a backup that failed over them may be made now. */
  function sumsMended(): void {
    if (failure === "sums-differ") void makeNow();
  }

  return { makeNow, tick, view, sumsMended };
}
