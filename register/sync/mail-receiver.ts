import type { Mail } from "../../contract/relay-protocol.ts";
import type { Database } from "../../ledger/storage/open-database.ts";

/** What became of a mail: applied now or before, or not to be taken because one is missing. */
export type Received = "applied" | "known" | "gap";

/**
 * Applies each mail exactly once: the cursor moves in the transaction of what the mail causes, so
 * that a crash leaves both or none, and the relay sends again what was not acked.
 */
export function openMailReceiver(db: Database) {
  const selectCursor = db.prepare<[], number>("SELECT seq FROM relay_cursor").pluck();
  const updateCursor = db.prepare("UPDATE relay_cursor SET seq = ?");
  const cursor = (): number => selectCursor.get() ?? 0;

  function receive({ seq, body }: Mail, apply: (body: Mail["body"]) => () => void): Received {
    const last = cursor();
    if (seq > last + 1) return "gap";
    if (seq <= last) return "known";
    const publish = db
      .transaction(() => {
        updateCursor.run(seq);
        return apply(body);
      })
      .immediate();
    publish();
    return "applied";
  }

  return { cursor, receive };
}
