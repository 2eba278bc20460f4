import type { Database } from "../../ledger/storage/open-database.ts";
import type { EventRow } from "./rows.ts";
import type { EventRows } from "./storage.ts";

export function sqliteEvents(db: Database): EventRows {
  const insert = db.prepare(`
    INSERT INTO event
      (connection, event_id, type, created_s, is_live, source, state, received_at_ms, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const selectSince = db
    .prepare<[string], number>("SELECT since_s FROM events_checkpoint WHERE connection = ?")
    .pluck();
  const updateSince = db.prepare(`
    INSERT INTO events_checkpoint (connection, since_s) VALUES (?, ?)
    ON CONFLICT DO UPDATE SET since_s = max(since_s, excluded.since_s)`);

  function insertEvent(event: EventRow): Promise<boolean> {
    const { connection, eventId, type, createdS, isLive, source, state } = event;
    const { receivedAtMs, body } = event;
    const live = Number(isLive);
    const row = [connection, eventId, type, createdS, live, source, state, receivedAtMs, body];
    return Promise.resolve(insert.run(...row).changes === 1);
  }

  return {
    insert: insertEvent,
    selectSince: (connection) => Promise.resolve(selectSince.get(connection)),
    updateSince: (connection, sinceS) => {
      updateSince.run(connection, sinceS);
      return Promise.resolve();
    },
  };
}
