import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

const NAME = "ledger-broken";

/**
 * A fault deep in the book, found by a check that runs beside the selling: the next start proves
 * only the newest entries, so it must be told. It stays until the book was made whole.
 */
export function markBroken(folder: string, fault: string): void {
  const file = openSync(join(folder, NAME), "w", 0o600);
  writeSync(file, fault);
  fsyncSync(file);
  closeSync(file);
}

/** The fault that was found; undefined where none was. */
export function brokenMark(folder: string): string | undefined {
  const path = join(folder, NAME);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

export function clearBrokenMark(folder: string): void {
  rmSync(join(folder, NAME), { force: true });
}
