import { z } from "zod";
import type { ExportRow, ExportWriter } from "./export-terms.ts";

const HASH_MEMBER = /,"hash":"([0-9a-f]{64})"\}$/;
const Numbered = z.object({ seq: z.int().min(1) });

/**
 * One entry a line: its sealed content, letter by letter, with the seal as last member. Cutting the
 * seal off again gives the content back, so the chain can be proven from the file alone.
 */
export function jsonLinesWriter(): ExportWriter {
  return {
    head: () => "",
    entry: ({ content, hash }) => `${content.slice(0, -1)},"hash":"${hash}"}\n`,
  };
}

/** The entry that a line holds; undefined where it is no such line. */
export function rowOfLine(line: string): ExportRow | undefined {
  const [member, hash] = HASH_MEMBER.exec(line) ?? [];
  if (member === undefined || hash === undefined) return undefined;
  const content = `${line.slice(0, -member.length)}}`;
  const parsed = Numbered.safeParse(jsonOf(content));
  return parsed.success ? { seq: parsed.data.seq, content, hash } : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A line that is no JSON is a finding for the reader, who names the line.
    return undefined;
  }
}
