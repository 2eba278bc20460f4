import type { Migration } from "../migrate.ts";
import { ledgerTables } from "./0001-ledger.ts";
import { catalogAndDraftTables } from "./0002-catalog-and-draft.ts";
import { paymentTables } from "./0003-payments.ts";

/** The register's schema, in order. */
export const registerMigrations: readonly Migration[] = [
  ledgerTables,
  catalogAndDraftTables,
  paymentTables,
];
