import { closeSync, openSync, readSync } from "node:fs";
import { TextDecoder } from "node:util";
import type { ImportFault } from "../../contract/transfer-views.ts";

const PIECE_BYTES = 64 * 1024;

export type TextPiece =
  | Readonly<{ text: string; readBytes: number }>
  | Readonly<{ line: number; fault: ImportFault; detail: string; readBytes: number }>;

/** A mark at the file's beginning says its encoding better than anybody (Unicode, 23.8). */
const marks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: "utf-8" },
  { bytes: [0xff, 0xfe], encoding: "utf-16le" },
  { bytes: [0xfe, 0xff], encoding: "utf-16be" },
] as const;

/**
 * A file's text, piece by piece, with memory for one piece. Bytes that are not of the encoding end
 * it with the line they stand on: a wrong letter in a name is never guessed.
 */
export function* readText(path: string, encoding: string): Generator<TextPiece> {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(PIECE_BYTES);
    let decoder: TextDecoder | undefined;
    let readBytes = 0;
    let line = 1;
    for (;;) {
      const length = readSync(file, buffer, 0, PIECE_BYTES, null);
      const bytes = buffer.subarray(0, length);
      decoder ??= new TextDecoder(markedEncoding(bytes) ?? encoding, { fatal: true });
      readBytes += length;
      const text = decoded(decoder, bytes);
      if (text === undefined) {
        yield { line: line + linesBeforeFault(bytes), readBytes, ...wrongEncoding(decoder) };
        return;
      }
      line += text.split("\n").length - 1;
      yield { text, readBytes };
      if (length === 0) return;
    }
  } finally {
    closeSync(file);
  }
}

function wrongEncoding({ encoding }: TextDecoder) {
  return { fault: "wrong-encoding", detail: `here the file is not ${encoding}` } as const;
}

function markedEncoding(bytes: Buffer): string | undefined {
  const isMarked = (mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte);
  return marks.find((mark) => isMarked(mark.bytes))?.encoding;
}

/** An empty piece is the end: what is left half a letter then is a fault, too. */
function decoded(decoder: TextDecoder, bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes, { stream: bytes.length > 0 });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Lines of this piece before its first byte that is not UTF-8. */
function linesBeforeFault(bytes: Buffer): number {
  // A letter may have been cut by the piece's beginning; its rest is not the fault.
  const start = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80);
  const text = bytes.subarray(Math.max(0, start)).toString("utf8");
  const [before = ""] = text.split("\ufffd", 1);
  return before.split("\n").length - 1;
}
