import { assert } from "../../contract/assert.ts";
import { money } from "../../contract/money.ts";
import type { ShopView, XReportView } from "../../contract/views.ts";
import type { Head, Recorded } from "../../ledger/ledger.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import { sumTaxes } from "../sales/price-sale.ts";
import { countItems, taxViews } from "../sales/sale-views.ts";

type Facts = Readonly<{
  atMs: number;
  head: Head;
  /** The day's sales, oldest first. */
  sales: readonly Recorded<SaleCompleted>[];
  /** The balance of the drawer's account: what the postings say, independent of the sales' fold. */
  drawerMinor: number;
}>;

/** Folds the day's entries into its figures. Pure. */
export function xReport(shop: ShopView, { atMs, head, sales, drawerMinor }: Facts): XReportView {
  const amount = (minor: number) => money(minor, shop.currency);
  const lines = sales.flatMap(({ entry }) => entry.lines);
  const cash = sales.flatMap(({ entry }) => entry.tenders);
  const taken = sum(cash.map(({ amountMinor }) => amountMinor));
  const rounding = sum(sales.map(({ entry }) => entry.roundingMinor));
  const paid = sum(lines.map(({ netMinor, taxMinor }) => netMinor + taxMinor));
  assert(paid + rounding === taken, `lines make ${paid + rounding}, tenders ${taken}`);
  return {
    atMs,
    firstSeq: sales[0]?.seq ?? 0,
    lastSeq: sales.at(-1)?.seq ?? 0,
    headHash: head.hash,
    saleCount: sales.length,
    itemCount: countItems(lines),
    grossSales: amount(sum(lines.map(({ listMinor }) => listMinor))),
    discounts: amount(sum(lines.map(({ discountMinor }) => discountMinor))),
    rounding: amount(rounding),
    taken: amount(taken),
    taxes: taxViews(sumTaxes(lines), shop.currency),
    tenders:
      cash.length === 0 ? [] : [{ tender: "cash", count: cash.length, amount: amount(taken) }],
    drawerExpected: amount(drawerMinor),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
