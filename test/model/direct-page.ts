import type { Move } from "./move.ts";
import { get, globals, put, type Attempt, type State } from "./state.ts";

/** What the reader's page is at. Its word of a try is a hint; what became of the money is read. */
export const steps = { none: 0, collecting: 1, processing: 2 } as const;
export const words = { processed: 1, cancelled: 2, unknown: 3, notStarted: 4 } as const;
type Word = (typeof words)[keyof typeof words];

type Page = Readonly<{ step: number; isCancelled: boolean; tryNumber: number }>;

export function pageOf(state: State, attempt: Attempt): Page {
  const number = get(state, attempt, "page");
  return { step: number & 3, isCancelled: (number & 4) !== 0, tryNumber: number >> 3 };
}

export function putPage(next: State, attempt: Attempt, page: Page): void {
  const { step, isCancelled, tryNumber } = page;
  put(next, attempt, { page: step + (isCancelled ? 4 : 0) + tryNumber * 8 });
}

/** The page says how a try ended, and is at nothing any more. */
export function say(next: State, attempt: Attempt, word: Word): void {
  const { tryNumber } = pageOf(next, attempt);
  put(next, attempt, { page: 0, word: word + tryNumber * 8 });
}

const isOnReader = (state: State, attempt: Attempt) => state[globals.reader] === attempt + 1;

/** The page between its register and its reader: a cancel may come at any moment, and so may its end. */
export function pageMoves(state: State, attempt: Attempt): Move[] {
  const { step, isCancelled } = pageOf(state, attempt);
  if (step === steps.none) return [];
  const isWaiting = step === steps.collecting;
  const isReplaced = isWaiting && !isOnReader(state, attempt);
  const possible: readonly (readonly [boolean, Move])[] = [
    [get(state, attempt, "letGo") !== 0, hearCancel(attempt)],
    [isWaiting && isCancelled, stop(attempt)],
    [isReplaced, replaced(attempt)],
    [true, lost(attempt)],
  ];
  return possible.filter(([isNow]) => isNow).map(([, move]) => move);
}

function hearCancel(attempt: Attempt): Move {
  return {
    label: `the page hears the cancel ${attempt}`,
    act(next) {
      put(next, attempt, { letGo: 0 });
      putPage(next, attempt, { ...pageOf(next, attempt), isCancelled: true });
    },
  };
}

function takeOffReader(next: State, attempt: Attempt): void {
  if (isOnReader(next, attempt) && next[globals.isAuthorising] === 0) next[globals.reader] = 0;
}

function stop(attempt: Attempt): Move {
  return {
    label: `the page lets go ${attempt}`,
    act(next) {
      takeOffReader(next, attempt);
      say(next, attempt, words.cancelled);
    },
  };
}

function replaced(attempt: Attempt): Move {
  return {
    label: `another command took the reader from the page ${attempt}`,
    act: (next) => say(next, attempt, words.cancelled),
  };
}

/** A crash or a reload: what it asked for is taken off, a card at the bank is not called back. */
function lost(attempt: Attempt): Move {
  return {
    label: `the page is lost ${attempt}`,
    cost: 1,
    act(next) {
      takeOffReader(next, attempt);
      put(next, attempt, { page: 0, word: 0, letGo: 0 });
    },
  };
}

/** The bank has answered a card of this page: what the page says of it, or never hears. */
export function hearBank(next: State, attempt: Attempt, word: Word): void {
  if (pageOf(next, attempt).step === steps.processing) say(next, attempt, word);
}
