import { closeSync, existsSync, openSync, readSync, renameSync, writeFileSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import type { State } from "./state.ts";
import { createStateReader, statePieces } from "./state-lines.ts";

const SAVE_AFTER_MS = 100;
/** Saving a big state takes a while: it may take a twentieth of the time, no more. */
const REST_PER_SAVE = 20;
const CHUNK_BYTES = 1024 * 1024;

/**
 * Keeps the sandbox's state in a file, so that the demo's Stripe still knows yesterday's payments.
 * Writes follow changes by a moment and replace the file as a whole: a crash loses that moment, and
 * a disk that takes no more keeps the older state until the next change.
 */
export function keepState(path: string, state: () => State, log: (line: string) => void) {
  let timer: NodeJS.Timeout | undefined;
  let lastSaveMs = 0;

  function save(): void {
    clearTimeout(timer);
    timer = undefined;
    const begunMs = performance.now();
    try {
      saveState(path, state());
    } catch (error) {
      log(`the state was not kept: ${String(error)}`);
    }
    lastSaveMs = performance.now() - begunMs;
  }

  return {
    changed: (): void => {
      timer ??= setTimeout(save, Math.max(SAVE_AFTER_MS, lastSaveMs * REST_PER_SAVE));
    },
    save,
  };
}

/** Piece by piece, so that no more than one of them is held; replaces the file when it is whole. */
export function saveState(path: string, state: State): void {
  const file = openSync(`${path}.part`, "w", 0o600);
  try {
    for (const piece of statePieces(state)) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.part`, path);
}

/** Undefined where nothing was kept yet. */
export function loadState(path: string): State | undefined {
  if (!existsSync(path)) return undefined;
  const reader = createStateReader();
  const lines = createLineSplitter(reader.take);
  const file = openSync(path, "r");
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (;;) {
      const length = readSync(file, chunk);
      if (length === 0) break;
      lines.push(chunk.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
  lines.end();
  return reader.state();
}

/** Cuts bytes that come in pieces into lines. */
export function createLineSplitter(take: (line: string) => void) {
  const decoder = new StringDecoder("utf8");
  let rest = "";

  function cut(text: string): void {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(take);
  }

  return {
    push: (bytes: Buffer): void => cut(decoder.write(bytes)),
    end: (): void => {
      cut(`${decoder.end()}\n`);
    },
  };
}
