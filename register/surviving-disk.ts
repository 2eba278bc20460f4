import { storageTrouble } from "../ledger/storage/open-database.ts";
import type { Logger } from "./ports.ts";

/**
 * For what the clock and the line cause, where no clerk waits for an answer: a disk that refuses is
 * logged and the till goes on; the next tick or the next line tries again. Bugs throw.
 */
export function survivingDisk<Arguments extends unknown[]>(
  log: Logger,
  act: (...args: Arguments) => void,
): (...args: Arguments) => void {
  return (...args) => {
    try {
      act(...args);
    } catch (error) {
      const trouble = storageTrouble(error);
      if (trouble === undefined) throw error;
      log.error("the disk refused a write", { trouble, error: String(error) });
    }
  };
}
