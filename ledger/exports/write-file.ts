import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";

/** What stands behind a file's name until it is whole. */
export const PART_SUFFIX = ".part";

/**
 * Writes a file from pieces. It has its name only once it is whole and on the disk (fsync); a
 * generator that is ended before, by a crash or by `return()`, leaves the old file of that name.
 */
export function* writeFile<Progress>(
  path: string,
  pieces: Iterable<Readonly<{ text: string; progress: Progress }>>,
): Generator<Progress, void> {
  const part = `${path}${PART_SUFFIX}`;
  const file = openSync(part, "w");
  let isOpen = true;
  try {
    for (const { text, progress } of pieces) {
      writeAll(file, text);
      yield progress;
    }
    fsyncSync(file);
    closeSync(file);
    isOpen = false;
    renameSync(part, path);
  } finally {
    if (isOpen) closeSync(file);
    rmSync(part, { force: true });
  }
}

/** One call may write a part only (man 2 write). */
function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}
