import type { Migration } from "../../../ledger/storage/migrate.ts";
import { relayTables } from "./0001-relay.ts";
import { readerHoldTables } from "./0002-reader-hold.ts";

/** The relay's schema, in order. */
export const relayMigrations: readonly Migration[] = [relayTables, readerHoldTables];
