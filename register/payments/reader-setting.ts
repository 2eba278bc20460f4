import { z } from "zod";
import { Way } from "../../contract/reader-views.ts";
import type { Database } from "../../ledger/storage/open-database.ts";

/** `readerId` is null while nobody chose one: then the installer's holds. */
const Setting = z.object({ way: Way, readerId: z.string().nullable() });
export type ReaderSetting = Readonly<z.infer<typeof Setting>>;

/** The clerk's choice of reader and way; it outlives restarts and stands over the installer's. */
export function openReaderSetting(db: Database, installed: Way) {
  const select = db.prepare<[]>("SELECT way, reader_id AS readerId FROM reader_setting");
  const upsert = db.prepare(
    `INSERT INTO reader_setting (one, way, reader_id) VALUES (1, @way, @readerId)
     ON CONFLICT (one) DO UPDATE SET way = excluded.way, reader_id = excluded.reader_id`,
  );
  return {
    get(): ReaderSetting {
      const row = select.get();
      return row === undefined ? { way: installed, readerId: null } : Setting.parse(row);
    },
    save: (setting: ReaderSetting): void => void upsert.run(setting),
  };
}

export type ReaderSettings = ReturnType<typeof openReaderSetting>;
