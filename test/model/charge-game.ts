import { pageMoves } from "./direct-page.ts";
import { attempts, type Move } from "./move.ts";
import { jobMoves } from "./relay-jobs.ts";
import { messageMoves } from "./relay-hears.ts";
import { captureMoves, readingMoves, relayCrash } from "./relay-reads.ts";
import { globals, WIDTH, type State } from "./state.ts";
import { stripeMoves } from "./stripe-moves.ts";
import { lineMoves, tillMoves } from "./till-moves.ts";
import type { Scene } from "./world.ts";

export function firstState(budget: number): State {
  const state = new Uint16Array(WIDTH);
  state[globals.line1] = 1;
  state[globals.line2] = 1;
  state[globals.budget] = budget;
  return state;
}

/** Everything that may happen next, in any order. */
export function movesOf(scene: Scene, state: State): readonly Move[] {
  const moves = attempts.flatMap((attempt) => [
    ...tillMoves(scene, state, attempt),
    ...messageMoves(scene, state, attempt),
    ...jobMoves(scene, state, attempt),
    ...readingMoves(scene, state, attempt),
    ...captureMoves(scene, state, attempt),
    ...stripeMoves(state, attempt),
    ...pageMoves(state, attempt),
    ...lineMoves(scene, state, attempt),
  ]);
  return [...moves, relayCrash(scene)];
}

/** The state after a move; null where the budget of trouble does not pay for it. */
export function after(state: State, { cost = 0, act }: Move): State | null {
  const left = (state[globals.budget] ?? 0) - cost;
  if (left < 0) return null;
  const next = state.slice();
  next[globals.budget] = left;
  act(next);
  return next;
}
