import type { State as Cells } from "./state.ts";

/** One thing that may happen next; `cost` is what it takes from the budget of trouble. */
export type Move<State = Cells> = Readonly<{
  label: string;
  cost?: number;
  /** Changes the copy that it is given. */
  act: (next: State) => void;
}>;

export const attempts = [0, 1] as const;
