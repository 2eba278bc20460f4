import type { Migration } from "../../../ledger/storage/migrate.ts";

/**
 * Which register's book opened an account of store credit: every till finds it from then on, with
 * nothing on it yet. What was opened before is found in the copies.
 */
export const creditAccountTables: Migration = {
  version: 13,
  name: "credit-accounts",
  sql: `
    CREATE TABLE credit_account (
      account_id TEXT PRIMARY KEY,
      register_id TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT OR IGNORE INTO credit_account
      SELECT c.content ->> '$.entry.accountId', c.register_id
      FROM ledger_copy c
      WHERE instr(c.content, '"credit-opened"') > 0
        AND c.content ->> '$.entry.type' = 'credit-opened';
  `,
};
