import type { Migration } from "../migrate.ts";

/**
 * How each setting stood, in words: the chain holds the digests of their changes, and an auditor
 * finds here what was set. `content` is canonical JSON, `digest` its SHA-256.
 */
export const settingVersionTable: Migration = {
  version: 11,
  name: "setting-versions",
  sql: `
    CREATE TABLE setting_version (
      number INTEGER PRIMARY KEY,
      what TEXT NOT NULL,
      digest TEXT NOT NULL CHECK (length(digest) = 64),
      content TEXT NOT NULL
    ) STRICT;
    CREATE INDEX setting_version_by_what ON setting_version (what, number);
  `,
};
