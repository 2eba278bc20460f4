import { openTicks } from "../../ledger/ticks.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { OfficeRows } from "./storage.ts";

export function sqliteOffice(db: Database, uptime: () => number): OfficeRows {
  const nextTicks = openTicks(db, uptime, "office_entry");
  const insert = db.prepare(
    "INSERT INTO office_entry (seq, type, subject, content, hash) VALUES (?, ?, ?, ?, ?)",
  );
  const selectHead = db.prepare<[], { seq: number; hash: string }>(
    "SELECT seq, hash FROM office_entry ORDER BY seq DESC LIMIT 1",
  );
  const selectTypes = db
    .prepare<[string], string>("SELECT type FROM office_entry WHERE subject = ? ORDER BY seq")
    .pluck();
  const selectAfter = db.prepare<[number, number], { seq: number; content: string; hash: string }>(
    "SELECT seq, content, hash FROM office_entry WHERE seq > ? ORDER BY seq LIMIT ?",
  );
  type Row = { seq: number; content: string; hash: string };
  const selectUnsigned = db.prepare<[string, number], Row>(
    `SELECT seq, content, hash FROM office_entry e WHERE type = ? AND NOT EXISTS
       (SELECT 1 FROM office_entry s WHERE s.subject = e.subject AND s.type = 'signed-off')
     ORDER BY seq LIMIT ?`,
  );
  const selectAbout = db.prepare<[string, string], Row>(
    `SELECT seq, content, hash FROM office_entry WHERE subject = ? AND type = ?
     ORDER BY seq DESC LIMIT 1`,
  );
  return {
    insert: ({ seq, entry, subject, content, hash }) => {
      insert.run(seq, entry.type, subject, content, hash);
      return Promise.resolve();
    },
    selectHead: () => Promise.resolve(selectHead.get()),
    nextTicks: (headSeq) => Promise.resolve(nextTicks(headSeq)),
    selectTypes: (subject) => Promise.resolve(selectTypes.all(subject)),
    selectAfter: (seq, limit) => Promise.resolve(selectAfter.all(seq, limit)),
    selectUnsigned: (type, limit) => Promise.resolve(selectUnsigned.all(type, limit)),
    selectAbout: (subject, type) => Promise.resolve(selectAbout.get(subject, type)),
  };
}
