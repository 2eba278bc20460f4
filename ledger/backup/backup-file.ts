import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** A backup as its name tells it: whose book, up to which entry, made when (UTC). */
export type BackupFile = Readonly<{ path: string; registerId: string; seq: number; atMs: number }>;

const NAME = /^(reg_[A-Za-z0-9-]+)\.(\d{10})\.(\d{15})\.backup$/;

export function backupName({ registerId, seq, atMs }: Omit<BackupFile, "path">): string {
  return `${registerId}.${String(seq).padStart(10, "0")}.${String(atMs).padStart(15, "0")}.backup`;
}

/** Newest first. Unfinished ones have another name and do not count. */
export function listBackups(folder: string, registerId?: string): readonly BackupFile[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const [, id = "", seq = "", atMs = ""] = NAME.exec(name) ?? [];
      const file = { path: join(folder, name), registerId: id };
      return id === "" ? [] : [{ ...file, seq: Number(seq), atMs: Number(atMs) }];
    })
    .filter((backup) => registerId === undefined || backup.registerId === registerId)
    .sort((a, b) => b.atMs - a.atMs || b.seq - a.seq);
}
