import type { Migration } from "../migrate.ts";

/**
 * People stand outside the chain, so that a name can be erased. `fail_count` counts wrong PINs in a
 * row and is written before a PIN is compared: no restart and no clock lowers it. A parked sale is
 * a draft that is held by choice; the row beside it says so.
 */
export const peopleAndDayTables: Migration = {
  version: 5,
  name: "people-and-day",
  sql: `
    CREATE TABLE user_account (
      user_id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('clerk', 'manager', 'installer')),
      pin_hash TEXT NOT NULL,
      is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
      fail_count INTEGER NOT NULL DEFAULT 0 CHECK (fail_count >= 0)
    ) STRICT;

    CREATE TABLE parked_sale (
      sale_id TEXT PRIMARY KEY REFERENCES draft_sale (sale_id) ON DELETE CASCADE,
      label TEXT NOT NULL,
      user_id TEXT NOT NULL,
      parked_at_ms INTEGER NOT NULL
    ) STRICT;
  `,
};
