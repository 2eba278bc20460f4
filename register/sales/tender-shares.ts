import { assert } from "../../contract/assert.ts";
import type { SaleCompleted, TaxPart, TaxShare, Tender } from "../../ledger/ledger-entry.ts";
import { scaleHalfUp } from "./rounding.ts";
import { sumClasses } from "./tax-sums.ts";

/**
 * The net and tax that one tender of a sale paid for, to the cent: the tenders in their order pay for
 * the classes in theirs, so all tenders together make the whole sale, and each makes its own amount.
 */
export function tenderShares(sale: SaleCompleted, index: number): TaxShare[] {
  const { tenders, totalMinor } = sale;
  const tender = tenders[index];
  assert(tender, "a share of a tender that paid nothing");
  const startMinor = tenders.slice(0, index).reduce((sum, one) => sum + one.amountMinor, 0);
  // Cash rounding is on the last tender, and no part of any class.
  const endMinor = Math.min(startMinor + tender.amountMinor, totalMinor);
  let classStart = 0;
  const shares: TaxShare[] = [];
  for (const whole of sumClasses(sale.lines)) {
    const paidMinor = whole.netMinor + whole.taxMinor;
    const from = Math.min(Math.max(startMinor - classStart, 0), paidMinor);
    const to = Math.min(Math.max(endMinor - classStart, 0), paidMinor);
    if (to > from) shares.push(shareOf(whole, { paidMinor, from, to }));
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

type Range = Readonly<{ paidMinor: number; from: number; to: number }>;

function shareOf(whole: TaxShare, range: Range): TaxShare {
  const stepOf = (minor: number) =>
    scaleHalfUp(minor, range.to, range.paidMinor) - scaleHalfUp(minor, range.from, range.paidMinor);
  const taxes = whole.taxes?.map((part): TaxPart => ({
    ...part,
    netMinor: stepOf(part.netMinor),
    taxMinor: stepOf(part.taxMinor),
  }));
  const taxMinor = taxes?.reduce((sum, part) => sum + part.taxMinor, 0) ?? stepOf(whole.taxMinor);
  const netMinor = range.to - range.from - taxMinor;
  const { taxCode, rateBasisPoints } = whole;
  return { taxCode, rateBasisPoints, netMinor, taxMinor, ...(taxes && { taxes }) };
}
