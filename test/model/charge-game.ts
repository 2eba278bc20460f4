import { isFinal } from "../../register/payments/payment-state.ts";
import { pageMoves } from "./direct-page.ts";
import { faultOf } from "./faults.ts";
import type { Game } from "./game.ts";
import { attempts, type Move } from "./move.ts";
import { jobMoves } from "./relay-jobs.ts";
import { messageMoves } from "./relay-hears.ts";
import { captureMoves, readingMoves, relayCrash } from "./relay-reads.ts";
import { get, globals, keyOf, stateOf, WIDTH, type State } from "./state.ts";
import { intentOf, stripeMoves } from "./stripe-moves.ts";
import { lineMoves, tillMoves } from "./till-moves.ts";
import { tillOf } from "./till-state.ts";
import type { Scene } from "./world.ts";

/** Two attempts to charge, and one reader. */
export function chargeGame(scene: Scene): Game<State> {
  return {
    first: firstState,
    movesOf: (state) => movesOf(scene, state),
    after,
    keyOf,
    stateOf,
    faultOf,
    whatIsOpen,
    // In a fair world the customer goes away, the clerk ends what waits, and everything else goes on.
    unfair: /^(charge|another card|a card is held|the bank answers \d failed)/,
    slow: [/^end/, /^(the till (resolves|insists)|the clerk cancels)/],
  };
}

function firstState(budget: number): State {
  const state = new Uint16Array(WIDTH);
  state[globals.line1] = 1;
  state[globals.line2] = 1;
  state[globals.budget] = budget;
  return state;
}

function movesOf(scene: Scene, state: State): readonly Move[] {
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

function after(state: State, { cost = 0, act }: Move): State | null {
  const left = (state[globals.budget] ?? 0) - cost;
  if (left < 0) return null;
  const next = state.slice();
  next[globals.budget] = left;
  act(next);
  return next;
}

function whatIsOpen(state: State): string | null {
  for (const attempt of attempts) {
    const payment = tillOf(state, attempt);
    if (payment === null || payment.attention !== null) continue;
    if (!isFinal(payment)) return `attempt ${attempt} stays ${payment.phase}`;
    const status = intentOf(state, attempt)?.status;
    if (status === "requires_capture") return `the money of attempt ${attempt} stays held`;
    if (get(state, attempt, "order") === 1) return `the capture of ${attempt} is never done with`;
  }
  return null;
}
