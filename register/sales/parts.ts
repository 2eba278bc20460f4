import type { PaymentId } from "../../contract/ids.ts";
import { isSameMoney, money, type Money } from "../../contract/money.ts";
import type { ShopView } from "../../contract/views.ts";
import type { Ledger, Recorded } from "../../ledger/ledger.ts";
import type { SaleCompleted, Tender } from "../../ledger/ledger-entry.ts";
import { completeSale, type CompleteSaleDeps, type Paid } from "./complete-sale.ts";
import { priceSale, type DraftSale, type PricedSale } from "./price-sale.ts";
import { roundToStep } from "../../contract/rounding.ts";

/** A tender that was taken for a sale that is not complete. The book alone says which there are. */
export type Part = Readonly<{ partId: PaymentId; tender: Tender }>;

/** What is still to be paid, in minor units; as cash can pay it, rounded to the smallest coin. */
export type Due = Readonly<{ takenMinor: number; leftMinor: number; cashLeftMinor: number }>;

/** Taken and not given back, oldest first. */
export function partsOf({ entriesOf }: Pick<Ledger, "entriesOf">, saleId: string): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const { entry } of entriesOf(saleId)) {
    if (entry.type === "tender-taken") parts.set(entry.partId, entry);
    if (entry.type === "tender-returned") parts.delete(entry.partId);
    const raised = entry.type === "hold-raised" ? parts.get(entry.paymentId) : undefined;
    if (entry.type === "hold-raised" && raised !== undefined) {
      const tender = { ...raised.tender, amountMinor: entry.toMinor };
      parts.set(entry.paymentId, { ...raised, tender });
    }
  }
  return [...parts.values()].map(({ partId, tender }) => ({ partId, tender }));
}

export function dueOf(
  shop: Pick<ShopView, "cashStepMinor">,
  { totalMinor }: Pick<PricedSale, "totalMinor">,
  parts: readonly Part[],
): Due {
  const takenMinor = parts.reduce((sum, { tender }) => sum + tender.amountMinor, 0);
  const leftMinor = totalMinor - takenMinor;
  return { takenMinor, leftMinor, cashLeftMinor: roundToStep(leftMinor, shop.cashStepMinor) };
}

type Settling = Omit<Paid, "tenders" | "roundingMinor"> &
  Readonly<{ partId: PaymentId; tender: Tender }>;

/**
 * Writes a tender down, in the transaction of the caller: the last one completes its sale, another is
 * a part of it, and so is the last one beside a hold that does not fit. The answer is the sale, where
 * it completed. More than is left is the caller's bug.
 */
export function settleTender(
  deps: CompleteSaleDeps,
  { tender, partId, ...paid }: Settling,
): Recorded<SaleCompleted> | null {
  const { ledger, shop } = deps;
  const { saleId } = paid.draft;
  const parts = partsOf(ledger, saleId);
  const isAllLeft = tender.amountMinor === dueOf(shop, paid.priced, parts).leftMinor;
  if (isAllLeft && !deps.hasMisfit(saleId)) {
    return completeSale(deps, { ...paid, roundingMinor: 0, tenders: [...settled(parts), tender] });
  }
  const { userId } = paid;
  ledger.append({ type: "tender-taken", saleId, partId, userId, currency: shop.currency, tender });
  return null;
}

/** The parts as the sale's entry names them. */
export function settled(parts: readonly Part[]): Tender[] {
  return parts.map(({ partId, tender }) => ({ ...tender, partId }));
}

type Asked = Readonly<{ total: Money; amount?: Money | undefined }>;

/**
 * Why a tender cannot be taken: `total` is what the clerk saw as left, `amount` the part of it that
 * is wanted, else all of it.
 */
export function faultOfAsked(
  { shop, ledger }: Pick<CompleteSaleDeps, "shop" | "ledger">,
  draft: DraftSale,
  { total, amount = total }: Asked,
): "price-changed" | "nothing-to-charge" | "more-than-left" | null {
  const { currency } = shop;
  const due = dueOf(shop, priceSale(shop, draft), partsOf(ledger, draft.saleId));
  if (!isSameMoney(total, money(due.leftMinor, currency))) return "price-changed";
  if (amount.minor <= 0 || amount.currency !== currency) return "nothing-to-charge";
  return amount.minor > due.leftMinor ? "more-than-left" : null;
}
