import type { RegisterId } from "../../contract/ids.ts";
import {
  MAX_COPIED_CHARACTERS,
  MAX_COPIED_ENTRIES,
  type CopiedEntry,
  type CopyAnswer,
  type CopyHead,
  type CopyRefusal,
  type CopyRequest,
} from "../../contract/ledger-copy-protocol.ts";
import type { Clock, Logger } from "../ports.ts";
import { followEntry } from "../reservations/follow-entry.ts";
import type { Storage, Tx } from "../storage/storage.ts";
import { faultOfCopies } from "./prove-copies.ts";

type Deps = Readonly<{
  storage: Storage;
  now: Clock;
  log: Logger;
  /** There is mail for this register. */
  mailed?: (registerId: RegisterId) => void;
}>;

export type LedgerCopies = ReturnType<typeof createLedgerCopies>;

/**
 * The second copy of each register's book. What is answered as the head is on our disk: a register
 * may lose everything behind it and get it back from here.
 */
export function createLedgerCopies({ storage, now, log, mailed = () => undefined }: Deps) {
  const headOf = (registerId: RegisterId): Promise<CopyHead> =>
    storage.transaction((tx) => tx.ledgerCopies.selectHead(registerId));

  async function copy(registerId: RegisterId, entries: readonly CopiedEntry[]) {
    const told = new Set<RegisterId>();
    const offered = { registerId, entries, now, told };
    const answer = await storage.transaction((tx) => store(tx, offered));
    told.forEach(mailed);
    if (answer.type === "copies-refused") {
      const { refusal, detail, head } = answer;
      log.error("a copy of a ledger was refused", { registerId, refusal, detail, head: head.seq });
    }
    return answer;
  }

  async function page(registerId: RegisterId, afterSeq: number): Promise<CopyAnswer> {
    const [rows, head] = await storage.transaction(async (tx) => [
      await tx.ledgerCopies.selectAfter(registerId, afterSeq, MAX_COPIED_ENTRIES),
      await tx.ledgerCopies.selectHead(registerId),
    ]);
    return { type: "copies", entries: fittingPage(rows), head };
  }

  async function keepKey(registerId: RegisterId, keyId: string, publicKey: string) {
    const [isNew, keys] = await storage.transaction(async (tx) => [
      await tx.ledgerCopies.insertKey(registerId, { keyId, publicKey, toldAtMs: now() }),
      await tx.ledgerCopies.selectKeys(registerId),
    ]);
    // A register whose keychain was lost has another key; somebody else's would look the same.
    if (isNew && keys.length > 1)
      log.warn("a register signs with another key", { registerId, keyId });
    return headFrame(registerId);
  }

  async function headFrame(registerId: RegisterId): Promise<CopyAnswer> {
    return { type: "ledger-head", head: await headOf(registerId) };
  }

  function answer(registerId: RegisterId, request: CopyRequest): Promise<CopyAnswer> {
    switch (request.type) {
      case "copy-entries":
        return copy(registerId, request.entries);
      case "ask-copies":
        return page(registerId, request.afterSeq);
      case "device-key":
        return keepKey(registerId, request.keyId, request.publicKey);
    }
  }
  return { answer, headFrame };
}

/** As many as one frame holds, and at least one. */
function fittingPage(rows: readonly CopiedEntry[]): CopiedEntry[] {
  let characters = 0;
  const end = rows.findIndex(({ content }, index) => {
    characters += content.length;
    return index > 0 && characters > MAX_COPIED_CHARACTERS;
  });
  return rows.slice(0, end === -1 ? rows.length : end);
}

type Offered = Readonly<{
  registerId: RegisterId;
  entries: readonly CopiedEntry[];
  now: Clock;
  /** Registers that there is mail for. */
  told: Set<RegisterId>;
}>;

/** All of them or none. Those that stand here already must be the same. */
async function store(tx: Tx, { registerId, entries, now, told }: Offered): Promise<CopyAnswer> {
  const { ledgerCopies } = tx;
  const head = await ledgerCopies.selectHead(registerId);
  const refuse = (refusal: CopyRefusal, detail: string): CopyAnswer => {
    return { type: "copies-refused", refusal, detail, head };
  };
  for (const { seq, hash } of entries.filter(({ seq }) => seq <= head.seq)) {
    const kept = await ledgerCopies.selectHash(registerId, seq);
    if (kept !== hash) return refuse("fork", `entry ${seq} stands here with another seal`);
  }
  const added = entries.filter(({ seq }) => seq > head.seq);
  const [first] = added;
  if (first && first.seq > head.seq + 1) {
    return refuse("gap", `entry ${first.seq} came, ${head.seq + 1} is missing`);
  }
  const fault = faultOfCopies(head, added);
  if (fault !== undefined) return refuse("broken-seal", fault);
  for (const entry of added) {
    const atMs = now();
    await ledgerCopies.insert(registerId, entry, atMs);
    const mailed = await followEntry(tx, { registerId, atMs }, entry);
    if (mailed !== undefined) told.add(mailed);
  }
  const last = added.at(-1) ?? head;
  return { type: "ledger-head", head: { seq: last.seq, hash: last.hash } };
}
