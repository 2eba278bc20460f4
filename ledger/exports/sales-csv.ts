import { PPM, ppmOf, type Rate } from "../../contract/tax-rate.ts";
import { recordedOf } from "../register-chain.ts";
import type { LedgerEntry, SaleCompleted, TaxShare } from "../ledger-entry.ts";
import { createAmounts, createTimes } from "./amounts.ts";
import { csvRow, figureCell, textCell } from "./csv-cell.ts";
import type { ExportTerms, ExportWriter } from "./export-terms.ts";

const columns = [
  ...["seq", "time", "what", "sale", "receipt", "product", "name", "detail", "quantity", "unit"],
  ...["discount", "tax_class", "tax_rate", "net", "tax", "total", "currency"],
];

type Cells = Readonly<{
  receipt?: number;
  product?: string;
  name?: string;
  detail?: string;
  quantity?: number;
  unitMinor?: number;
  discountMinor?: number;
  taxCode: string;
  netMinor: number;
  taxMinor: number;
}> &
  Rate;

type Goods = Readonly<{ what: string; saleId: string; currency: string; rows: readonly Cells[] }>;

/**
 * A row per line sold; what was given back is a row per tax class, negative. The columns `net` and
 * `tax` together are the shop's turnover and its tax, to the cent.
 */
export function salesCsvWriter({ timeZone }: ExportTerms): ExportWriter {
  const amounts = createAmounts();
  const times = createTimes(timeZone);

  function line({ what, saleId, currency }: Goods, fixed: readonly string[], cells: Cells): string {
    const { netMinor, taxMinor, receipt, quantity, product = "", name = "", detail = "" } = cells;
    const money = (minor: number | undefined) =>
      minor === undefined ? "" : amounts.decimal(minor, currency);
    return csvRow([
      ...[...fixed, what, textCell(saleId), figureCell(receipt ?? ""), textCell(product)],
      ...[textCell(name), textCell(detail), figureCell(quantity ?? ""), money(cells.unitMinor)],
      ...[money(cells.discountMinor), textCell(cells.taxCode), percent(cells)],
      ...[money(netMinor), money(taxMinor), money(netMinor + taxMinor), currency],
    ]);
  }

  return {
    head: () => csvRow(columns),
    entry(row) {
      const { seq, atMs, entry } = recordedOf(row);
      const goods = goodsOf(entry);
      const fixed = [figureCell(seq), times.time(atMs)];
      return goods?.rows.map((cells) => line(goods, fixed, cells)).join("") ?? "";
    },
  };
}

/** 23 % is `23`, 9.975 % is `9.975`. */
function percent(rate: Rate): string {
  return String((ppmOf(rate) * 100) / PPM);
}

function goodsOf(entry: LedgerEntry): Goods | undefined {
  switch (entry.type) {
    case "sale-completed":
      return { what: "sale", ...entry, rows: soldRows(entry) };
    case "refund-paid":
    case "refund-accepted":
      return { what: "refund", ...entry, rows: entry.taxes.map((share) => shareRow(share, -1)) };
    case "payment-voided":
      return { what: "void", ...entry, rows: entry.taxes.map((share) => shareRow(share, -1)) };
    case "refund-failed":
      if (!entry.wasAccepted) return undefined;
      return {
        what: "refund failed",
        ...entry,
        rows: entry.taxes.map((share) => shareRow(share, 1)),
      };
    default:
      return undefined;
  }
}

function soldRows({ lines, receiptCount }: SaleCompleted): readonly Cells[] {
  return lines.map(({ productId, ...line }) => ({
    ...line,
    product: productId,
    receipt: receiptCount,
  }));
}

function shareRow({ netMinor, taxMinor, ...share }: TaxShare, sign: 1 | -1): Cells {
  return { ...share, netMinor: sign * netMinor, taxMinor: sign * taxMinor };
}
