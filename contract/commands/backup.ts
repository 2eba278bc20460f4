import { z } from "zod";
import type { BackupsView } from "../backup-views.ts";
import { view } from "./command.ts";

/** Copies of the register's file. Putting one back is for a register that does not run. */
export const backupCommands = {
  "backup.list": {
    input: z.strictObject({}),
    output: view<BackupsView>(),
    refusals: [],
    from: ["till", "tool"],
  },
  /** Begins one, unless one is being made; the event `backups-changed` tells what came of it. */
  "backup.make": {
    input: z.strictObject({}),
    output: view<BackupsView>(),
    refusals: [],
    from: ["till", "tool"],
  },
} as const;
