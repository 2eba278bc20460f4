import { closeSync, openSync, readSync } from "node:fs";
import { TextDecoder } from "node:util";

const PIECE_BYTES = 256 * 1024;
/** Longer than the longest entry that a register writes, a sale of 500 lines. */
const MAX_LINE_CHARACTERS = 16 * 1024 * 1024;

/** A file's lines, with memory for one piece and one line. Bytes that are not UTF-8 are replaced. */
export function* readLines(path: string): Generator<string> {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(PIECE_BYTES);
    const decoder = new TextDecoder();
    let rest = "";
    for (;;) {
      const length = readSync(file, buffer, 0, PIECE_BYTES, null);
      if (length === 0) break;
      rest += decoder.decode(buffer.subarray(0, length), { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
      if (rest.length > MAX_LINE_CHARACTERS) break;
    }
    if (rest !== "") yield rest;
  } finally {
    closeSync(file);
  }
}
