import { create } from "zustand";
import type { ComparedView } from "../../contract/day-views.ts";
import type { LineId, SaleId } from "../../contract/ids.ts";
import type { Sheet } from "../format/counted.ts";

/** A drawer's count in the making; `sessionId` is null for the float that opens it. */
export type CountDraft = Readonly<{
  sessionId: string | null;
  sheet: Sheet;
  /** As typed. */
  fromSafe: string;
  isCounting: boolean;
  /** What the register said to the count that was handed in. */
  compared: ComparedView | null;
}>;

export type NotesText = Readonly<{ line: string; sale: string; name: string; email: string }>;

/** Notes that were typed and not kept yet: of which sale, and which of its lines. */
export type NotesDraft = Readonly<{ saleId: SaleId; lineId: LineId | null; text: NotesText }>;

export type DraftsState = Readonly<{ count: CountDraft; notes: NotesDraft | null }>;

const noCount: CountDraft = {
  ...{ sessionId: null, sheet: {}, fromSafe: "" },
  ...{ isCounting: false, compared: null },
};

/**
 * What somebody has typed on a screen that it left, or that the lock took: it is there when they come
 * back. In this window only; nothing of it was said to the register.
 */
export const useDrafts = create<DraftsState>()(() => ({ count: noCount, notes: null }));

/** The count of a session; one of another session is over. */
export function countOf({ count }: DraftsState, sessionId: string | null): CountDraft {
  return count.sessionId === sessionId ? count : noCount;
}

export function changeCount(sessionId: string | null, part: Partial<CountDraft>): void {
  useDrafts.setState((state) => ({ count: { ...countOf(state, sessionId), sessionId, ...part } }));
}

/** It was handed in, and what comes of it stands in the book. */
export function forgetCount(): void {
  useDrafts.setState({ count: noCount });
}

/** Another count is needed; that of a drawer that closed, with its session, is over anyhow. */
export function forgetComparison(): void {
  useDrafts.setState(({ count }) => (count.compared === null ? {} : { count: noCount }));
}
