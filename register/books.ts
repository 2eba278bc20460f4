import { openLedger, type Ledger } from "../ledger/ledger.ts";
import type { Database } from "../ledger/storage/open-database.ts";
import { openCatalog, type Catalog } from "./catalog/catalog.ts";
import { openOutbox, type Outbox } from "./outbox/outbox.ts";
import { isOpen } from "./payments/payment-state.ts";
import { openPayments, type Payments } from "./payments/payments.ts";
import { openRefunds, type Refunds } from "./payments/refunds.ts";
import type { Clock, Logger, NewId, RegisterConfig, Trace } from "./ports.ts";
import type { RegisterOptions } from "./register-options.ts";
import type { ReceiptNames } from "./sales/sale-views.ts";
import { openDraftSales, type DraftSales } from "./sales/draft-sales.ts";

export type Books = Readonly<{
  db: Database;
  config: RegisterConfig;
  shop: RegisterConfig["shop"];
  now: Clock;
  newId: NewId;
  log: Logger;
  trace: Trace;
  ledger: Ledger;
  catalog: Catalog;
  drafts: DraftSales;
  payments: Payments;
  refunds: Refunds;
  outbox: Outbox;
  names: ReceiptNames;
  /** A card payment that is not proven dead locks its sale (P1). */
  isPaying: (saleId: string) => boolean;
}>;

/** Everything that stands on the disk, each behind its owner; a new register gets its first entry. */
export function openBooks(db: Database, options: Omit<RegisterOptions, "folder">): Books {
  const { config, products, now, newId, log, trace = () => undefined } = options;
  const { shop, registerId, registerNumber } = config;
  const ledger = openLedger(db, now);
  const catalog = openCatalog(db, shop.currency);
  const drafts = openDraftSales(db, newId);
  const payments = openPayments(db);
  db.transaction(() => {
    if (ledger.head().seq === 0) {
      ledger.append({ type: "ledger-opened", registerId, registerNumber, currency: shop.currency });
    }
    if (catalog.isEmpty()) catalog.importProducts(products);
    drafts.ensureOpen();
  }).immediate();
  const clerks = new Map<string, string>(config.clerks.map(({ userId, name }) => [userId, name]));
  return {
    ...{ db, config, shop, now, newId, log, trace, ledger, catalog, drafts, payments },
    refunds: openRefunds(db),
    outbox: openOutbox(db),
    names: { registerNumber, clerkName: (userId: string) => clerks.get(userId) ?? userId },
    isPaying: (saleId) => payments.ofSale(saleId).some(isOpen),
  };
}
