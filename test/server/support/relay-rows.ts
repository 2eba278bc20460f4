import { join } from "node:path";
import { openForReading } from "../../../ledger/storage/open-database.ts";

/** Rows of a relay's database, read beside a relay that may be running. */
export function relayRows<Row>(folder: string, sql: string): Row[] {
  const db = openForReading(join(folder, "relay.db"));
  try {
    return db.prepare<[], Row>(sql).all();
  } finally {
    db.close();
  }
}

export type EventRow = { event_id: string; state: string; body: Buffer };

export const storedEvents = (folder: string) =>
  relayRows<EventRow>(folder, "SELECT event_id, state, body FROM event ORDER BY event_no");
