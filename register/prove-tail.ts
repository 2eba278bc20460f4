import { TroubleError } from "../contract/trouble.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Database } from "../ledger/storage/open-database.ts";
import { verifyLedger } from "../ledger/verify.ts";
import type { Witness } from "../ledger/witness.ts";
import type { Logger } from "./ports.ts";

/** How much of the chain is proven on the start path: 4 ms of work; the rest is for the CLI. */
const TAIL_ENTRIES = 1_000;

type Deps = Readonly<{ db: Database; ledger: Ledger; witness: Witness; log: Logger }>;

/**
 * Before the first sale: the newest entries must prove themselves, and what the side file has seen
 * must still be there. Throws `ledger-broken` or `ledger-tail-lost`; nothing is written.
 */
export function proveTail({ db, ledger, witness, log }: Deps): void {
  const { fault } = verifyLedger(db, TAIL_ENTRIES);
  if (fault !== undefined) throw new TroubleError("ledger-broken", fault);
  const seen = witness.last();
  if (seen === undefined) {
    if (ledger.head().seq > 1) log.warn("the side file is missing or empty; a new one begins");
    return;
  }
  if (ledger.hashAt(seen.seq) === seen.hash) return;
  throw new TroubleError(
    "ledger-tail-lost",
    `the side file has seen entry ${seen.seq}, the ledger ends at ${ledger.head().seq} or differs`,
  );
}
