import { z } from "zod";
import { ReadingSource } from "../../contract/relay-protocol.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { StaleMark, StaleRow } from "./rows.ts";
import type { StaleRows } from "./storage.ts";

const Row = z.object({
  connection: z.string(),
  kind: z.enum(["intent", "refund", "attempt"]),
  objectId: z.string(),
  generation: z.int(),
  source: ReadingSource,
  eventId: z.string().nullable(),
  isAsked: z.int().transform(Boolean),
  isConcern: z.int().transform(Boolean),
});

export function sqliteStale(db: Database): StaleRows {
  const upsert = db.prepare(`
    INSERT INTO stale_object (connection, kind, object_id, generation, source, event_id, is_asked,
      is_concern)
    VALUES (@connection, @kind, @objectId, 1, @source, @eventId, @isAsked, @isConcern)
    ON CONFLICT (connection, kind, object_id) DO UPDATE SET
      generation = generation + 1, source = excluded.source,
      event_id = coalesce(excluded.event_id, event_id), is_asked = max(is_asked, excluded.is_asked),
      is_concern = max(is_concern, excluded.is_concern)`);
  const select = db.prepare<[number]>(`
    SELECT connection, kind, object_id AS objectId, generation, source, event_id AS eventId,
      is_asked AS isAsked, is_concern AS isConcern
    FROM stale_object ORDER BY mark_no LIMIT ?`);
  const remove = db.prepare(`
    DELETE FROM stale_object WHERE connection = @connection AND kind = @kind
      AND object_id = @objectId AND generation = @generation`);

  return {
    mark: (mark: StaleMark) => {
      const { isAsked, isConcern = false } = mark;
      upsert.run({ ...mark, isAsked: Number(isAsked), isConcern: Number(isConcern) });
      return Promise.resolve();
    },
    select: (limit) => Promise.resolve(select.all(limit).map((row) => Row.parse(row))),
    settle: ({ connection, kind, objectId, generation }: StaleRow) => {
      remove.run({ connection, kind, objectId, generation });
      return Promise.resolve();
    },
  };
}
