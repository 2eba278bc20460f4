import { join } from "node:path";
import { listBackups } from "../ledger/backup/backup-file.ts";
import { holdFolder } from "../ledger/storage/open-database.ts";
import { recoverLedger } from "./copies/recover-ledger.ts";
import { ensureWritable } from "./ensure-writable.ts";
import { openRegister, type Register } from "./register.ts";
import type { RegisterOptions } from "./register-options.ts";

/**
 * Opens a register as a host does: what its book lost comes back from the relay first, where the
 * relay can be reached. Rejects with TroubleError as `openRegister` throws it, and with
 * `ledger-forked`.
 */
export async function startRegister(options: RegisterOptions): Promise<Register> {
  ensureWritable(options.folder);
  const letGo = holdFolder(join(options.folder, "lock"));
  try {
    const backups = listBackups(join(options.folder, "backups"), options.config.registerId);
    await recoverLedger({ ...options, bases: backups.map(({ path }) => path) });
  } finally {
    letGo();
  }
  return openRegister(options);
}
