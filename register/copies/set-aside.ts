import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";

/**
 * Moves files of the folder into `set-aside/<name>/`: what was damaged or replaced is evidence, and
 * is never thrown away. Answers where they went.
 */
export function setAside(folder: string, name: string, files: readonly string[]): string {
  const target = join(folder, "set-aside", name);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  for (const file of files) {
    if (existsSync(join(folder, file))) renameSync(join(folder, file), join(target, file));
  }
  return target;
}
