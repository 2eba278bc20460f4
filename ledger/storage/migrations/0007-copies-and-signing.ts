import type { Migration } from "../migrate.ts";

export const copiesAndSigningTables: Migration = {
  version: 7,
  name: "copies-and-signing",
  sql: "",
};
