import { checkBook } from "../../ledger/check-book.ts";
import { storageTrouble, type Database } from "../../ledger/storage/open-database.ts";

/** Between two slices the register serves its clerks: the check takes a fifth of its time at most. */
const PAUSE_MS = 20;
/** A disk that fails now may answer later; the check then begins anew. */
const RETRY_MS = 60_000;

type Deps = Readonly<{
  db: Database;
  /** What is wrong, in words. Told once; the check ends with it. */
  broken: (fault: string) => void;
  /** Nothing was wrong. */
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
    return trouble === "database-corrupt" ? { done: true, value: String(error) } : undefined;
  }
}

/** Checks the whole book once, beside the selling: the start itself proves only the newest part. */
export function createBookCheck({ db, broken, done }: Deps) {
  let timer: NodeJS.Timeout | undefined;

  function step(slices: Slices): void {
    const slice = nextOf(slices);
    if (slice === undefined) timer = setTimeout(() => step(checkBook(db)), RETRY_MS);
    else if (!slice.done) timer = setTimeout(() => step(slices), PAUSE_MS);
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
