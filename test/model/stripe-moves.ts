import { get, globals, has, intents, late, put, unset } from "./state.ts";
import type { Attempt, Intent, State } from "./state.ts";
import { hearBank, pageOf, putPage, steps, words } from "./direct-page.ts";
import type { Move } from "./move.ts";

export const intentOf = (state: State, attempt: Attempt): Intent | null =>
  intents.at(get(state, attempt, "intent"));

const fresh: Intent = { status: "requires_payment_method", charges: [] };

/** At Stripe, once per idempotency key. */
export function createIntent(next: State, attempt: Attempt): void {
  if (intentOf(next, attempt) === null) put(next, attempt, { intent: intents.numberOf(fresh) });
}

/** Puts the amount on the reader; silently takes the place of another's. False: the reader is busy. */
export function process(next: State, attempt: Attempt): "on-reader" | "busy" | "not-open" {
  if (intentOf(next, attempt)?.status !== "requires_payment_method") return "not-open";
  if (next[globals.isAuthorising] === 1) return "busy";
  next[globals.reader] = attempt + 1;
  return "on-reader";
}

/** Stripe cancels a held payment, too. */
export function cancelIntent(next: State, attempt: Attempt): void {
  const intent = intentOf(next, attempt);
  if (intent === null || intent.status === "succeeded") return;
  put(next, attempt, { intent: intents.numberOf({ ...intent, status: "canceled" }) });
}

export function captureIntent(next: State, attempt: Attempt): void {
  const intent = intentOf(next, attempt);
  if (intent?.status !== "requires_capture") return;
  put(next, attempt, { intent: intents.numberOf({ ...intent, status: "succeeded" }) });
}

const arrivals = [
  { bit: late.create, label: "a late create arrives", act: createIntent },
  {
    bit: late.process,
    label: "a late command arrives",
    act: (s: State, a: Attempt) => void process(s, a),
  },
  { bit: late.cancel, label: "a late cancel arrives", act: cancelIntent },
  { bit: late.capture, label: "a late capture arrives", act: captureIntent },
] as const;

const MAX_CHARGES = 2;

/** The customer's card, the bank's answer, and requests that come when nobody waits for them. */
export function stripeMoves(state: State, attempt: Attempt): Move[] {
  const moves: Move[] = [];
  for (const { bit, label, act } of arrivals) {
    if (!has(state, attempt, ["late", bit])) continue;
    const arrive = (next: State) => {
      unset(next, attempt, ["late", bit]);
      act(next, attempt);
    };
    moves.push({ label: `${label} ${attempt}`, act: arrive });
  }
  if (state[globals.reader] !== attempt + 1) return moves;
  if (state[globals.isAuthorising] === 0) {
    const present = (next: State) => {
      next[globals.isAuthorising] = 1;
      takeToBank(next, attempt);
    };
    // A page that was told to let go takes no card to the bank any more.
    if (pageOf(state, attempt).isCancelled) return moves;
    moves.push({ label: `a card is held to the reader ${attempt}`, act: present });
    return moves;
  }
  for (const answer of ["succeeded", "failed"] as const) {
    moves.push({
      label: `the bank answers ${attempt} ${answer}`,
      act: (next) => {
        bank(next, attempt, answer);
        hearBank(next, attempt, words.processed);
      },
    });
  }
  if (pageOf(state, attempt).step === steps.processing) {
    moves.push({
      label: `the bank answers ${attempt} succeeded, and the page does not hear it`,
      cost: 1,
      act: (next) => {
        bank(next, attempt, "succeeded");
        hearBank(next, attempt, words.unknown);
      },
    });
  }
  return moves;
}

/** By the direct way it is the page that goes on from the card to the bank. */
function takeToBank(next: State, attempt: Attempt): void {
  const page = pageOf(next, attempt);
  if (page.step === steps.collecting) putPage(next, attempt, { ...page, step: steps.processing });
}

function bank(next: State, attempt: Attempt, answer: "succeeded" | "failed"): void {
  next[globals.isAuthorising] = 0;
  next[globals.reader] = 0;
  const intent = intentOf(next, attempt);
  if (intent?.status !== "requires_payment_method" || intent.charges.length >= MAX_CHARGES) return;
  const charges = [...intent.charges, answer];
  const status = answer === "succeeded" ? "requires_capture" : "requires_payment_method";
  put(next, attempt, { intent: intents.numberOf({ status, charges }) });
}
