import { create } from "zustand";
import type { EntryView } from "../../contract/views.ts";

export type CorrectionState = Readonly<{
  /** The entry that is being put right in a dialog. */
  entry: EntryView | null;
  /** The entry that was written last, beside another. */
  done: EntryView | null;
}>;

/** A correction of the book. actions/correct.ts writes it. */
export const useCorrection = create<CorrectionState>()(() => ({ entry: null, done: null }));
