import { create } from "zustand";
import type { ProductView } from "../../contract/views.ts";

export type SearchState = Readonly<{
  text: string;
  /** What `results` answer; it lags behind `text` while the register searches. */
  answeredText: string;
  results: readonly ProductView[];
  /** The marked result. */
  index: number;
  /** The clerk moved the mark: Enter then means this result and no code. */
  isChosen: boolean;
}>;

export const emptySearch: SearchState = {
  text: "",
  answeredText: "",
  results: [],
  index: 0,
  isChosen: false,
};

export const useSearch = create<SearchState>()(() => emptySearch);
