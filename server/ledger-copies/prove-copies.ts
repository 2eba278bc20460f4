import { z } from "zod";
import type { CopiedEntry, CopyHead } from "../../contract/ledger-copy-protocol.ts";
import { canonical, chainHash } from "../../ledger/hash-chain.ts";

/** What the relay checks in any content, also of a register that is newer than the relay. */
const Sealed = z.looseObject({
  seq: z.int(),
  postings: z.array(z.object({ currency: z.string(), minor: z.int() })),
});

/** What is wrong with entries that are to follow `head`, in words; undefined where nothing is. */
export function faultOfCopies(head: CopyHead, entries: readonly CopiedEntry[]): string | undefined {
  let before = head;
  for (const entry of entries) {
    const fault = faultOfCopy(before, entry);
    if (fault !== undefined) return `entry ${entry.seq}: ${fault}`;
    before = entry;
  }
  return undefined;
}

function faultOfCopy(before: CopyHead, { seq, content, hash }: CopiedEntry): string | undefined {
  if (seq !== before.seq + 1) return `follows ${before.seq}`;
  if (chainHash(before.hash, content) !== hash) return "its seal does not fit its content";
  const raw = parseJson(content);
  const sealed = Sealed.safeParse(raw);
  if (!sealed.success || sealed.data.seq !== seq) return "its content is of another entry";
  if (canonical(raw) !== content) return "its content is not in canonical form";
  return isBalanced(sealed.data.postings) ? undefined : "its postings do not sum to zero";
}

function isBalanced(postings: readonly { currency: string; minor: number }[]): boolean {
  const sums = new Map<string, number>();
  for (const { currency, minor } of postings) {
    sums.set(currency, (sums.get(currency) ?? 0) + minor);
  }
  return [...sums.values()].every((sum) => sum === 0);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Text that is no JSON is a finding for the caller, who names the entry.
    return undefined;
  }
}
