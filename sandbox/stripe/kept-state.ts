import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { State } from "./state.ts";

const SAVE_AFTER_MS = 100;

/**
 * Keeps the sandbox's state in a file, so that the demo's Stripe still knows yesterday's payments.
 * Writes follow changes by a moment and replace the file as a whole: a crash loses that moment, and
 * a disk that takes no more keeps the older state until the next change.
 */
export function keepState(path: string, state: () => State, log: (line: string) => void) {
  let timer: NodeJS.Timeout | undefined;

  function save(): void {
    clearTimeout(timer);
    timer = undefined;
    try {
      writeFileSync(`${path}.part`, JSON.stringify(state()));
      renameSync(`${path}.part`, path);
    } catch (error) {
      log(`the state was not kept: ${String(error)}`);
    }
  }

  return {
    changed: (): void => {
      timer ??= setTimeout(save, SAVE_AFTER_MS);
    },
    save,
  };
}

/** Undefined where nothing was kept yet. The file is our own: it is trusted as it is. */
export function loadState(path: string): State | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as State) : undefined;
}
