import type { Migration } from "../migrate.ts";

/** What a completed sale is found by; `content` is an entry's sealed form. */
const listed = (from: string) => `
  INSERT INTO sale_listed (seq, receipt_count, at_ms, total_minor, customer_id)
  SELECT seq, content ->> '$.entry.receiptCount', content ->> '$.atMs',
    (content ->> '$.entry.totalMinor') + (content ->> '$.entry.roundingMinor'),
    content ->> '$.entry.customerId' FROM ${from};
  INSERT OR IGNORE INTO sale_term (term, seq)
  SELECT lower(word.value), seq FROM ${from}, json_each(content, '$.entry.tenders') tender,
    json_each(json_array(tender.value ->> '$.last4', tender.value ->> '$.intentId',
      tender.value ->> '$.emv.authorizationCode')) word
  WHERE word.value <> '';
`;

const added = "(SELECT NEW.seq AS seq, NEW.content AS content)";
const before = "(SELECT seq, content FROM ledger WHERE type = 'sale-completed')";

/** Makes what sales are found by anew, from the whole book. */
export const listSalesAnew = `DELETE FROM sale_listed; DELETE FROM sale_term; ${listed(before)}`;

/**
 * How a product is sold; customers and notes, which stand outside the book so that they can be
 * erased; and what a sale is found by. `sale_listed` and `sale_term` follow from the entries: the
 * database itself adds a sale's rows with its entry, so a list of 50,000 is never read whole.
 */
export const sellingAndFindingTables: Migration = {
  version: 12,
  name: "selling-and-finding",
  sql: `
    ALTER TABLE product ADD COLUMN sold_by TEXT NOT NULL DEFAULT 'piece'
      CHECK (sold_by IN ('piece', 'kg', 'l', 'm', 'price'));

    CREATE TABLE customer (
      customer_id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      email TEXT UNIQUE COLLATE NOCASE
    ) STRICT;
    CREATE TABLE customer_word (
      word TEXT NOT NULL,
      customer_id TEXT NOT NULL REFERENCES customer (customer_id) ON DELETE CASCADE,
      PRIMARY KEY (word, customer_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX customer_word_by_customer ON customer_word (customer_id);

    CREATE TABLE sale_note (
      sale_id TEXT NOT NULL,
      line_id TEXT NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (sale_id, line_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sale_listed (
      seq INTEGER PRIMARY KEY,
      receipt_count INTEGER NOT NULL,
      at_ms INTEGER NOT NULL,
      total_minor INTEGER NOT NULL,
      customer_id TEXT
    ) STRICT;
    CREATE INDEX sale_listed_by_receipt ON sale_listed (receipt_count);
    CREATE INDEX sale_listed_by_day ON sale_listed (at_ms);
    CREATE INDEX sale_listed_by_total ON sale_listed (total_minor, seq);
    CREATE INDEX sale_listed_by_customer ON sale_listed (customer_id, seq)
      WHERE customer_id IS NOT NULL;

    CREATE TABLE sale_term (
      term TEXT NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (term, seq)
    ) STRICT, WITHOUT ROWID;
    ${listed(before)}
    CREATE TRIGGER sale_is_found AFTER INSERT ON ledger WHEN NEW.type = 'sale-completed' BEGIN
      ${listed(added)}
    END;
  `,
};
