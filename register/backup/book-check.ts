import { checkBook } from "../../ledger/check-book.ts";
import type { Database } from "../../ledger/storage/open-database.ts";

/** Between two slices the register serves its clerks: the check takes a fifth of its time at most. */
const PAUSE_MS = 20;

type Deps = Readonly<{
  db: Database;
  /** What is wrong, in words. Told once; the check ends with it. */
  broken: (fault: string) => void;
  /** Nothing was wrong. */
  done: () => void;
}>;

/** Checks the whole book once, beside the selling: the start itself proves only the newest part. */
export function createBookCheck({ db, broken, done }: Deps) {
  let timer: NodeJS.Timeout | undefined;

  function step(slices: ReturnType<typeof checkBook>): void {
    const slice = slices.next();
    if (!slice.done) timer = setTimeout(() => step(slices), PAUSE_MS);
    else if (slice.value === undefined) done();
    else broken(slice.value);
  }

  return {
    start: (): void => {
      timer = setTimeout(() => step(checkBook(db)), PAUSE_MS);
    },
    stop: (): void => clearTimeout(timer),
  };
}
