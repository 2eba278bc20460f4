import { LedgerEntry, type EntryOf } from "../../ledger/ledger-entry.ts";

export type CopiedFact = Readonly<{ atMs: number; entry: LedgerEntry }>;

/** An entry as its register sealed it; undefined where this relay does not understand it. */
export function copiedEntry(content: string): CopiedFact | undefined {
  const { atMs, entry: raw } = JSON.parse(content) as { atMs: number; entry?: unknown };
  const entry = LedgerEntry.safeParse(raw).data;
  return entry && { atMs, entry };
}

/** Whose book it is, by its first entry. */
export function openedBook(opened: string): EntryOf<"ledger-opened"> | undefined {
  const entry = copiedEntry(opened)?.entry;
  return entry?.type === "ledger-opened" ? entry : undefined;
}

/** What a register prints before the dash. */
export function registerNumberOf(opened: string): number | undefined {
  return openedBook(opened)?.registerNumber;
}
