import { captureOrderedAgain, captureReadBack } from "../../server/payments/capture-state.ts";
import { afterReading } from "../../server/payments/payment-phase.ts";
import { when } from "./game.ts";
import { intents, readings, rows } from "./state.ts";
import { statusOf, type Act, type Move, type VoidState } from "./void-state.ts";
import { intentReading, readingOf } from "./world.ts";

/** Frames of one line keep their order. */
export function hearMoves(state: VoidState): readonly Move[] {
  const [what] = state.toRelay;
  if (what === undefined) return [];
  const hear = (next: VoidState) => {
    next.toRelay = next.toRelay.slice(1);
    if (what === "read") mark(next, true);
    else if (what === "capture") hearCapture(next);
    else hearVoid(next);
  };
  const answered = (next: VoidState) => {
    hear(next);
    if (next.outbox === what && !next.refused.includes(what)) next.outbox = null;
  };
  return [
    { label: `the relay hears ${what}`, act: answered },
    ...when(what !== "read", { label: `${what} is heard, its answer lost`, cost: 1, act: hear }),
  ];
}

function mark(next: VoidState, isAsked: boolean): void {
  next.isMarked = true;
  next.isAsked ||= isAsked;
}

/** A capture that comes after a void of the same hold, and would undo it. */
function hearCapture(next: VoidState): void {
  if (next.void !== "none" && next.void !== "succeeded") {
    next.refused = [...next.refused, "capture"];
    return;
  }
  if (next.capture === "none") {
    next.capture = "stored";
    return;
  }
  const isDone = next.capture !== "stored";
  const state = isDone ? ("done" as const) : ("stored" as const);
  const again = captureOrderedAgain({ kind: "capture", state, outcome: next.capture });
  if (again !== null) next.capture = "stored";
  mark(next, true);
}

function hearVoid(next: VoidState): void {
  if (next.capture === "stored") next.capture = "voided";
  if (next.void === "none") next.void = "stored";
  else mark(next, true);
}

/** One at a time; what it came to is read back. */
export function jobMoves(state: VoidState): readonly Move[] {
  if (state.job === null) {
    return (["capture", "void"] as const).flatMap((what) =>
      when(state[what] === "stored", {
        label: `the relay begins to ${what}`,
        act: (next: VoidState) => void (next.job = what),
      }),
    );
  }
  const what = state.job;
  const end = (next: VoidState) => {
    next.job = null;
    const status = statusOf(next);
    const isEnded =
      what === "capture" ? captureReadBack(status) !== null : status !== "requires_capture";
    if (isEnded) next[what] = status === "succeeded" ? "succeeded" : "canceled";
    mark(next, isEnded);
  };
  const answered = (next: VoidState) => {
    atStripe(next, what);
    end(next);
  };
  const unread = (next: VoidState) => {
    atStripe(next, what);
    next.job = null;
  };
  const comesLate = (next: VoidState) => {
    next.late = [...next.late, what];
    end(next);
  };
  return [
    { label: `${what} is answered`, act: answered },
    { label: `${what} reaches Stripe, and nothing can be read`, cost: 1, act: unread },
    { label: `${what} will be late`, cost: 1, act: comesLate },
  ];
}

/** Stripe captures only what is held, and lets go of what is held. */
function atStripe(next: VoidState, what: Act): void {
  if (statusOf(next) !== "requires_capture") return;
  const status = what === "capture" ? "succeeded" : "canceled";
  next.intent = intents.numberOf({ ...intents.must(next.intent), status });
}

export function stripeMoves(state: VoidState): readonly Move[] {
  const [what] = state.late;
  return [
    ...when(what !== undefined, {
      label: `a late ${what ?? ""} arrives`,
      act(next: VoidState) {
        next.late = next.late.slice(1);
        atStripe(next, what ?? "void");
      },
    }),
    ...when<VoidState>(what !== undefined, {
      label: `a late ${what ?? ""} never arrives`,
      act: (next) => void (next.late = next.late.slice(1)),
    }),
    ...when(statusOf(state) === "requires_capture", {
      label: "the hold runs out",
      cost: 1,
      act: (next: VoidState) => atStripe(next, "void"),
    }),
  ];
}

export function readMoves(state: VoidState): readonly Move[] {
  const { mailed } = rows.must(state.row);
  const isNews = mailed !== String(state.intent);
  const isToRead = state.read === 0 && (state.isMarked || isNews);
  return [
    ...when(isToRead, {
      label: "Stripe is read",
      act: (next: VoidState) => void (next.read = next.intent),
    }),
    ...when(state.read !== 0 && state.mail.length < 2, {
      label: "the reading is recorded",
      act: record,
    }),
  ];
}

function record(next: VoidState): void {
  const { read: number, isAsked } = next;
  Object.assign(next, { read: 0, isMarked: false, isAsked: false });
  const row = rows.must(next.row);
  const isMailed = isAsked || row.mailed !== String(number);
  const change = afterReading(row, intentReading("alone", 0, intents.must(number)));
  next.row = rows.numberOf({ ...row, ...change, mailed: String(number) });
  if (isMailed) next.mail = [...next.mail, readings.numberOf(readingOf("alone", 0, number))];
}
