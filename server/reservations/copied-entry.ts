import { LedgerEntry } from "../../ledger/ledger-entry.ts";

export type CopiedFact = Readonly<{ atMs: number; entry: LedgerEntry }>;

/** An entry as its register sealed it; undefined where this relay does not understand it. */
export function copiedEntry(content: string): CopiedFact | undefined {
  const { atMs, entry: raw } = JSON.parse(content) as { atMs: number; entry?: unknown };
  const entry = LedgerEntry.safeParse(raw).data;
  return entry && { atMs, entry };
}

/** What a register prints before the dash, by the first entry of its book. */
export function registerNumberOf(opened: string): number | undefined {
  const entry = copiedEntry(opened)?.entry;
  return entry?.type === "ledger-opened" ? entry.registerNumber : undefined;
}
