import { assert } from "../../contract/assert.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { MailBody } from "./mail-body.ts";
import type { MailboxHead } from "./rows.ts";
import type { MailboxRows } from "./storage.ts";

export function sqliteMailboxes(db: Database): MailboxRows {
  const next = db
    .prepare<[string], number>(
      `INSERT INTO mailbox (register_id, head_seq, acked_seq) VALUES (?, 1, 0)
       ON CONFLICT DO UPDATE SET head_seq = head_seq + 1 RETURNING head_seq`,
    )
    .pluck();
  const insert = db.prepare(
    "INSERT INTO mail (register_id, seq, body, mailed_at_ms) VALUES (?, ?, ?, ?)",
  );
  const selectHead = db.prepare<[string], MailboxHead>(
    "SELECT head_seq AS headSeq, acked_seq AS ackedSeq FROM mailbox WHERE register_id = ?",
  );
  const selectAfter = db.prepare<[string, number, number], { seq: number; body: string }>(
    "SELECT seq, body FROM mail WHERE register_id = ? AND seq > ? ORDER BY seq LIMIT ?",
  );
  const ack = db.prepare(
    "UPDATE mailbox SET acked_seq = max(acked_seq, ?) WHERE register_id = ? AND head_seq >= ?",
  );

  return {
    append: (registerId, body, atMs) => {
      const seq = next.get(registerId);
      assert(seq !== undefined, "a mailbox gives a number");
      insert.run(registerId, seq, JSON.stringify(MailBody.parse(body)), atMs);
      return Promise.resolve(seq);
    },
    selectHead: (registerId) =>
      Promise.resolve(selectHead.get(registerId) ?? { headSeq: 0, ackedSeq: 0 }),
    selectAfter: (registerId, seq, limit) => {
      const rows = selectAfter.all(registerId, seq, limit);
      return Promise.resolve(
        rows.map((row) => ({ seq: row.seq, body: MailBody.parse(JSON.parse(row.body)) })),
      );
    },
    ack: (registerId, seq) => {
      ack.run(seq, registerId, seq);
      return Promise.resolve();
    },
  };
}
