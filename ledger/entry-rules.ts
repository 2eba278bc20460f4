import type { LedgerEntry, SaleCompleted } from "./ledger-entry.ts";
import { postingsOf, type Posting } from "./postings.ts";

/** What an entry's own figures must agree on, in words; undefined when they do. */
export function faultOfEntry(entry: LedgerEntry): string | undefined {
  return entry.type === "sale-completed" ? faultOfSale(entry) : undefined;
}

function faultOfSale({ lines, tenders, totalMinor, roundingMinor }: SaleCompleted) {
  const sum = <Item>(items: readonly Item[], minorOf: (item: Item) => number) =>
    items.reduce((total, item) => total + minorOf(item), 0);
  if (sum(lines, ({ netMinor, taxMinor }) => netMinor + taxMinor) !== totalMinor) {
    return "its lines do not make its total";
  }
  if (sum(tenders, ({ amountMinor }) => amountMinor) !== totalMinor + roundingMinor) {
    return "its tenders do not make its total";
  }
  const isWrong = lines.some(
    ({ listMinor, quantity, unitMinor }) => listMinor !== quantity * unitMinor,
  );
  if (isWrong) return "a line is not its price times its quantity";
  const cash = tenders.filter((tender) => tender.tender === "cash");
  const isOff = cash.some(
    (tender) => tender.amountMinor !== tender.givenMinor - tender.changeMinor,
  );
  return isOff ? "its cash is not what was given less the change" : undefined;
}

/** The postings that follow from the entry; undefined where it does not balance. */
export function derivedPostings(entry: LedgerEntry): readonly Posting[] | undefined {
  try {
    return postingsOf(entry);
  } catch {
    // While proving a stranger's book an unbalanced entry is a finding, not a bug of ours.
    return undefined;
  }
}

/** What must follow from the entries before: whose book it is comes first, receipts have no gap. */
export function faultOfOrder(
  entry: LedgerEntry,
  before: Readonly<{ seq: number; receiptCount: number | null }>,
): string | undefined {
  if ((before.seq === 0) !== (entry.type === "ledger-opened")) {
    return before.seq === 0
      ? "the first entry does not say whose book it is"
      : "the book opens twice";
  }
  if (entry.type !== "sale-completed" || before.receiptCount === null) return undefined;
  const isNext = entry.receiptCount === before.receiptCount + 1;
  return isNext ? undefined : `receipt ${entry.receiptCount} follows ${before.receiptCount}`;
}
