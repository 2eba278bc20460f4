import type { TroubleCode } from "./trouble.ts";

/** A proven copy of the register's file, by its name in the folder `backups`. */
export type BackupView = Readonly<{
  name: string;
  /** The newest entry that it holds. */
  seq: number;
  atMs: number;
}>;

export type BackupsView = Readonly<{
  /** Newest first. */
  backups: readonly BackupView[];
  isRunning: boolean;
  /** Why the last try made none; null after one that did. */
  failure: TroubleCode | null;
}>;
