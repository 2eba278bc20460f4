import { z } from "zod";
import type { UserId } from "../../contract/ids.ts";
import { Way } from "../../contract/reader-views.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { SettingsLog } from "../settings-log.ts";

/** `readerId` is null while nobody chose one: then the installer's holds. */
const Setting = z.object({ way: Way, readerId: z.string().nullable() });
export type ReaderSetting = Readonly<z.infer<typeof Setting>>;

/** The clerk's choice of reader and way; it outlives restarts and stands over the installer's. */
export function openReaderSetting(
  { db, settings }: Readonly<{ db: Database; settings: SettingsLog }>,
  installed: Way,
) {
  const select = db.prepare<[]>("SELECT way, reader_id AS readerId FROM reader_setting");
  const upsert = db.prepare(
    `INSERT INTO reader_setting (one, way, reader_id) VALUES (1, @way, @readerId)
     ON CONFLICT (one) DO UPDATE SET way = excluded.way, reader_id = excluded.reader_id`,
  );
  function get(): ReaderSetting {
    const row = select.get();
    return row === undefined ? { way: installed, readerId: null } : Setting.parse(row);
  }
  const note = (userId: UserId | null) => settings.note({ what: "reader", value: get(), userId });
  db.transaction(() => note(null)).immediate();

  return {
    get,
    save(setting: ReaderSetting, userId: UserId): void {
      db.transaction(() => {
        upsert.run(setting);
        note(userId);
      }).immediate();
    },
  };
}

export type ReaderSettings = ReturnType<typeof openReaderSetting>;
