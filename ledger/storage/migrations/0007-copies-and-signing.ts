import type { Migration } from "../migrate.ts";

/**
 * What a signing device must still be told (`signing_task`), and the last entry up to which its
 * tasks were made (`signing_cursor`): nothing is forgotten by a crash, and nothing is told twice.
 */
export const copiesAndSigningTables: Migration = {
  version: 7,
  name: "copies-and-signing",
  sql: `
    CREATE TABLE signing_task (
      number INTEGER PRIMARY KEY,
      act TEXT NOT NULL CHECK (act IN ('begin', 'finish', 'cancel')),
      sale_id TEXT NOT NULL,
      payload TEXT NOT NULL,
      failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
      is_done INTEGER NOT NULL DEFAULT 0 CHECK (is_done IN (0, 1)),
      UNIQUE (sale_id, act)
    ) STRICT;

    CREATE TABLE signing_cursor (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      seq INTEGER NOT NULL CHECK (seq >= 0)
    ) STRICT;
  `,
};
