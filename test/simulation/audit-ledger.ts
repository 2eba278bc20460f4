import { chainHash, GENESIS } from "../../ledger/hash-chain.ts";
import type { EntryOf, LedgerEntry, RefundStarted } from "../../ledger/ledger-entry.ts";
import { recordedOf, type LedgerRow, type Recorded } from "../../ledger/ledger.ts";
import { foldSale, type PaymentFacts, type SaleFacts } from "./audit-sales.ts";
import type { SimRegister } from "./sim-register.ts";

export type Tell = (invariant: string, what: string) => void;

export type LedgerAudit = ReturnType<typeof auditLedger>;

/** Follows one register's book entry by entry: I3 in part, I4, I5, I6 and I7. */
export function auditLedger({ db, witness, registerId }: SimRegister, tell: Tell) {
  const selectSince = db.prepare<[number], LedgerRow>(
    "SELECT seq, content, hash FROM ledger WHERE seq > ? ORDER BY seq",
  );
  let head = { seq: 0, hash: GENESIS };
  const payments = new Map<string, PaymentFacts>();
  const sales = new Map<string, SaleFacts>();
  const books = {
    payments,
    sales,
    refunds: new Map<string, RefundStarted>(),
    drawer: { minor: 0 },
  };

  /** Reads what is new; answers it. */
  function follow(): readonly Recorded[] {
    const rows = selectSince.all(head.seq);
    const recorded = rows.map((row) => proven(row));
    const seen = witness.last();
    if (seen !== undefined && seen.seq > head.seq) {
      tell("I6", `${registerId}: entry ${seen.seq} was witnessed, the book ends at ${head.seq}`);
    }
    return recorded;
  }

  function proven(row: LedgerRow): Recorded {
    if (row.seq !== head.seq + 1) tell("I5", `${registerId}: ${row.seq} follows ${head.seq}`);
    if (chainHash(head.hash, row.content) !== row.hash) {
      tell("I5", `${registerId}: the seal of ${row.seq} does not fit`);
    }
    head = { seq: row.seq, hash: row.hash };
    const recorded = recordedOf(row);
    const sum = recorded.postings.reduce((total, { minor }) => total + minor, 0);
    if (sum !== 0) tell("I4", `${registerId}: entry ${row.seq} sums to ${sum}`);
    for (const fault of [fold(recorded.entry, payments), foldSale(recorded.entry, books)]) {
      if (fault === null) continue;
      tell("I3", `${registerId}: entry ${row.seq}, ${recorded.entry.type}: ${fault}`);
    }
    return recorded;
  }
  return { follow, head: () => head, payments, sales, drawer: books.drawer };
}

/** What must not follow upon what; null when all is well. */
function fold(entry: LedgerEntry, payments: Map<string, PaymentFacts>): string | null {
  if (entry.type === "payment-started") {
    if (payments.has(entry.paymentId)) return "started twice";
    const { via, amountMinor: startedMinor, currency } = entry;
    const nothing = { authorisedMinor: null, capturedMinor: null, lateTipMinor: null };
    const untouched = { ...nothing, cancelled: false, refundedMinor: 0 };
    payments.set(entry.paymentId, { via, startedMinor, currency, ...untouched });
    return null;
  }
  if (!("paymentId" in entry)) return null;
  const facts = payments.get(entry.paymentId);
  if (facts === undefined) return "of a payment that was never started";
  return foldPayment(entry, facts);
}

function foldPayment(entry: LedgerEntry, facts: PaymentFacts): string | null {
  switch (entry.type) {
    case "payment-authorised": {
      const { amountMinor, tipMinor } = entry;
      const fault = faultOfAuthorised(amountMinor, facts);
      facts.authorisedMinor = amountMinor + tipMinor;
      return fault;
    }
    case "tip-asked":
      return foldTip(entry, facts);
    case "payment-captured":
      return foldCaptured(entry, facts);
    case "payment-cancelled": {
      const isOver = facts.cancelled || facts.capturedMinor !== null;
      facts.cancelled = true;
      return isOver ? "ended twice" : null;
    }
    default:
      return null;
  }
}

function foldTip({ tipMinor }: EntryOf<"tip-asked">, facts: PaymentFacts): string | null {
  const isHeld = facts.authorisedMinor !== null && facts.capturedMinor === null;
  const isFirst = facts.lateTipMinor === null && !facts.cancelled;
  facts.lateTipMinor = tipMinor;
  return isHeld && isFirst ? null : "a tip that can be none";
}

function foldCaptured(
  { amountMinor, lateTipMinor = 0 }: EntryOf<"payment-captured">,
  facts: PaymentFacts,
): string | null {
  const isSame = facts.authorisedMinor === amountMinor - lateTipMinor;
  const isAsked = lateTipMinor === 0 || lateTipMinor === facts.lateTipMinor;
  const fault = facts.capturedMinor === null ? null : "captured twice";
  facts.capturedMinor = amountMinor;
  if (!isAsked) return "a tip that nobody asked for";
  return isSame ? fault : "not what was authorised";
}

function faultOfAuthorised(amountMinor: number, facts: PaymentFacts): string | null {
  if (facts.authorisedMinor !== null) return "authorised twice";
  if (facts.cancelled) return "authorised after its end";
  return amountMinor === facts.startedMinor ? null : "another amount than was started";
}
