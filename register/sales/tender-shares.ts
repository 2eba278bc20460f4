import { assert } from "../../contract/assert.ts";
import type { SaleCompleted, TaxShare, Tender } from "../../ledger/ledger-entry.ts";
import { shareOfStretch } from "./share-stretch.ts";
import { sumClasses } from "../../ledger/day/tax-sums.ts";

/**
 * The net and tax that one tender of a sale paid for, to the cent: the tenders in their order pay for
 * the classes in theirs, so all tenders together make the whole sale, and each makes its own amount,
 * but for cash rounding.
 */
export function tenderShares(sale: SaleCompleted, index: number): TaxShare[] {
  const { tenders, totalMinor } = sale;
  const tender = tenders[index];
  assert(tender, "a share of a tender that paid nothing");
  const startMinor = tenders.slice(0, index).reduce((sum, one) => sum + one.amountMinor, 0);
  // Cash rounding, up or down, is on the last tender, and no part of any class.
  const isLast = index === tenders.length - 1;
  const endMinor = isLast ? totalMinor : startMinor + tender.amountMinor;
  let classStart = 0;
  const shares: TaxShare[] = [];
  for (const whole of sumClasses(sale.lines)) {
    const paidMinor = whole.netMinor + whole.taxMinor;
    const beforeMinor = Math.min(Math.max(startMinor - classStart, 0), paidMinor);
    const afterMinor = Math.min(Math.max(endMinor - classStart, 0), paidMinor);
    const stretch = { paidMinor, beforeMinor, afterMinor };
    if (afterMinor > beforeMinor) shares.push({ ...whole, ...shareOfStretch(whole, stretch) });
    classStart += paidMinor;
  }
  return shares;
}

export function cardTender({ tenders }: SaleCompleted, paymentId: string): number {
  return tenders.findIndex((tender: Tender) => isBy(tender, paymentId));
}

function isBy(tender: Tender, paymentId: string): boolean {
  return tender.tender === "card" && tender.paymentId === paymentId;
}
