import { TroubleError } from "../contract/trouble.ts";
import { storageTrouble } from "../ledger/storage/open-database.ts";

/** What a start met: a trouble with its code where it has one, else the error as it came. */
export function troubleFrom(error: unknown): unknown {
  const code = storageTrouble(error);
  return code !== undefined && error instanceof Error
    ? new TroubleError(code, error.message)
    : error;
}
