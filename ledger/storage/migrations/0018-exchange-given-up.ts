import type { Migration } from "../migrate.ts";

/**
 * Several exchanges beside each other: one that was given up, or that another took the place of, may
 * still have a refund that waits for a manager.
 */
export const exchangeGivenUp: Migration = {
  version: 18,
  name: "exchange-given-up",
  sql: `ALTER TABLE exchange ADD COLUMN given_up INTEGER NOT NULL DEFAULT 0;`,
};
