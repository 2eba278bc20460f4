import type { Migration } from "../../../ledger/storage/migrate.ts";

/**
 * Which entry of its register's copied book told of a movement of store credit, so that an account's
 * history can say who, when and for which sale. What was moved before is found in the copies.
 */
export const creditMovementPlaces: Migration = {
  version: 11,
  name: "credit-movement-places",
  sql: `
    CREATE TABLE credit_movement_place (
      movement_id TEXT PRIMARY KEY,
      seq INTEGER NOT NULL CHECK (seq > 0)
    ) STRICT, WITHOUT ROWID;
    INSERT OR IGNORE INTO credit_movement_place
      SELECT m.movement_id, min(told.seq)
      FROM (
        SELECT c.register_id, c.seq,
          CASE c.content ->> '$.entry.type'
            WHEN 'tender-returned' THEN 'returned-' || (c.content ->> '$.entry.partId')
            ELSE found.value
          END AS movement_id
        FROM ledger_copy c, json_tree(c.content, '$.entry') found
        WHERE instr(c.content, '"accountId"') > 0
          AND c.content ->> '$.entry.type' IN
            ('credit-topped-up', 'sale-completed', 'tender-taken', 'tender-returned', 'refund-paid')
          AND found.key IN ('topUpId', 'reservationId', 'refundId') AND found.type = 'text'
      ) told
      JOIN credit_movement m
        ON m.movement_id = told.movement_id AND m.register_id = told.register_id
      GROUP BY m.movement_id;
  `,
};
