import { isFinal } from "../../register/payments/payment-state.ts";
import { after, movesOf } from "./all-moves.ts";
import { attempts } from "./move.ts";
import { get, keyOf, type State } from "./state.ts";
import { intentOf } from "./stripe-moves.ts";
import { tillOf } from "./till-state.ts";
import type { Scene } from "./world.ts";

/** Far more than any payment needs; a round that has no end is found by it. */
const MAX_MOVES = 300;

/** In a fair world the customer goes away, the clerk ends what waits, and everything else goes on. */
const unfair = /^(charge|another card|a card is held|the bank answers \d failed)/;
/** What is done at its own, slow pace: only when nothing else is left to do. */
const slow = [/^end/, /^(the till (resolves|insists)|the clerk cancels)/] as const;

/**
 * Whether a state comes to its end when nothing goes wrong any more: no capture is lost, no payment
 * stays open. Null when it does. `good` remembers the states that are known to.
 */
export function settles(scene: Scene, state: State, good: Set<string>): string | null {
  const passed: string[] = [];
  let now = state;
  for (let count = 0; count < MAX_MOVES; count += 1) {
    const key = keyOf(now);
    if (good.has(key)) return remember(passed, good);
    passed.push(key);
    const next = fairMove(scene, now, count);
    if (next === null) {
      const open = whatIsOpen(now);
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
function fairMove(scene: Scene, state: State, turn: number): State | null {
  const before = keyOf(state);
  const fair = movesOf(scene, state).filter(
    ({ label, cost = 0 }) => cost === 0 && !unfair.test(label),
  );
  for (const pace of [0, 1, 2]) {
    const now = fair.filter(({ label }) => paceOf(label) === pace);
    const changing = now
      .map((move) => after(state, move))
      .filter((next): next is State => next !== null && keyOf(next) !== before);
    if (changing.length > 0) return changing[turn % changing.length] ?? null;
  }
  return null;
}

function paceOf(label: string): number {
  return slow.findIndex((pattern) => pattern.test(label)) + 1;
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
