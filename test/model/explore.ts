import { after, firstState, movesOf } from "./all-moves.ts";
import { faultOf } from "./faults.ts";
import { settles } from "./settle.ts";
import { keyOf, stateOf, type State } from "./state.ts";
import type { Scene } from "./world.ts";

export type Exploration = Readonly<{
  scene: Scene;
  states: number;
  transitions: number;
  depth: number;
  /** Every state that can be reached with this budget was seen. */
  isWhole: boolean;
  /** What broke, and the moves that lead there. */
  fault: Readonly<{ what: string; path: readonly string[] }> | null;
}>;

type Limits = Readonly<{ budget: number; maxStates: number }>;

/**
 * Breadth first over all states that can be reached: safety in each of them, and that each of them
 * comes to its end when nothing goes wrong any more.
 */
export function explore(scene: Scene, { budget, maxStates }: Limits): Exploration {
  const first = keyOf(firstState(budget));
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
      const state = stateOf(key);
      const what = faultOf(state) ?? settles(scene, state, good);
      if (what !== null) return ended({ what, path: pathTo(scene, key, cameFrom) });
      const nextKeys = successorsOf(scene, state);
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

function successorsOf(scene: Scene, state: State): readonly string[] {
  return movesOf(scene, state).flatMap((move) => {
    const next = after(state, move);
    return next === null ? [] : [keyOf(next)];
  });
}

/** The labels of the moves that lead from the first state to this one. */
function pathTo(scene: Scene, key: string, cameFrom: ReadonlyMap<string, string | null>): string[] {
  const path: string[] = [];
  for (
    let at = key, before = cameFrom.get(at);
    before != null;
    at = before, before = cameFrom.get(at)
  ) {
    const state = stateOf(before);
    const move = movesOf(scene, state).find((each) => {
      const next = after(state, each);
      return next !== null && keyOf(next) === at;
    });
    path.unshift(move?.label ?? "?");
  }
  return path;
}
