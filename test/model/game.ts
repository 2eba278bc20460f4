import type { Move } from "./move.ts";

/** What is explored: where it begins, what may happen, and what must be so. */
export type Game<State> = Readonly<{
  first: (budget: number) => State;
  /** Everything that may happen next, in any order. */
  movesOf: (state: State) => readonly Move<State>[];
  /** The state after a move; null where the budget of trouble does not pay for it. */
  after: (state: State, move: Move<State>) => State | null;
  /** The same states have the same key. */
  keyOf: (state: State) => string;
  stateOf: (key: string) => State;
  /** What must be so in every state; the first thing that is not, in words. */
  faultOf: (state: State) => string | null;
  /** What is not at its end though nothing more happens. */
  whatIsOpen: (state: State) => string | null;
  /** Labels of what does not happen in a fair world. */
  unfair: RegExp;
  /** Labels of what is done at its own, slow pace: only when nothing else is left to do. */
  slow: readonly RegExp[];
}>;

type Plain<State> = Omit<Game<State>, "first" | "after" | "keyOf" | "stateOf"> &
  Readonly<{ first: Omit<State, "budget"> }>;

/** A game whose states are plain objects of values that are never changed in place. */
export function plainGame<State extends { budget: number }>({
  first,
  ...rules
}: Plain<State>): Game<State> {
  return {
    ...rules,
    first: (budget) => ({ ...first, budget }) as State,
    after(state, { cost = 0, act }) {
      if (state.budget < cost) return null;
      const next = { ...state, budget: state.budget - cost };
      act(next);
      return next;
    },
    keyOf: (state) => JSON.stringify(state),
    stateOf: (key) => JSON.parse(key) as State,
  };
}

/** A move that may be made now, or none. */
export const when = <State>(isNow: boolean, move: Move<State>): readonly Move<State>[] =>
  isNow ? [move] : [];
