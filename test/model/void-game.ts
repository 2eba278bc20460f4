import { isFinal, nextPayment, type Payment } from "../../register/payments/payment-state.ts";
import { afterRefused } from "../../register/payments/relay-answers.ts";
import { plainGame, when, type Game } from "./game.ts";
import { intents, payments, readings, rows, type Intent } from "./state.ts";
import { hearMoves, jobMoves, readMoves, stripeMoves } from "./void-relay.ts";
import { statusOf, tillOf, type Move, type VoidState } from "./void-state.ts";
import { newRow, paymentIds, readingOf, startedPayment } from "./world.ts";

const held: Intent = { status: "requires_capture", charges: ["succeeded"] };
const heldNumber = intents.numberOf(held);
const authorised: Payment = {
  ...nextPayment(startedPayment("alone", 0), readingOf("alone", 0, heldNumber)),
  captureAtMs: 1,
};
const openRow = { ...newRow("alone", 0, "starting"), state: "open", intentId: "pi_0" } as const;

export function voidGame(): Game<VoidState> {
  return plainGame<VoidState>({
    first: {
      ...{ isOnline: true, isWindowOver: false, till: payments.numberOf(authorised) },
      ...{ isCapturedInBook: false, isVoidInBook: false, isCancelledInBook: false },
      ...{ outbox: "capture", toRelay: [], refused: [], capture: "none", void: "none" },
      ...{ row: rows.numberOf(openRow), job: null, late: [], intent: heldNumber },
      ...{ isMarked: false, isAsked: false, read: 0, mail: [] },
    },
    movesOf,
    faultOf,
    whatIsOpen,
    unfair: /^the clerk/,
    slow: [/^the window/],
  });
}

function movesOf(state: VoidState): readonly Move[] {
  return [
    ...when(!state.isWindowOver, {
      label: "the window ends",
      act: (next: VoidState) => void (next.isWindowOver = true),
    }),
    ...(state.isOnline ? [...tillMoves(state), ...hearMoves(state), losing] : [comingBack]),
    ...jobMoves(state),
    ...readMoves(state),
    ...stripeMoves(state),
    relayDies,
  ];
}

function tillMoves(state: VoidState): readonly Move[] {
  const { phase, isVoiding } = tillOf(state);
  const isVoidable = phase === "authorised" && !isVoiding && !state.isWindowOver;
  const { outbox } = state;
  const isToSend = outbox !== null && !state.toRelay.includes(outbox);
  return [
    ...when(isVoidable, { label: "the clerk voids", act: startVoid }),
    ...when(isToSend, {
      label: "the outbox sends",
      act: (next: VoidState) => void (next.toRelay = [...next.toRelay, outbox ?? "read"]),
    }),
    ...when(state.mail.length > 0, { label: "mail", act: takeMail }),
    ...when(state.refused.length > 0, { label: "refused", act: takeRefusal }),
  ];
}

/** In place of the capture, which must not go out any more. */
function startVoid(next: VoidState): void {
  next.till = payments.numberOf({ ...tillOf(next), isVoiding: true });
  next.isVoidInBook = true;
  next.outbox = "void";
}

function takeMail(next: VoidState): void {
  const [reading = 0, ...rest] = next.mail;
  next.mail = rest;
  become(next, nextPayment(tillOf(next), readings.must(reading)));
}

function become(next: VoidState, payment: Payment): void {
  const before = tillOf(next);
  next.till = payments.numberOf(payment);
  if (payment.phase === before.phase) return;
  if (payment.phase === "captured") next.isCapturedInBook = true;
  if (payment.phase === "cancelled") next.isCancelledInBook = true;
}

function takeRefusal(next: VoidState): void {
  const [what = "void", ...rest] = next.refused;
  next.refused = rest;
  if (next.outbox === what) next.outbox = null;
  if (isFinal(tillOf(next))) return;
  const id = `${what}-${paymentIds[0]}`;
  become(next, afterRefused(tillOf(next), { id, refusal: "payment-not-open" }));
}

function loseLine(next: VoidState): void {
  Object.assign(next, { isOnline: false, toRelay: [], refused: [] });
}

const losing: Move = { label: "the line breaks, or the till dies", cost: 1, act: loseLine };

/** What the book has ordered is ordered again, and the payment is read. */
const comingBack: Move = {
  label: "the line is back",
  act(next) {
    next.isOnline = true;
    const payment = tillOf(next);
    if (isFinal(payment)) return;
    next.outbox = payment.isVoiding ? "void" : "capture";
    next.toRelay = ["read"];
  },
};

const relayDies: Move = {
  label: "the relay dies and starts again",
  cost: 1,
  act(next) {
    loseLine(next);
    Object.assign(next, { job: null, read: 0 });
    if (rows.must(next.row).state === "open") next.isMarked = true;
  },
};

type Faults = readonly (readonly [isSo: boolean, what: string])[];

function faultOf(state: VoidState): string | null {
  const faults = [...faultsOfEnd(state), ...faultsOfWord(state)];
  return faults.find(([isSo]) => isSo)?.[1] ?? null;
}

/** What book, till and relay take for the end, and what Stripe holds. */
function faultsOfEnd(state: VoidState): Faults {
  const { phase } = tillOf(state);
  const status = statusOf(state);
  const isVoidDone = state.void === "canceled";
  return [
    [state.isCapturedInBook && state.isCancelledInBook, "captured and let go in the book"],
    [phase === "captured" && status !== "succeeded", "captured at the till alone"],
    [phase === "cancelled" && status !== "canceled", "let go at the till alone"],
    [isVoidDone && status !== "canceled", "voided at the relay alone"],
  ];
}

/** Whoever must know of it is told, and nobody else. */
function faultsOfWord(state: VoidState): Faults {
  const payment = tillOf(state);
  const { phase, attention, isVoiding } = payment;
  const isKept = phase === "captured" && state.isVoidInBook;
  const isLost = phase === "cancelled" && !state.isVoidInBook;
  const isKnown = [null, "hold-lost", "void-too-late"].includes(attention);
  return [
    [isKept && attention !== "void-too-late", "voided, captured, and nobody is told"],
    [isLost && attention !== "hold-lost", "a hold was lost and nobody is told"],
    [isVoiding && isFinal(payment), "it has ended and is still being voided"],
    [!isKnown, `asks for a person: ${String(attention)}`],
  ];
}

function whatIsOpen(state: VoidState): string | null {
  if (!isFinal(tillOf(state))) return `it stays ${tillOf(state).phase}`;
  if (statusOf(state) === "requires_capture") return "the money stays held";
  const isLeft = state.capture === "stored" || state.void === "stored";
  return isLeft ? "an order is never done with" : null;
}
