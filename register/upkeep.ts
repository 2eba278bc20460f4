import type { RegisterEvent } from "../contract/commands.ts";
import { SaleId } from "../contract/ids.ts";
import { markBroken } from "../ledger/broken-mark.ts";
import { openBackups } from "./backup/backup-schedule.ts";
import { createBookCheck } from "./backup/book-check.ts";
import type { SumsDifference } from "../ledger/kept-sums.ts";
import type { Books } from "./books.ts";
import { mendSums } from "./day/prove-sums.ts";
import { attentionItems } from "./payments/attention.ts";
import type { Copies } from "./copies/open-copies.ts";
import type { Emit } from "./ports.ts";
import type { RegisterOptions } from "./register-options.ts";
import { openSigning } from "./signing/open-signing.ts";
import { survivingDisk } from "./surviving-disk.ts";

const TICK_MS = 60_000;
/** How often a device that was not reached is tried again. */
const TELL_MS = 5_000;
/** How often the clock is looked at while nobody does anything. */
const LOOK_MS = 10_000;

type Parts = Readonly<{
  books: Books;
  options: Pick<RegisterOptions, "folder" | "signingDevice">;
  copies: Copies;
  emit: Emit;
  lookAtClock: () => void;
}>;

export type Upkeep = ReturnType<typeof openUpkeep>;

/** What a register does beside selling, in small pieces: it checks its whole book, and copies it. */
export function openUpkeep({ books, options, copies, emit, lookAtClock }: Parts) {
  const { folder, signingDevice: device } = options;
  const { db, ledger, now, log, config } = books;
  const backups = openBackups({
    ...{ db, ledger, folder, now, log, registerId: config.registerId },
    changed: (view) => emit({ event: "backups-changed", view }),
    sumsDiffer: () => check.start(),
  });
  const attention = () => attentionItems(books);
  const check = createBookCheck({
    db,
    broken(fault) {
      markBroken(folder, fault);
      copies.diverge({ code: "ledger-broken", detail: fault });
    },
    differ: survivingDisk(log, (sums: readonly SumsDifference[]) => {
      if (copies.divergence() !== null) return;
      const mend = () => sums.forEach((sum) => sum.mend());
      mendSums(
        { db, ledger, log, emit, attention },
        sums.map(({ words }) => words),
        mend,
      );
      copies.settle();
      backups.sumsMended();
    }),
    done: () => log.info("the whole ledger was checked", { entries: ledger.head().seq }),
  });
  const { drafts } = books;
  const isDraft = (saleId: string) => drafts.byId(SaleId.parse(saleId)) !== undefined;
  const signing = device === undefined ? null : openSigning({ db, ledger, device, isDraft, log });
  const tell = survivingDisk(log, () => signing?.tell());
  let timers: NodeJS.Timeout[] = [];
  return {
    backups,
    /** Hears what the screens are told. */
    follow: survivingDisk(log, (event: RegisterEvent) => signing?.follow(event)),
    start(): void {
      check.start();
      const backup = setInterval(survivingDisk(log, backups.tick), TICK_MS);
      const clock = setInterval(survivingDisk(log, lookAtClock), LOOK_MS);
      timers = [backup, clock, ...(signing === null ? [] : [setInterval(tell, TELL_MS)])];
    },
    stop(): void {
      check.stop();
      timers.forEach((timer) => clearInterval(timer));
      signing?.stop();
    },
  };
}
