import { rmSync } from "node:fs";
import type { BackupFile } from "./backup-file.ts";

/** How many backups are kept, and for how long; the newest is always kept. */
export type Retention = Readonly<{ count: number; days: number }>;

const DAY_MS = 86_400_000;

/** Removes what is too many or too old; answers what is left, newest first. */
export function pruneBackups(
  backups: readonly BackupFile[],
  { count, days }: Retention,
  nowMs: number,
): readonly BackupFile[] {
  const isKept = ({ atMs }: BackupFile, index: number) =>
    index === 0 || (index < count && nowMs - atMs <= days * DAY_MS);
  backups.filter((backup, index) => !isKept(backup, index)).forEach(({ path }) => rmSync(path));
  return backups.filter(isKept);
}
