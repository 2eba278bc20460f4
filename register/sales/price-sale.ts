import { assert } from "../../contract/assert.ts";
import type { Discount } from "../../contract/commands.ts";
import type { CustomerId, LineId, ProductId, SaleId } from "../../contract/ids.ts";
import type { ShopView } from "../../contract/views.ts";
import type { SoldLine, VoidedLine } from "../../ledger/ledger-entry.ts";
import { roundToStep, scaleHalfUp, splitByWeight } from "../../contract/rounding.ts";
import { mostOff, taxLines, type UntaxedLine } from "./tax-lines.ts";
import { sumTaxes, type TaxSum } from "../../ledger/day/tax-sums.ts";

export { sumTaxes, type TaxSum } from "../../ledger/day/tax-sums.ts";

/** A line as the clerk built it. The price is the one of the moment it was added. */
export type DraftLine = Readonly<{
  lineId: LineId;
  productId: ProductId;
  name: string;
  detail: string;
  unitMinor: number;
  taxCode: string;
  quantity: number;
  discount: Discount | null;
}> &
  Pick<SoldLine, "measure" | "override" | "lot">;

/** On one line, or on the whole sale (null). */
export type SaleNote = Readonly<{ lineId: LineId | null; text: string }>;

export type DraftSale = Readonly<{
  saleId: SaleId;
  lines: readonly DraftLine[];
  discount: Discount | null;
  notes?: readonly SaleNote[] | undefined;
  customerId?: CustomerId | undefined;
  /** What was taken off and is not yet in the book. */
  voided?: readonly VoidedLine[] | undefined;
  /** It was set aside by choice: taking something off is giving up what somebody ordered. */
  wasParked?: boolean | undefined;
}>;

/** A draft with every amount decided, in minor units of the shop's currency. */
export type PricedSale = Readonly<{
  lines: readonly SoldLine[];
  subtotalMinor: number;
  discountMinor: number;
  /** The sale's own discount, which the lines share. */
  saleDiscountMinor: number;
  taxes: readonly TaxSum[];
  totalMinor: number;
  cashTotalMinor: number;
}>;

/** Prices a draft: discounts first, then tax, as the shop's settings say. Pure. */
export function priceSale(shop: ShopView, draft: DraftSale): PricedSale {
  const untaxed = discountLines(shop, draft);
  const taxed = taxLines(shop, untaxed);
  const lines = draft.lines.map((line, index): SoldLine => {
    const { listMinor, ownDiscountMinor, leftMinor } = at(untaxed, index);
    return {
      ...line,
      listMinor,
      ownDiscountMinor,
      discountMinor: listMinor - leftMinor,
      ...at(taxed, index),
    };
  });
  const discountMinor = sum(lines.map((line) => line.discountMinor));
  const totalMinor = sum(lines.map(({ netMinor, taxMinor }) => netMinor + taxMinor));
  return {
    lines,
    subtotalMinor: sum(lines.map(({ listMinor }) => listMinor)),
    discountMinor,
    saleDiscountMinor: discountMinor - sum(lines.map(({ ownDiscountMinor }) => ownDiscountMinor)),
    taxes: sumTaxes(lines),
    totalMinor,
    cashTotalMinor: roundToStep(totalMinor, shop.cashStepMinor),
  };
}

type DiscountedLine = UntaxedLine & Readonly<{ ownDiscountMinor: number }>;

/** Each line's own discount, then its share of the sale's, by what the first left of it. */
function discountLines(shop: ShopView, draft: DraftSale): readonly DiscountedLine[] {
  const listed = draft.lines.map(({ taxCode, unitMinor, quantity }) => {
    const listMinor = unitMinor * quantity;
    return { taxCode, listMinor, leftMinor: listMinor };
  });
  const most = mostOff(shop, listed);
  const own = draft.lines.map(({ discount }, index) =>
    Math.min(discountOn(at(listed, index).listMinor, discount), at(most, index)),
  );
  const weights = listed.map(({ listMinor }, index) => listMinor - at(own, index));
  const limits = most.map((minor, index) => minor - at(own, index));
  const whole = Math.min(discountOn(sum(weights), draft.discount), sum(limits));
  const shares = splitByWeight(whole, weights, limits);
  return listed.map((line, index) => {
    const ownDiscountMinor = at(own, index);
    return { ...line, ownDiscountMinor, leftMinor: at(weights, index) - at(shares, index) };
  });
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  assert(item !== undefined, "a line has each of its amounts");
  return item;
}

/** What a discount takes off `minor`; never more than there is. */
export function discountOn(minor: number, discount: Discount | null): number {
  if (discount === null) return 0;
  const { terms } = discount;
  if (terms.kind === "percent") return scaleHalfUp(minor, terms.basisPoints, 10_000);
  return Math.min(terms.minor, minor);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
