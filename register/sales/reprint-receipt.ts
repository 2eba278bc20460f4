import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { isSale } from "./pay-cash.ts";
import { receiptView, type ReceiptNames } from "./sale-views.ts";

type Deps = Readonly<{ db: Database; ledger: Ledger; names: ReceiptNames }>;

/**
 * Each copy has a number, and its entry stands before anything is printed: paper that could pass
 * for a first receipt never leaves the till unseen.
 */
export function reprintReceipt(
  { db, ledger, names }: Deps,
  { userId }: Who,
  { saleId }: Input<"receipts.reprint">,
): Outcome<"receipts.reprint"> {
  const entries = ledger.entriesOf(saleId);
  const sale = entries.find(isSale);
  if (sale === undefined) return refuse("sale-not-found", saleId);
  const copyNumber = entries.filter(({ entry }) => entry.type === "receipt-reprinted").length + 1;
  const entry = { type: "receipt-reprinted" as const, saleId, userId, copyNumber };
  db.transaction(() => ledger.append(entry)).immediate();
  return ok({ receipt: receiptView(names, sale), copyNumber });
}
