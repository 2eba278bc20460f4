import type { Migration } from "../migrate.ts";
import { ledgerTables } from "./0001-ledger.ts";
import { catalogAndDraftTables } from "./0002-catalog-and-draft.ts";
import { paymentTables } from "./0003-payments.ts";
import { projectionsTables } from "./0004-projections.ts";
import { peopleAndDayTables } from "./0005-people-and-day.ts";
import { catalogSearchTables } from "./0006-catalog-search.ts";
import { copiesAndSigningTables } from "./0007-copies-and-signing.ts";
import { storeCreditTables } from "./0008-store-credit.ts";
import { readerSettingTable } from "./0009-reader-setting.ts";
import { paidRefundTables } from "./0010-paid-refunds.ts";
import { settingVersionTable } from "./0011-setting-versions.ts";
import { sellingAndFindingTables } from "./0012-selling-and-finding.ts";
import { cardRefundTables } from "./0013-card-refunds.ts";
import { catalogPendingTables } from "./0014-catalog-pending.ts";
import { creditEntryTable } from "./0015-credit-entries.ts";
import { wholeReport } from "./0016-whole-report.ts";
import { exchangeTable } from "./0017-exchange.ts";
import { exchangeGivenUp } from "./0018-exchange-given-up.ts";

/** The register's schema, in order. */
export const registerMigrations: readonly Migration[] = [
  ledgerTables,
  catalogAndDraftTables,
  paymentTables,
  projectionsTables,
  peopleAndDayTables,
  catalogSearchTables,
  copiesAndSigningTables,
  storeCreditTables,
  readerSettingTable,
  paidRefundTables,
  settingVersionTable,
  sellingAndFindingTables,
  cardRefundTables,
  catalogPendingTables,
  creditEntryTable,
  wholeReport,
  exchangeTable,
  exchangeGivenUp,
];
