import type { Game } from "./game.ts";

/** Far more than any payment needs; a round that has no end is found by it. */
const MAX_MOVES = 300;

/**
 * Whether a state comes to its end when nothing goes wrong any more: no capture is lost, no payment
 * stays open. Null when it does. `good` remembers the states that are known to.
 */
export function settles<State>(game: Game<State>, state: State, good: Set<string>): string | null {
  const passed: string[] = [];
  let now = state;
  for (let count = 0; count < MAX_MOVES; count += 1) {
    const key = game.keyOf(now);
    if (good.has(key)) return remember(passed, good);
    passed.push(key);
    const next = fairMove(game, now, count);
    if (next === null) {
      const open = game.whatIsOpen(now);
      return open === null ? remember(passed, good) : open;
    }
    now = next;
  }
  return "it never comes to its end";
}

function remember(keys: readonly string[], good: Set<string>): null {
  keys.forEach((key) => good.add(key));
  return null;
}

/** Each possible move gets its turn; null where nothing changes any more. */
function fairMove<State>(game: Game<State>, state: State, turn: number): State | null {
  const before = game.keyOf(state);
  const fair = game
    .movesOf(state)
    .filter(({ label, cost = 0 }) => cost === 0 && !game.unfair.test(label));
  for (let pace = 0; pace <= game.slow.length; pace += 1) {
    const changing = fair
      .filter(({ label }) => paceOf(game, label) === pace)
      .map((move) => game.after(state, move))
      .filter((next): next is State & {} => next !== null && game.keyOf(next) !== before);
    if (changing.length > 0) return changing[turn % changing.length] ?? null;
  }
  return null;
}

function paceOf<State>({ slow }: Game<State>, label: string): number {
  return slow.findIndex((pattern) => pattern.test(label)) + 1;
}
