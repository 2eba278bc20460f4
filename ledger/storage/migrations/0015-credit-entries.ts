import type { Migration } from "../migrate.ts";

/** Lists all entries that name an account, as if none had been listed before. */
export const listCreditAnew = `
    DELETE FROM credit_entry;
    INSERT OR IGNORE INTO credit_entry
      SELECT found.value, l.seq FROM ledger l, json_tree(l.content, '$.entry') found
      WHERE instr(l.content, '"accountId"') > 0
        AND found.key = 'accountId' AND found.type = 'text';`;

/**
 * Which entries name an account of store credit, so that an account's history needs no walk through
 * the book. A trigger keeps it with each entry, however the entry comes into the file.
 */
export const creditEntryTable: Migration = {
  version: 15,
  name: "credit-entries",
  sql: `
    CREATE TABLE credit_entry (
      account_id TEXT NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (account_id, seq)
    ) STRICT, WITHOUT ROWID;
${listCreditAnew}
    CREATE TRIGGER credit_entry_follows AFTER INSERT ON ledger
      WHEN instr(NEW.content, '"accountId"') > 0
    BEGIN
      INSERT OR IGNORE INTO credit_entry
        SELECT found.value, NEW.seq FROM json_tree(NEW.content, '$.entry') found
        WHERE found.key = 'accountId' AND found.type = 'text';
    END;
  `,
};
