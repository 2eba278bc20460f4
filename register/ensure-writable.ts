import { accessSync, constants } from "node:fs";
import { TroubleError } from "../contract/trouble.ts";
import { makeFolder } from "../ledger/storage/make-folder.ts";

/** Makes the folder when it is missing. Throws TroubleError `folder-not-writable`. */
export function ensureWritable(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TroubleError("folder-not-writable", `${folder} cannot be written: ${reason}`);
  }
}
