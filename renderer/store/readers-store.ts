import { create } from "zustand";
import type { ReadersView } from "../../contract/reader-views.ts";
import type { RefusalCode } from "../format/words.ts";

/** The reader picker, as the register last showed it. */
export const useReaders = create<
  Readonly<{ readers: ReadersView | null; refusal: RefusalCode | null }>
>()(() => ({ readers: null, refusal: null }));
