import type { Migration } from "../migrate.ts";

export const peopleAndDayTables: Migration = { version: 5, name: "people-and-day", sql: "" };
