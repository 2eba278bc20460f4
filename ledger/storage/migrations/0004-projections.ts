import type { Migration } from "../migrate.ts";

export const projectionsTables: Migration = { version: 4, name: "projections", sql: "" };
