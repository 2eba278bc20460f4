import { assert } from "../../contract/assert.ts";
import type { Discount } from "../../contract/commands.ts";
import type { LineId, ProductId, SaleId } from "../../contract/ids.ts";
import type { ShopView, TaxMode } from "../../contract/views.ts";
import type { SoldLine } from "../../ledger/ledger-entry.ts";
import { roundToStep, scaleHalfUp, splitByWeight } from "./rounding.ts";

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
}>;

export type DraftSale = Readonly<{
  saleId: SaleId;
  lines: readonly DraftLine[];
  discount: Discount | null;
}>;

/** Per tax class and rate, in the order of the shop's classes. */
export type TaxSum = Readonly<{
  code: string;
  rateBasisPoints: number;
  netMinor: number;
  taxMinor: number;
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

/** Prices a draft: discounts first, then tax, rounded half up per line. Pure. */
export function priceSale(shop: ShopView, draft: DraftSale): PricedSale {
  const listed = draft.lines.map((line) => {
    const listMinor = line.unitMinor * line.quantity;
    const ownDiscountMinor = discountOn(listMinor, line.discount);
    return { line, listMinor, ownDiscountMinor, left: listMinor - ownDiscountMinor };
  });
  const weights = listed.map(({ left }) => left);
  const saleDiscountMinor = discountOn(sum(weights), draft.discount);
  const shares = splitByWeight(saleDiscountMinor, weights);
  const lines = listed.map(({ line, listMinor, ownDiscountMinor, left }, index) => {
    const share = shares[index] ?? 0;
    const rateBasisPoints = rateOf(shop, line.taxCode);
    const { quantity, unitMinor, discount, ...named } = line;
    return {
      ...named,
      quantity,
      unitMinor,
      listMinor,
      discount,
      ownDiscountMinor,
      discountMinor: ownDiscountMinor + share,
      rateBasisPoints,
      listNetMinor: taxOn(listMinor, rateBasisPoints, shop.taxMode).netMinor,
      ...taxOn(left - share, rateBasisPoints, shop.taxMode),
    };
  });
  const totalMinor = sum(lines.map(({ netMinor, taxMinor }) => netMinor + taxMinor));
  return {
    lines,
    subtotalMinor: sum(listed.map(({ listMinor }) => listMinor)),
    discountMinor: sum(lines.map(({ discountMinor }) => discountMinor)),
    saleDiscountMinor,
    taxes: sumTaxes(lines),
    totalMinor,
    cashTotalMinor: roundToStep(totalMinor, shop.cashStepMinor),
  };
}

/** What a discount takes off `minor`; never more than there is. */
export function discountOn(minor: number, discount: Discount | null): number {
  if (discount === null) return 0;
  const { terms } = discount;
  if (terms.kind === "percent") return scaleHalfUp(minor, terms.basisPoints, 10_000);
  return Math.min(terms.minor, minor);
}

/** Inclusive: the price holds the tax. Exclusive: the tax comes on top. */
function taxOn(minor: number, rateBasisPoints: number, mode: TaxMode) {
  if (mode === "exclusive") {
    return { netMinor: minor, taxMinor: scaleHalfUp(minor, rateBasisPoints, 10_000) };
  }
  const taxMinor = scaleHalfUp(minor, rateBasisPoints, 10_000 + rateBasisPoints);
  return { netMinor: minor - taxMinor, taxMinor };
}

function rateOf(shop: ShopView, taxCode: string): number {
  const taxClass = shop.taxClasses.find(({ code }) => code === taxCode);
  assert(taxClass, `tax class ${taxCode} is not in the shop's settings`);
  return taxClass.rateBasisPoints;
}

/** Sums of net and tax per class and rate, ordered by class. */
export function sumTaxes(lines: readonly SoldLine[]): TaxSum[] {
  const sums = new Map<string, TaxSum>();
  for (const { taxCode: code, rateBasisPoints, netMinor, taxMinor } of lines) {
    const key = `${code} ${rateBasisPoints}`;
    const before = sums.get(key) ?? { code, rateBasisPoints, netMinor: 0, taxMinor: 0 };
    sums.set(key, {
      code,
      rateBasisPoints,
      netMinor: before.netMinor + netMinor,
      taxMinor: before.taxMinor + taxMinor,
    });
  }
  return [...sums.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
