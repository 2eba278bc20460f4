import type { Migration } from "../migrate.ts";

export const catalogSearchTables: Migration = { version: 6, name: "catalog-search", sql: "" };
