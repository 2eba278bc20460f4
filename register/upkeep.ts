import type { Emit } from "./ports.ts";
import { markBroken } from "../ledger/broken-mark.ts";
import { openBackups } from "./backup/backup-schedule.ts";
import { createBookCheck } from "./backup/book-check.ts";
import type { Books } from "./books.ts";
import type { Copies } from "./copies/open-copies.ts";
import { survivingDisk } from "./surviving-disk.ts";

const TICK_MS = 60_000;

type Parts = Readonly<{ books: Books; folder: string; copies: Copies; emit: Emit }>;

export type Upkeep = ReturnType<typeof openUpkeep>;

/** What a register does beside selling, in small pieces: it checks its whole book, and copies it. */
export function openUpkeep({ books, folder, copies, emit }: Parts) {
  const { db, ledger, now, log, config } = books;
  const backups = openBackups({
    ...{ db, ledger, folder, now, log, registerId: config.registerId },
    changed: (view) => emit({ event: "backups-changed", view }),
  });
  const check = createBookCheck({
    db,
    broken(fault) {
      markBroken(folder, fault);
      copies.diverge({ code: "ledger-broken", detail: fault });
    },
    done: () => log.info("the whole ledger was checked", { entries: ledger.head().seq }),
  });
  let timer: NodeJS.Timeout | undefined;
  return {
    backups,
    start(): void {
      check.start();
      timer = setInterval(survivingDisk(log, backups.tick), TICK_MS);
    },
    stop(): void {
      check.stop();
      clearInterval(timer);
    },
  };
}
