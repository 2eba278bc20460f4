import type { Migration } from "../migrate.ts";

export const storeCreditTables: Migration = { version: 8, name: "store-credit", sql: "" };
