import { ok } from "../../contract/result.ts";
import type { Handlers } from "../door.ts";
import type { Backups } from "./backup-schedule.ts";

export function backupHandlers(backups: Backups) {
  return {
    "backup.list": () => ok(backups.view()),
    "backup.make": () => {
      void backups.makeNow();
      return ok(backups.view());
    },
  } satisfies Partial<Handlers>;
}
