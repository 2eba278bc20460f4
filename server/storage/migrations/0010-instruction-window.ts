import type { Migration } from "../../../ledger/storage/migrate.ts";

/** How long an order that was put off may wait at most, whatever the relay's clock says then. */
export const instructionWindow: Migration = {
  version: 10,
  name: "instruction-window",
  sql: `ALTER TABLE instruction ADD COLUMN window_ms INTEGER NOT NULL DEFAULT 86400000;`,
};
