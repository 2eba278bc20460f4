import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { LedgerEntry, type Tender } from "../../ledger/ledger-entry.ts";
import { accounts, postingsOf } from "../../ledger/postings.ts";
import { cash, sampleSale } from "../support/sample-sale.ts";

const card = (amountMinor: number, tipMinor: number): Tender => ({
  ...{ tender: "card", amountMinor, tipMinor, paymentId: "pay_1" as never, connection: "main" },
  ...{ intentId: "pi_1", brand: "visa", last4: "4242", readMethod: null, emv: null },
});

function part(type: "tender-taken" | "tender-returned", tender: Tender): LedgerEntry {
  const ids = { saleId: "sale_1", partId: "pay_1", userId: "user_1", currency: "EUR" };
  const reason = type === "tender-returned" ? { reason: "another way" } : {};
  return LedgerEntry.parse({ type, ...ids, tender, ...reason });
}

/** What all the entries leave on each account; nothing is left out as zero. */
function balancesOf(entries: readonly LedgerEntry[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { account, minor } of entries.flatMap(postingsOf)) {
    sums[account] = (sums[account] ?? 0) + minor;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, minor]) => minor !== 0));
}

const amount = fc.integer({ min: 1, max: 5_000 });

describe("tenders of a sale that is not complete", () => {
  it("are owed until the sale is complete, a tip to the staff from the start", () => {
    expect(balancesOf([part("tender-taken", card(700, 50))])).toEqual({
      [accounts.cardAuthorised("main")]: 750,
      [accounts.tipsPayable]: -50,
      [accounts.partPaid]: -700,
    });
  });

  it("leave nothing behind when they are given back", () => {
    fc.assert(
      fc.property(amount, amount, (minor, tip) => {
        const taken = part("tender-taken", card(minor, tip));
        expect(balancesOf([taken, part("tender-returned", card(minor, tip))])).toEqual({});
      }),
    );
  });

  it("leave what the same sale leaves that was paid at once", () => {
    fc.assert(
      fc.property(amount, amount, amount, (first, second, tip) => {
        const sold = (tenders: Tender[]) =>
          sampleSale({ receiptCount: 1, prices: [first, second], tenders });
        const inParts = sold([{ ...card(first, tip), partId: "pay_1" as never }, cash(second)]);
        expect(balancesOf([part("tender-taken", card(first, tip)), inParts])).toEqual(
          balancesOf([sold([card(first, tip), cash(second)])]),
        );
      }),
    );
  });
});
