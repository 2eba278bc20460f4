import type { Database } from "./storage/open-database.ts";

/**
 * The ticks of the next entry: the book's own count of milliseconds, which goes on where the last
 * process left it. It runs with `uptime`, and by one at least, so that it rises whatever happens.
 */
export function openTicks(
  db: Database,
  uptime: () => number,
  table: "ledger" | "office_entry" = "ledger",
): (headSeq: number) => number {
  const selectTicks = db
    .prepare<[number], number>(
      `SELECT coalesce(content ->> '$.ticks', 0) FROM ${table} WHERE seq = ?`,
    )
    .pluck();
  const startedAt = uptime();
  let base: number | undefined;
  let last = { seq: -1, ticks: 0 };
  return (headSeq) => {
    // A transaction that rolled back, or another handle, has moved the head: read what is there.
    if (last.seq !== headSeq) last = { seq: headSeq, ticks: selectTicks.get(headSeq) ?? 0 };
    base ??= last.ticks;
    const ticks = Math.max(last.ticks + 1, base + Math.floor(uptime() - startedAt));
    last = { seq: headSeq + 1, ticks };
    return ticks;
  };
}
