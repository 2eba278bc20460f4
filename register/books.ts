import type { SaleId } from "../contract/ids.ts";
import { openLedger, type Ledger } from "../ledger/ledger.ts";
import type { RefundedSale } from "../ledger/refunded.ts";
import type { Database } from "../ledger/storage/open-database.ts";
import { openCatalog, type Catalog } from "./catalog/catalog.ts";
import { openPendingList } from "./catalog/pending-list.ts";
import { openDayBook, type DayBook } from "./day/day-book.ts";
import { openFirstSession } from "./day/first-session.ts";
import { openOutbox, type Outbox } from "./outbox/outbox.ts";
import { orderCaptures } from "./payments/order-captures.ts";
import { isMisfit, isOpen } from "./payments/payment-state.ts";
import { openPayments, type Payments } from "./payments/payments.ts";
import { growthOf } from "./payments/raisable.ts";
import { isRaiseWatched, isRaising } from "./payments/raise-state.ts";
import { openRefunds, type Refunds } from "./payments/refunds.ts";
import { installedSettings, openSettingsLog, type SettingsLog } from "./settings-log.ts";
import { seedUsers } from "./people/people-config.ts";
import { openUsers, type Users } from "./people/users.ts";
import type { Clock, Logger, NewId, RegisterConfig, Trace } from "./ports.ts";
import { sumGivenBack } from "./refunds/given-back.ts";
import { openExchangeRows, type ExchangeRows } from "./refunds/exchange-row.ts";
import { openPaidRefundRows, type PaidRefundRows } from "./refunds/paid-refund-rows.ts";
import type { RegisterOptions } from "./register-options.ts";
import { partsOf, type Part } from "./sales/parts.ts";
import type { DraftState, ReceiptNames } from "./sales/sale-views.ts";
import { openFindSales, type FindSales } from "./sales/find-sales.ts";
import { openDraftSales, type DraftSales } from "./sales/draft-sales.ts";
import { openParkedSales, type ParkedSales } from "./sales/parked-sales.ts";
import { openCreditRows, type CreditRows } from "./store-credit/credit-rows.ts";
import { openDeviceKey, type DeviceKey } from "./signing/device-key.ts";

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
  parked: ParkedSales;
  credit: CreditRows;
  day: DayBook;
  users: Users;
  payments: Payments;
  refunds: Refunds;
  paidRefunds: PaidRefundRows;
  exchange: ExchangeRows;
  outbox: Outbox;
  deviceKey: DeviceKey;
  settings: SettingsLog;
  names: ReceiptNames;
  findSales: FindSales;
  /** What was taken of a sale that is not complete, and which of it is on its way back. */
  partsOf: (saleId: string) => DraftState["parts"];
  /** In the transaction that completes a sale. */
  orderCaptures: (saleId: SaleId) => void;
  /** A part of it is held with another amount than the book says. */
  hasMisfit: (saleId: string) => boolean;
  /**
   * A card payment that is not proven dead locks its sale (P1), and so do a held credit and a part
   * that is on its way back, may have grown, or does not fit.
   */
  isPaying: (saleId: string) => boolean;
  /**
   * A tender of it is not proven dead, nor taken. A hold that may have grown is taken all the same: it
   * can be let go of, whatever is held.
   */
  isAttempting: (saleId: string) => boolean;
  /** False while the drawer is closed and this register requires a session. */
  isSelling: () => boolean;
  isTraining: () => boolean;
  /** What went back of a sale of this register, or is held to go back, at any register. */
  givenBack: (saleId: string) => RefundedSale;
  /** A refund of it waits for the relay. */
  isPayingBack: (saleId: string) => boolean;
}>;

/** Everything that stands on the disk, each behind its owner; a new register gets its first entry. */
export function openBooks(db: Database, options: Omit<RegisterOptions, "folder">): Books {
  const { config, products, now, newId, log, trace = () => undefined } = options;
  const { shop, registerId, registerNumber, voidWindowMs = 0 } = config;
  const ledger = openLedger(db, now);
  openPendingList(db).recover();
  const catalog = openCatalog(db, shop.currency);
  const drafts = openDraftSales(db, newId);
  const users = openUsers(db);
  const payments = openPayments(db);
  const outbox = openOutbox(db);
  const credit = openCreditRows(db);
  const isAttempting = (saleId: string) =>
    payments.ofSale(saleId).some((one) => isOpen(one) || isRaiseWatched(one)) ||
    credit.ofSale(saleId) !== undefined;
  const isReturning = ({ partId }: Part) => payments.byId(partId)?.isVoiding ?? false;
  const paidRefunds = openPaidRefundRows(db);
  const day = openDayBook(db, ledger, shop);
  const settings = openSettingsLog(db, ledger);
  db.transaction(() => {
    if (ledger.head().seq === 0) {
      ledger.append({ type: "ledger-opened", registerId, registerNumber, currency: shop.currency });
    }
    openFirstSession({ ledger, config, newId });
    seedUsers(users, config.people);
    for (const setting of installedSettings(config)) settings.note(setting);
    if (catalog.isEmpty()) catalog.importProducts(products);
    drafts.ensureOpen();
  }).immediate();
  return {
    ...{ db, config, shop, now, newId, log, trace, ledger, catalog, drafts, users, payments, day },
    parked: openParkedSales(db),
    refunds: openRefunds(db),
    exchange: openExchangeRows(db),
    outbox,
    settings,
    deviceKey: openDeviceKey(options.secrets),
    names: { registerNumber, clerkName: users.nameOf },
    findSales: openFindSales(db, config),
    credit,
    paidRefunds,
    givenBack: (saleId) => sumGivenBack(ledger.refundedOf(saleId), paidRefunds.elsewhere(saleId)),
    isPayingBack: (saleId) => paidRefunds.ofSale(saleId) !== undefined,
    partsOf: (saleId) =>
      partsOf(ledger, saleId).map((part) => ({
        ...{ ...part, isReturning: isReturning(part) },
        ...growthOf(payments.byId(part.partId)),
      })),
    orderCaptures: (saleId) => orderCaptures({ payments, outbox, now, voidWindowMs }, saleId),
    hasMisfit: (saleId) => payments.ofSale(saleId).some(isMisfit),
    isAttempting,
    isPaying: (saleId) =>
      isAttempting(saleId) ||
      payments.ofSale(saleId).some((one) => one.isVoiding || isRaising(one) || isMisfit(one)),
    isSelling: () => !config.day.isSessionRequired || day.session() !== null,
    isTraining: day.isTraining,
  };
}
