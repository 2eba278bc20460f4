import { checkBook, type CheckedBook } from "../../ledger/check-book.ts";
import type { SumsDifference } from "../../ledger/kept-sums.ts";
import { storageTrouble, type Database } from "../../ledger/storage/open-database.ts";

/** Between two slices the register serves its clerks: the check takes a fifth of its time at most. */
const PAUSE_MS = 20;
/** A disk that fails now may answer later; the check then begins anew. */
const RETRY_MS = 60_000;

type Deps = Readonly<{
  db: Database;
  /** What is wrong, in words. Told once; the check ends with it. */
  broken: (fault: string) => void;
  /** The book is good, but not these sums: to be mended in this very turn. `done` comes after. */
  differ: (sums: readonly SumsDifference[]) => void;
  /** Nothing is wrong with the book. */
  done: () => void;
}>;

type Slices = ReturnType<typeof checkBook>;

/**
 * A page that SQLite itself cannot read is a fault of the book like any other. Undefined where the
 * disk did not answer, which says nothing of the book.
 */
function nextOf(slices: Slices): ReturnType<Slices["next"]> | undefined {
  try {
    return slices.next();
  } catch (error) {
    const trouble = storageTrouble(error);
    if (trouble === undefined) throw error;
    if (trouble !== "database-corrupt") return undefined;
    return { done: true, value: { fault: String(error), sums: [] } };
  }
}

/**
 * Checks the whole book, beside the selling: the start itself proves only the newest part. `start`
 * begins, or begins anew.
 */
export function createBookCheck({ db, broken, differ, done }: Deps) {
  let timer: NodeJS.Timeout | undefined;
  let running: Slices | undefined;

  function stop(): void {
    clearTimeout(timer);
    running?.return({ fault: undefined, sums: [] });
    running = undefined;
  }

  function start(afterMs = PAUSE_MS): void {
    stop();
    timer = setTimeout(() => {
      running = checkBook(db);
      step(running);
    }, afterMs);
  }

  function step(slices: Slices): void {
    const slice = nextOf(slices);
    if (slice === undefined) start(RETRY_MS);
    else if (!slice.done) timer = setTimeout(() => step(slices), PAUSE_MS);
    else end(slice.value);
  }

  function end({ fault, sums }: CheckedBook): void {
    running = undefined;
    if (fault !== undefined) {
      broken(fault);
      return;
    }
    if (sums.length > 0) differ(sums);
    done();
  }

  return { start: () => start(), stop };
}
