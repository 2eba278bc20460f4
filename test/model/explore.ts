import type { Game } from "./game.ts";
import { settles } from "./settle.ts";

export type Exploration = Readonly<{
  scene: string;
  states: number;
  transitions: number;
  depth: number;
  /** Every state that can be reached with this budget was seen. */
  isWhole: boolean;
  /** What broke, and the moves that lead there. */
  fault: Readonly<{ what: string; path: readonly string[] }> | null;
}>;

type Limits = Readonly<{ scene: string; budget: number; maxStates: number }>;

/**
 * Breadth first over all states that can be reached: safety in each of them, and that each of them
 * comes to its end when nothing goes wrong any more.
 */
export function explore<State>(
  game: Game<State>,
  { scene, budget, maxStates }: Limits,
): Exploration {
  const first = game.keyOf(game.first(budget));
  const cameFrom = new Map<string, string | null>([[first, null]]);
  const good = new Set<string>();
  let frontier = [first];
  let transitions = 0;
  let depth = 0;
  const ended = (fault: Exploration["fault"]): Exploration => {
    const isWhole = frontier.length === 0;
    return { scene, states: cameFrom.size, transitions, depth, isWhole, fault };
  };
  while (frontier.length > 0 && cameFrom.size < maxStates) {
    const following: string[] = [];
    for (const key of frontier) {
      const state = game.stateOf(key);
      const what = game.faultOf(state) ?? settles(game, state, good);
      if (what !== null) return ended({ what, path: pathTo(game, key, cameFrom) });
      const nextKeys = successorsOf(game, state);
      transitions += nextKeys.length;
      const fresh = nextKeys.filter((nextKey) => !cameFrom.has(nextKey));
      fresh.forEach((nextKey) => cameFrom.set(nextKey, key));
      following.push(...new Set(fresh));
    }
    frontier = following;
    depth += 1;
  }
  return ended(null);
}

function successorsOf<State>(game: Game<State>, state: State): readonly string[] {
  return game.movesOf(state).flatMap((move) => {
    const next = game.after(state, move);
    return next === null ? [] : [game.keyOf(next)];
  });
}

/** The labels of the moves that lead from the first state to this one. */
function pathTo<State>(
  game: Game<State>,
  key: string,
  cameFrom: ReadonlyMap<string, string | null>,
): string[] {
  const path: string[] = [];
  for (
    let at = key, before = cameFrom.get(at);
    before != null;
    at = before, before = cameFrom.get(at)
  ) {
    const state = game.stateOf(before);
    const move = game.movesOf(state).find((each) => {
      const next = game.after(state, each);
      return next !== null && game.keyOf(next) === at;
    });
    path.unshift(move?.label ?? "?");
  }
  return path;
}
