import {
  MAX_COPIED_CHARACTERS,
  type CopiedEntry,
  type CopyAnswer,
  type CopyHead,
  type CopyRequest,
} from "../../contract/ledger-copy-protocol.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { LedgerRows } from "../../ledger/ledger-rows.ts";
import type { Logger } from "../ports.ts";
import type { DeviceKey } from "../signing/device-key.ts";

/** A message of this many entries at most: what waits is read from the book, never from memory. */
const BATCH_ENTRIES = 100;

/** Why a book that is open may not be sold on any more. */
export type Divergence = Readonly<{
  code: "ledger-tail-lost" | "ledger-forked" | "ledger-broken";
  detail: string;
}>;

type Deps = Readonly<{
  ledger: Ledger;
  rows: LedgerRows;
  key: Pick<DeviceKey, "keyId" | "publicKey">;
  send: (request: CopyRequest) => boolean;
  log: Logger;
  /** The relay has seen entries that this book does not hold: nothing may be sold on it. */
  diverged: (divergence: Divergence) => void;
}>;

export type LedgerCopier = ReturnType<typeof createLedgerCopier>;

/**
 * Sends the book to the relay, in order, one message at a time, from the relay's head on. The
 * relay's head is its witness: what it has seen must stand here, or selling stops.
 */
export function createLedgerCopier(deps: Deps) {
  const { ledger, log } = deps;
  /** Null while the line is down: only a head heard on this line counts. */
  let confirmed: CopyHead | null = null;
  let isWaiting = false;
  let isKeyTold = false;
  let isStuck = false;

  /** After each commit and each tick: costs one look at the head where there is nothing to send. */
  function wake(): void {
    if (confirmed === null || isWaiting || isStuck) return;
    if (!isKeyTold) {
      const { keyId, publicKey } = deps.key;
      isKeyTold = deps.send({ type: "device-key", keyId, publicKey });
      isWaiting = isKeyTold;
      return;
    }
    if (confirmed.seq >= ledger.head().seq) return;
    const entries = fittingBatch(deps.rows.after(confirmed.seq, BATCH_ENTRIES));
    isWaiting = deps.send({ type: "copy-entries", entries });
  }

  function hear(answer: CopyAnswer): void {
    isWaiting = false;
    if (answer.type === "copies") return;
    const divergence = divergenceFrom(ledger, answer);
    if (divergence !== undefined) {
      isStuck = true;
      deps.diverged(divergence);
      return;
    }
    confirmed = answer.head;
    if (answer.type === "copies-refused" && answer.refusal === "broken-seal") {
      isStuck = true;
      log.error("the relay does not take a copy of the ledger", { detail: answer.detail });
    }
    wake();
  }

  return {
    wake,
    hear,
    offline(): void {
      confirmed = null;
      isWaiting = false;
      isStuck = false;
      // The line may have gone before the relay had it; it keeps each key once.
      isKeyTold = false;
    },
    /** The newest head that the relay has on its disk; null while it is not connected. */
    confirmed: () => confirmed,
  };
}

/** What the relay has seen and this book does not hold; undefined where all of it stands here. */
function divergenceFrom(
  ledger: Ledger,
  answer: Exclude<CopyAnswer, { type: "copies" }>,
): Divergence | undefined {
  const { seq, hash } = answer.head;
  const ours = ledger.head().seq;
  if (seq > ours) {
    const detail = `the relay holds entry ${seq}, this ledger ends at ${ours}`;
    return { code: "ledger-tail-lost", detail };
  }
  if (answer.type === "copies-refused" && answer.refusal === "fork") {
    return { code: "ledger-forked", detail: answer.detail };
  }
  if (seq === 0 || ledger.hashAt(seq) === hash) return undefined;
  return { code: "ledger-forked", detail: `the relay holds another entry ${seq}` };
}

/** As many as one message holds, and at least one. */
function fittingBatch(rows: readonly CopiedEntry[]): CopiedEntry[] {
  let characters = 0;
  const end = rows.findIndex(({ content }, index) => {
    characters += content.length;
    return index > 0 && characters > MAX_COPIED_CHARACTERS;
  });
  return rows.slice(0, end === -1 ? rows.length : end);
}
