import type { Migration } from "../migrate.ts";

/** The clerk's choice of reader and way, over what the installer set. One row, or none. */
export const readerSettingTable: Migration = {
  version: 9,
  name: "reader-setting",
  sql: `
    CREATE TABLE reader_setting (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      way TEXT NOT NULL CHECK (way IN ('direct', 'relay')),
      reader_id TEXT
    ) STRICT;
  `,
};
