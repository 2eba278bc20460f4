import type { CopyAnswer } from "../../contract/ledger-copy-protocol.ts";
import type { ToRelay } from "../../contract/relay-protocol.ts";
import { openLedgerRows } from "../../ledger/ledger-rows.ts";
import type { Books } from "../books.ts";
import { survivingDisk } from "../surviving-disk.ts";
import { createLedgerCopier, type Divergence } from "./ledger-copier.ts";

const TICK_MS = 1_000;

type Parts = Readonly<{
  books: Pick<Books, "db" | "ledger" | "log" | "deviceKey">;
  /** Puts the head into the side file. */
  witness: () => void;
  send: (message: ToRelay) => boolean;
  /** Told once: a host that can restart the register lets it restore itself. */
  onDiverged: (divergence: Divergence) => void;
}>;

export type Copies = ReturnType<typeof openCopies>;

/** Keeps the head of the book elsewhere: in the side file, and with its entries at the relay. */
export function openCopies({ books, witness, send, onDiverged }: Parts) {
  const { db, ledger, log, deviceKey } = books;
  let witnessedSeq = ledger.head().seq;
  let divergence: Divergence | null = null;
  let timer: NodeJS.Timeout | undefined;
  function diverge(found: Divergence): void {
    if (divergence !== null) return;
    divergence = found;
    log.error("selling stops: the ledger is not what it was", found);
    onDiverged(found);
  }

  const copier = createLedgerCopier({
    ledger,
    rows: openLedgerRows(db),
    key: deviceKey,
    send,
    log,
    diverged: diverge,
  });

  /** After a commit: what was appended is witnessed, and on its way to the relay. */
  function settle(): void {
    const { seq } = ledger.head();
    if (seq !== witnessedSeq) witness();
    witnessedSeq = seq;
    copier.wake();
  }

  return {
    settle,
    /** Stops selling, for good: only a new start can make the book whole. */
    diverge,
    hear: (answer: CopyAnswer) => copier.hear(answer),
    offline: () => copier.offline(),
    confirmed: () => copier.confirmed(),
    /** Why nothing may be sold; null while all is well. */
    divergence: () => divergence,
    start(): void {
      timer = setInterval(survivingDisk(log, settle), TICK_MS);
    },
    stop: () => clearInterval(timer),
  };
}
