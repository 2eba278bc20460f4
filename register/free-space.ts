import { statfsSync } from "node:fs";
import { storageTrouble } from "../ledger/storage/open-database.ts";

/** What a card sale, its receipt and the log of a bad hour may need, many times over. */
const RESERVE_BYTES = 16 * 1024 * 1024;

/**
 * Whether the folder's disk has the room that a card payment asks for before it starts: a charge
 * whose sale could not be written must never begin. A disk that cannot be asked has none.
 */
export function hasReserve(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= RESERVE_BYTES;
  } catch (error) {
    if (storageTrouble(error) === undefined) throw error;
    return false;
  }
}
