import { nextRefund } from "../../register/payments/refund-state.ts";
import {
  COMMAND_LATE_MS,
  readerRefundVerdict,
  type Seen,
} from "../../server/payments/reader-refund-state.ts";
import type { ReaderRefundRow } from "../../server/storage/rows.ts";
import { plainGame, when, type Game } from "./game.ts";
import type { Move as AnyMove } from "./move.ts";
import { newRefund, readingOf, refundReadings, refunds } from "./refund-world.ts";
import { paymentIds, registerOf } from "./world.ts";

/** One refund that asks for its card at a reader, through the relay. */
type ReaderRefundState = {
  budget: number;
  till: number;
  mail: readonly number[];
  /** The relay's row; null before the start was heard. */
  row: ReaderRefundRow | null;
  /** The reader was read at that time, and the refunds are read next. */
  seen: (Pick<Seen, "action" | "failureCode"> & Readonly<{ atMs: number }>) | null;
  /** No command of then can still be on its way. */
  isOld: boolean;
  /** The command may still arrive. */
  isLate: boolean;
  /** `away`: at nothing, or at something else. */
  reader: "away" | "asking" | "at-bank" | "succeeded" | "failed";
  made: number;
};
type Move = AnyMove<ReaderRefundState>;

const AMOUNT_MINOR = 300;

export function readerRefundGame(): Game<ReaderRefundState> {
  return plainGame<ReaderRefundState>({
    first: {
      ...{ till: refunds.numberOf(newRefund(0, AMOUNT_MINOR)), mail: [], row: null, seen: null },
      ...{ isOld: false, isLate: false, reader: "away", made: 0 },
    },
    movesOf,
    faultOf,
    whatIsOpen,
    // The customer goes away, and the clerk ends what waits.
    unfair: /^a card is held/,
    slow: [/^(time passes|the clerk)/, /^the reader is read/],
  });
}

function movesOf(state: ReaderRefundState): readonly Move[] {
  const { row, mail } = state;
  const isOpen = row !== null && row.state !== "done";
  return [
    ...(row === null ? startMoves : []),
    ...(isOpen ? lookMoves(state, row) : []),
    ...readerMoves(state),
    ...timeMoves(state),
    ...when<ReaderRefundState>(mail.length > 0, { label: "mail", act: takeMail }),
    ...when<ReaderRefundState>(isOpen, {
      label: "the relay dies and starts again",
      cost: 1,
      act: (next) => void (next.seen = null),
    }),
  ];
}

/** The row says that it may be there before the one command leaves; it is never sent again. */
const startMoves: readonly Move[] = [
  { label: "the reader asks", act: (next) => start(next, { reader: "asking", isAnswered: true }) },
  {
    label: "the reader asks, the answer is lost",
    cost: 1,
    act: (next) => start(next, { reader: "asking", isAnswered: false }),
  },
  {
    label: "the command will be late",
    cost: 1,
    act(next) {
      start(next, { reader: "away", isAnswered: false });
      next.isLate = true;
    },
  },
];

type Started = Readonly<Pick<ReaderRefundState, "reader"> & Pick<ReaderRefundRow, "isAnswered">>;

function start(next: ReaderRefundState, { reader, isAnswered }: Started): void {
  next.reader = reader;
  next.row = {
    ...{ refundId: newRefund(0, 1).refundId, paymentId: paymentIds[0], connection: "main" },
    ...{ registerId: registerOf("alone", 0), readerId: "tmr_1", via: "relay", isAnswered },
    ...{ amountMinor: AMOUNT_MINOR, startedAtMs: 0, state: "at-reader" },
    ...{ wantsEnd: false, letGo: null, outcome: null },
  };
}

/** The reader first, then the refunds: what it made before it let go is listed by then. */
function lookMoves(state: ReaderRefundState, row: ReaderRefundRow): readonly Move[] {
  const { seen } = state;
  const reader = (next: ReaderRefundState) => {
    // A card at the bank is waited for; what only asks is taken off.
    if (row.wantsEnd && next.reader === "asking") next.reader = "away";
    next.seen = { ...seenOf(next), atMs: nowOf(next) };
  };
  if (seen === null) {
    return [
      { label: "the reader is read", act: reader },
      {
        label: "the reader cannot be read",
        cost: 1,
        act: (next) =>
          void (next.seen = { action: "unread", failureCode: null, atMs: nowOf(next) }),
      },
    ];
  }
  const listed = (next: ReaderRefundState) => conclude(next, next.made > 0 ? "re_0" : null);
  return [
    { label: "the refunds are read", act: listed },
    {
      label: "the refunds cannot be read",
      cost: 1,
      act: (next) => conclude(next, undefined),
    },
  ];
}

const nowOf = ({ isOld }: ReaderRefundState) => (isOld ? COMMAND_LATE_MS + 1 : 0);

function seenOf({ reader }: ReaderRefundState): Pick<Seen, "action" | "failureCode"> {
  const failureCode = reader === "failed" ? "customer_canceled" : null;
  if (reader === "asking" || reader === "at-bank") return { action: "going-on", failureCode };
  return { action: reader === "away" ? "other" : reader, failureCode };
}

function conclude(next: ReaderRefundState, stripeRefundId: Seen["stripeRefundId"]): void {
  const { row, seen } = next;
  next.seen = null;
  if (row === null || seen === null) return;
  const verdict = readerRefundVerdict(row, { ...seen, stripeRefundId }, seen.atMs);
  if (verdict.kind === "wait") return;
  const isFound = verdict.kind === "found";
  next.row = { ...row, state: "done", outcome: isFound ? null : verdict.code };
  const reading = readingOf(0, isFound ? "succeeded" : null, AMOUNT_MINOR);
  next.mail = [...next.mail, refundReadings.numberOf(reading)];
}

/** The customer, the bank, the reader itself, and the command that comes when nobody waits for it. */
function readerMoves(state: ReaderRefundState): readonly Move[] {
  const turn = (label: string, reader: ReaderRefundState["reader"], cost = 0): Move => ({
    label,
    cost,
    act: (next) => void (next.reader = reader),
  });
  return [
    ...when(state.reader === "asking", turn("a card is held to the reader", "at-bank")),
    ...when(state.reader === "asking", turn("the customer cancels", "failed", 1)),
    ...when(state.reader === "asking", turn("the reader starts anew", "away", 1)),
    ...when(state.reader === "at-bank", turn("the bank says no", "failed")),
    ...when<ReaderRefundState>(state.reader === "at-bank", {
      label: "the bank gives back",
      act: (next) => Object.assign(next, { reader: "succeeded", made: next.made + 1 }),
    }),
    ...when<ReaderRefundState>(state.isLate, {
      label: "the late command arrives",
      act: (next) => Object.assign(next, { reader: "asking", isLate: false }),
    }),
    ...when<ReaderRefundState>(state.isLate, {
      label: "the late command never arrives",
      act: (next) => void (next.isLate = false),
    }),
    // After its end the reader is anybody's.
    ...when(state.reader === "succeeded", turn("the reader goes on to something else", "away")),
    ...when(state.reader === "failed", turn("the reader goes on to something else", "away")),
  ];
}

/** A command is not on its way for as long as half a minute. */
function timeMoves(state: ReaderRefundState): readonly Move[] {
  const { row } = state;
  const isWaiting = row !== null && row.state !== "done";
  return [
    ...when<ReaderRefundState>(isWaiting && !state.isLate && !state.isOld, {
      label: "time passes",
      act: (next) => void (next.isOld = true),
    }),
    ...when<ReaderRefundState>(isWaiting && !row.wantsEnd, {
      label: "the clerk ends it",
      act(next) {
        if (next.row !== null) next.row = { ...next.row, wantsEnd: true };
      },
    }),
  ];
}

function takeMail(next: ReaderRefundState): void {
  const [reading = 0, ...rest] = next.mail;
  next.mail = rest;
  const after = nextRefund(refunds.must(next.till), refundReadings.must(reading));
  next.till = refunds.numberOf(after);
}

function faultOf({ till, made, row }: ReaderRefundState): string | null {
  const { state } = refunds.must(till);
  if (made > 1) return "one refund went back twice";
  if (made > 0 && row?.outcome != null) return "called off at the relay, and the money went back";
  if (state === "failed" && made > 0) return "failed at the till, and the money went back";
  return state === "succeeded" && made === 0 ? "given back at the till alone" : null;
}

function whatIsOpen({ till, row }: ReaderRefundState): string | null {
  const { state } = refunds.must(till);
  if (row !== null && row.state !== "done") return `at the relay it stays ${row.state}`;
  return state === "requested" ? "it stays requested" : null;
}
