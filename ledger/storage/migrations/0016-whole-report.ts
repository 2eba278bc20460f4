import type { Migration } from "../migrate.ts";

/**
 * A day's whole report is made of figures, and the older entries lack some: a book that has entries
 * is left without an open day, so that all that follows from them is made anew at the next start.
 */
export const wholeReport: Migration = {
  version: 16,
  name: "whole-report",
  sql: "DELETE FROM open_day WHERE EXISTS (SELECT 1 FROM ledger);",
};
