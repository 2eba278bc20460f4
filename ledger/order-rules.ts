import type { Head, Recorded } from "./chain.ts";
import type { EntryOf, LedgerEntry } from "./ledger-entry.ts";
import { isSignedZ } from "./z-signature.ts";

/** What is known of the entries before; null where the reading began in the middle of the book. */
type Before = {
  receiptCount: number | null;
  z: Readonly<{ zNumber: number; seq: number }> | null;
  ticks: number;
  /** The public halves of the keys that were announced, by their ids. */
  readonly keys: Map<string, string>;
  readonly done: Set<string>;
};

type Rule<Type extends LedgerEntry["type"]> = (
  recorded: Recorded<EntryOf<Type>>,
  before: Before,
  head: Head,
) => string | undefined;

/** What must follow from the entries before, by kind; each rule also takes its entry into account. */
const rules: { readonly [Type in LedgerEntry["type"]]?: Rule<Type> } = {
  "sale-completed": ({ entry: { receiptCount } }, before) => {
    const last = before.receiptCount;
    before.receiptCount = receiptCount;
    const isNext = last === null || receiptCount === last + 1;
    return isNext ? undefined : `receipt ${receiptCount} follows ${last}`;
  },
  "day-closed": faultOfCut,
  "signing-key-announced": ({ entry }, before) =>
    void before.keys.set(entry.keyId, entry.publicKey),
  "tender-taken": ({ entry }, before) => once(entry.partId, before),
  "tender-returned": ({ entry }, before) => once(`returned ${entry.partId}`, before),
  "hold-raised": ({ entry }, before) => once(raiseOf(entry), before),
  "hold-raise-refused": ({ entry }, before) => once(raiseOf(entry), before),
  "payment-voided": ({ entry }, before) => once(`voided ${entry.paymentId}`, before),
  "credit-topped-up": ({ entry }, before) => once(entry.topUpId, before),
  "override-used": ({ entry }, before) => once(entry.approvalId, before),
  "refund-started": ({ entry }, before) => once(entry.refundId, before),
  "refund-paid": ({ entry }, before) => once(entry.refundId, before),
  correction: ({ entry, seq }, before) =>
    entry.correctsSeq < seq
      ? once(entry.correctionId, before)
      : "it corrects what is not yet there",
};

/** A wish to hold more ends once, one way or the other. */
function raiseOf({ paymentId, number }: EntryOf<"hold-raised"> | EntryOf<"hold-raise-refused">) {
  return `raise ${number} of ${paymentId}`;
}

function faultOfCut(
  { entry, seq }: Recorded<EntryOf<"day-closed">>,
  before: Before,
  head: Head,
): string | undefined {
  const last = before.z;
  before.z = { zNumber: entry.zNumber, seq };
  if (last !== null && entry.zNumber !== last.zNumber + 1) {
    return `Z ${entry.zNumber} follows ${last.zNumber}`;
  }
  if (last !== null && entry.firstSeq !== last.seq + 1)
    return "its day is not the rest of the book";
  if (entry.lastSeq !== head.seq || entry.ledgerHash !== head.hash) {
    return "its cut is not the entry before it";
  }
  return faultOfSignature(entry, before);
}

function faultOfSignature(entry: EntryOf<"day-closed">, { keys }: Before): string | undefined {
  const { signature } = entry;
  if (signature === null) return keys.size > 0 ? "it is not signed" : undefined;
  const publicKey = keys.get(signature.keyId);
  if (publicKey === undefined) return "its key was never announced";
  return isSignedZ(entry, signature, publicKey) ? undefined : "its signature does not fit";
}

function once(id: string, { done }: Before): string | undefined {
  if (done.has(id)) return `${id} was done before`;
  done.add(id);
  return undefined;
}

/**
 * Hears the entries in order, from `from` on, and says what is wrong with one's place: whose book
 * it is comes first, receipts and Z reports have no gap, ticks rise, nothing is done twice. `keys`
 * are those that were announced up to `from`, their public halves by their ids.
 */
export function createOrderCheck(from: Head, keys: ReadonlyMap<string, string> = new Map()) {
  const isWhole = from.seq === 0;
  const before: Before = {
    receiptCount: isWhole ? 0 : null,
    z: isWhole ? { zNumber: 0, seq: 0 } : null,
    ticks: -1,
    keys: new Map(keys),
    done: new Set(),
  };
  return (recorded: Recorded<LedgerEntry>, head: Head): string | undefined => {
    const { entry, ticks } = recorded;
    if ((head.seq === 0) !== (entry.type === "ledger-opened")) {
      return head.seq === 0
        ? "the first entry does not say whose book it is"
        : "the book opens twice";
    }
    if (ticks !== undefined) {
      if (ticks <= before.ticks) return `its ticks ${ticks} follow ${before.ticks}`;
      before.ticks = ticks;
    }
    return (rules[entry.type] as Rule<LedgerEntry["type"]> | undefined)?.(recorded, before, head);
  };
}
