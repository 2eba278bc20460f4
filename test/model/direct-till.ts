import { isFinal, isOpen, type Payment } from "../../register/payments/payment-state.ts";
import { pageOf, putPage, steps, words } from "./direct-page.ts";
import type { Move } from "./move.ts";
import { get, globals, has, message, put, set, type Attempt, type State } from "./state.ts";
import { change, tillOf } from "./till-state.ts";

/** A payment that nobody watches is unknown; our own page then lets it go. */
export function loseSight(next: State, attempt: Attempt): void {
  const before = get(next, attempt, "till");
  change(next, attempt, "loseSight");
  const isTurned = get(next, attempt, "till") !== before;
  if (isTurned && get(next, attempt, "window") !== 0) put(next, attempt, { letGo: 1 });
}

/** Where our own page is at it, the page lets go first; its word then has the relay asked. */
export function letGo(next: State, attempt: Attempt): void {
  if (get(next, attempt, "window") !== 0) put(next, attempt, { letGo: 1 });
  else set(next, attempt, ["toRelay", message.cancel]);
}

/** A page that is at something takes no other try. */
export const mayCollect = (state: State, attempt: Attempt): boolean =>
  get(state, attempt, "window") === 0;

/** What a register does of the direct way: secrets, its page's words, and its page's loss. */
export function directMoves(state: State, attempt: Attempt, payment: Payment): Move[] {
  if (payment.via === "relay") return [];
  const window = get(state, attempt, "window");
  const isLost = window !== 0 && pageOf(state, attempt).step === steps.none;
  const isHeldUp =
    payment.isCancelRequested && (payment.phase === "waiting" || payment.phase === "declined");
  const isAsked = has(state, attempt, ["toRelay", message.cancel]);
  const possible: readonly (readonly [boolean, Move])[] = [
    [get(state, attempt, "secret") !== 0, takeSecret(attempt)],
    [get(state, attempt, "word") !== 0, takeWord(attempt)],
    [isLost && get(state, attempt, "word") === 0, missPage(attempt)],
    [isHeldUp && !isAsked, insist(attempt)],
  ];
  return possible.filter(([isNow]) => isNow).map(([, move]) => move);
}

/** Only for the try that waits now; one that was cancelled meanwhile is not collected. */
function takeSecret(attempt: Attempt): Move {
  return {
    label: `the till has its page collect ${attempt}`,
    act(next) {
      const tryNumber = get(next, attempt, "secret");
      put(next, attempt, { secret: 0 });
      const payment = tillOf(next, attempt);
      const isWanted = payment?.phase === "waiting" && !payment.isCancelRequested;
      if (!isWanted || payment.tries.length !== tryNumber) return;
      put(next, attempt, { window: tryNumber, letGo: 0 });
      collect(next, attempt, tryNumber);
    },
  };
}

/** A page that is at another try says so; a reader with a card at the bank takes no command. */
function collect(next: State, attempt: Attempt, tryNumber: number): void {
  const isBusy = pageOf(next, attempt).step !== steps.none || next[globals.isAuthorising] === 1;
  if (isBusy) {
    put(next, attempt, { word: words.notStarted + tryNumber * 8 });
    return;
  }
  putPage(next, attempt, { step: steps.collecting, isCancelled: false, tryNumber });
  next[globals.reader] = attempt + 1;
}

function takeWord(attempt: Attempt): Move {
  return {
    label: `the till hears its page ${attempt}`,
    act(next) {
      const said = get(next, attempt, "word");
      const [word, tryNumber] = [said & 7, said >> 3];
      put(next, attempt, { word: 0 });
      if (get(next, attempt, "window") === tryNumber) put(next, attempt, { window: 0, letGo: 0 });
      const payment = tillOf(next, attempt);
      if (payment === null || isFinal(payment) || payment.tries.length !== tryNumber) return;
      hearWord(next, attempt, { word, payment });
    },
  };
}

type Heard = Readonly<{ word: number; payment: Payment }>;

function hearWord(next: State, attempt: Attempt, { word, payment }: Heard): void {
  if (payment.phase === "unknown") set(next, attempt, ["toRelay", message.resolve]);
  else if (payment.phase === "declined" && payment.isCancelRequested) letGo(next, attempt);
  else if (payment.phase !== "waiting") return;
  else if (word === words.unknown || word === words.notStarted) {
    loseSight(next, attempt);
    set(next, attempt, ["toRelay", message.resolve]);
  } else if (word === words.cancelled) {
    change(next, attempt, "wantCancel");
    letGo(next, attempt);
  } else set(next, attempt, ["toRelay", message.read]);
}

/** The page that was at it is gone, and nobody knows what the reader does now. */
function missPage(attempt: Attempt): Move {
  return {
    label: `the till misses its page ${attempt}`,
    act(next) {
      put(next, attempt, { window: 0, letGo: 0 });
      const payment = tillOf(next, attempt);
      if (payment === null || !isOpen(payment)) return;
      loseSight(next, attempt);
      set(next, attempt, ["toRelay", message.resolve]);
    },
  };
}

function insist(attempt: Attempt): Move {
  return {
    label: `the till insists on the cancel ${attempt}`,
    act: (next) => set(next, attempt, ["toRelay", message.cancel]),
  };
}
