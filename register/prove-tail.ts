import { dirname } from "node:path";
import { TroubleError } from "../contract/trouble.ts";
import { brokenMark } from "../ledger/broken-mark.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Database } from "../ledger/storage/open-database.ts";
import { verifyLedger } from "../ledger/verify.ts";
import type { Witness } from "../ledger/witness.ts";
import type { Logger } from "./ports.ts";

/** How much of the chain is proven on the start path: 4 ms of work; the rest is for the CLI. */
export const TAIL_ENTRIES = 1_000;

type Deps = Readonly<{
  db: Database;
  ledger: Ledger;
  witness: Witness;
  registerId: string;
  log: Logger;
}>;

/**
 * Before the first sale: the newest entries must prove themselves, and what the side file has seen
 * must still be there. Throws `ledger-broken`, `ledger-tail-lost` or `other-register`; the book is
 * not written.
 */
export function proveTail({ db, ledger, witness, registerId, log }: Deps): void {
  const { fault = brokenMark(dirname(db.name)) } = verifyLedger(db, TAIL_ENTRIES);
  if (fault !== undefined) throw new TroubleError("ledger-broken", fault);
  const opened = ledger.entriesOf(registerId).length > 0;
  if (ledger.head().seq > 0 && !opened) {
    throw new TroubleError("other-register", `the ledger is not the one of ${registerId}`);
  }
  const seen = witness.last();
  const head = ledger.head();
  if (seen === undefined && head.seq > 1) log.warn("the side file is missing; a new one begins");
  if (seen === undefined || ledger.hashAt(seen.seq) === seen.hash) {
    // A crash may have fallen between a commit and its witness.
    if (head.seq > 0) witness.record(head);
    return;
  }
  throw new TroubleError(
    "ledger-tail-lost",
    `the side file has seen entry ${seen.seq}, the ledger ends at ${head.seq} or differs`,
  );
}
