import type { EntryOf, LedgerEntry, Tender } from "./ledger-entry.ts";

/** What an entry did to one account of store credit; `minor` is signed, positive adds. */
export type CreditMove = Readonly<{
  /** Once in all books: the top-up, the reservation, the refund, or the return of a part. */
  movementId: string;
  accountId: string;
  kind: "topped-up" | "spent" | "returned" | "refunded";
  minor: number;
  currency: string;
  userId: string;
  saleId: string | null;
  /** Of a top-up alone: what paid for it, and the tender's name or why it was given. */
  by: Readonly<{ tender: TopUpBy["tender"]; word: string | null }> | null;
}>;

type TopUpBy = EntryOf<"credit-topped-up">["by"];

function wordsOf(by: TopUpBy): CreditMove["by"] {
  const word = by.tender === "other" ? by.name : by.tender === "goodwill" ? by.reason : null;
  return { tender: by.tender, word };
}

/** A part is told of when it is taken; the sale that names it afterwards moves nothing more. */
export function creditMoves(entry: LedgerEntry): readonly CreditMove[] {
  switch (entry.type) {
    case "credit-topped-up": {
      const { topUpId: movementId, accountId, amountMinor: minor, currency, userId } = entry;
      const of = { accountId, currency, userId, saleId: null, by: wordsOf(entry.by) };
      return [{ movementId, kind: "topped-up", minor, ...of }];
    }
    case "sale-completed":
      return entry.tenders.flatMap((tender) =>
        tender.partId === undefined ? spentBy(entry, tender) : [],
      );
    case "tender-taken":
      return spentBy(entry, entry.tender);
    case "tender-returned":
      return spentBy(entry, entry.tender).map((spent) => ({
        ...spent,
        ...{ movementId: `returned-${entry.partId}`, kind: "returned", minor: -spent.minor },
      }));
    case "refund-paid":
      return givenBackBy(entry);
    default:
      return [];
  }
}

type OfSale = Pick<EntryOf<"tender-taken">, "saleId" | "userId" | "currency">;

function spentBy({ saleId, userId, currency }: OfSale, tender: Tender): readonly CreditMove[] {
  if (tender.tender !== "store-credit" || tender.amountMinor === 0) return [];
  const { reservationId: movementId, accountId, amountMinor } = tender;
  const of = { accountId, currency, userId, saleId, by: null };
  return [{ movementId, kind: "spent", minor: -amountMinor, ...of }];
}

function givenBackBy(refund: EntryOf<"refund-paid">): readonly CreditMove[] {
  const { refundId: movementId, saleId, userId, currency, to, amountMinor, roundingMinor } = refund;
  const minor = amountMinor + roundingMinor;
  if (to.tender !== "store-credit" || minor === 0) return [];
  const of = { accountId: to.accountId, currency, userId, saleId, by: null };
  return [{ movementId, kind: "refunded", minor, ...of }];
}
