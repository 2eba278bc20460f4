import { nextRefund, type Refund } from "../../register/payments/refund-state.ts";
import { leftOfCard, type SoldSale } from "../../register/refunds/refundable-sale.ts";
import { plainGame, when, type Game } from "./game.ts";
import { askStripe, hear, jobMoves, readMoves } from "./refund-relay.ts";
import {
  both,
  CAPTURED_MINOR,
  change,
  newRefund,
  notBegun,
  PART_MINOR,
  refundOf,
  refundReadings,
  refunds,
  type Course,
  type Move,
  type RefundState,
  type Which,
} from "./refund-world.ts";
import { paymentIds } from "./world.ts";

/** What was captured is given back: a part, and all that is left, in any order. */
export function refundGame(): Game<RefundState> {
  return plainGame<RefundState>({
    first: { isOnline: true, refunds: [notBegun, notBegun], job: null },
    movesOf,
    faultOf,
    whatIsOpen,
    unfair: /^the clerk|pending$/,
    slow: [],
  });
}

function movesOf(state: RefundState): readonly Move[] {
  return [
    ...both.flatMap((which) => [
      ...(state.isOnline ? tillMoves(state, which) : []),
      ...readMoves(state, which),
      ...stripeMoves(state, which),
      // Orders wait in the outbox: they may be given without the line.
      ...startMoves(state, which),
    ]),
    ...jobMoves(state),
    state.isOnline ? losing : { label: "the line is back", act: comeBack },
    relayDies,
    keysForgotten(state),
  ].flat();
}

/** What the card tender of the sale brought, and what the book says of it. */
function leftMinor(state: RefundState): number {
  const claimed = both.map((which) => {
    const { isFailedInBook } = state.refunds[which];
    return isFailedInBook ? 0 : (refundOf(state, which)?.amountMinor ?? 0);
  });
  const [paymentId] = paymentIds;
  const tender = { tender: "card", paymentId, amountMinor: CAPTURED_MINOR, tipMinor: 0 };
  const card = { paymentId, refundedMinor: claimed[0] ?? 0, tipMinor: 0 };
  const gone = { ...card, refundedMinor: claimed.reduce((sum, minor) => sum + minor, 0) };
  // No more of a sale than is asked of it.
  const sold = { sale: { tenders: [tender] }, refunded: { cards: [gone] } } as unknown as SoldSale;
  return leftOfCard(sold, paymentId).minor;
}

function startMoves(state: RefundState, which: Which): readonly Move[] {
  const left = leftMinor(state);
  const amountMinor = which === 0 ? Math.min(PART_MINOR, left) : left;
  const isNew = refundOf(state, which) === null && amountMinor > 0;
  return when<RefundState>(isNew, {
    label: `the clerk gives back ${which}`,
    act: (next) =>
      change(next, which, {
        till: refunds.numberOf(newRefund(which, amountMinor)),
        isInOutbox: true,
      }),
  });
}

function tillMoves(state: RefundState, which: Which): readonly Move[] {
  const { isInOutbox, isOnTheWay, mail } = state.refunds[which];
  return [
    ...when<RefundState>(isInOutbox && !isOnTheWay, {
      label: `the outbox sends ${which}`,
      act: (next) => change(next, which, { isOnTheWay: true }),
    }),
    ...when<RefundState>(isOnTheWay, {
      label: `the relay hears ${which}`,
      act(next) {
        hear(next, which);
        change(next, which, { isInOutbox: false });
      },
    }),
    ...when<RefundState>(isOnTheWay, {
      label: `the relay hears ${which}, its answer is lost`,
      cost: 1,
      act: (next) => hear(next, which),
    }),
    ...when<RefundState>(mail.length > 0, {
      label: `mail ${which}`,
      act: (next) => takeMail(next, which),
    }),
  ];
}

/** In one commit with its entries. */
function takeMail(next: RefundState, which: Which): void {
  const { mail, isAcceptedInBook, isFailedInBook } = next.refunds[which];
  const [reading = 0, ...rest] = mail;
  const before = refundOf(next, which);
  if (before === null) return;
  const after = nextRefund(before, refundReadings.must(reading));
  const isNew = after.state !== before.state;
  change(next, which, {
    mail: rest,
    till: refunds.numberOf(after),
    isAcceptedInBook: isAcceptedInBook || (isNew && isAccepted(after)),
    isFailedInBook: isFailedInBook || after.state === "failed",
  });
}

const isAccepted = ({ state }: Refund) => state === "pending" || state === "succeeded";

/** The bank takes its time, and may send the money back days later; lost requests may arrive. */
function stripeMoves(state: RefundState, which: Which): readonly Move[] {
  const { status, late } = state.refunds[which];
  const [key = 0] = late;
  return [
    ...when<RefundState>(late.length > 0, {
      label: `a late request of ${which} arrives`,
      act(next) {
        change(next, which, { late: next.refunds[which].late.slice(1) });
        askStripe(next, which, { key, as: "succeeded" });
      },
    }),
    ...when<RefundState>(late.length > 0, {
      label: `a late request of ${which} never arrives`,
      act: (next) => change(next, which, { late: next.refunds[which].late.slice(1) }),
    }),
    ...when<RefundState>(status === "pending", {
      label: `refund ${which} succeeds`,
      act: (next) => change(next, which, { status: "succeeded" }),
    }),
    ...when<RefundState>(status === "pending" || status === "succeeded", {
      label: `refund ${which} fails`,
      cost: 1,
      act: (next) => change(next, which, { status: "failed" }),
    }),
  ];
}

/** After a day; no request lives as long, and nothing that the relay is about. */
function keysForgotten(state: RefundState): readonly Move[] {
  const isCalm = both.every((which) => state.refunds[which].late.length === 0);
  const isPossible = isCalm && state.job === null;
  return when<RefundState>(isPossible, {
    label: "Stripe forgets its keys",
    cost: 1,
    act: (next) => both.forEach((which) => change(next, which, { keys: [] })),
  });
}

function loseLine(next: RefundState): void {
  next.isOnline = false;
  both.forEach((which) => change(next, which, { isOnTheWay: false }));
}

const losing: Move = { label: "the line breaks, or the till dies", cost: 1, act: loseLine };

function comeBack(next: RefundState): void {
  next.isOnline = true;
}

const relayDies: Move = {
  label: "the relay dies and starts again",
  cost: 1,
  act(next) {
    loseLine(next);
    next.job = null;
    both.forEach((which) => change(next, which, { read: null }));
  },
};

function faultOf(state: RefundState): string | null {
  const out = both
    .filter((which) => isOut(state.refunds[which]))
    .reduce<number>((sum, which) => sum + (refundOf(state, which)?.amountMinor ?? 0), 0);
  if (out > CAPTURED_MINOR) return "more went back than was captured";
  const faults = both.flatMap((which) => faultsOf(state.refunds[which], refundOf(state, which)));
  return faults.find(([isSo]) => isSo)?.[1] ?? null;
}

/** At Stripe it is on its way to the customer, or there. */
const isOut = ({ status }: Course) => status === "pending" || status === "succeeded";

type Faults = readonly (readonly [isSo: boolean, what: string])[];

function faultsOf(course: Course, refund: Refund | null): Faults {
  const { made, isAcceptedInBook, isFailedInBook } = course;
  const state = refund?.state ?? null;
  const isGivenBack = refund !== null && isAccepted(refund);
  return [
    [made > 1, "one refund went back twice"],
    [made > 0 && refund === null, "money went back without an entry"],
    [state === "failed" && isOut(course), "failed at the till, and the money goes back"],
    [isGivenBack && made === 0, "given back at the till alone"],
    [isGivenBack && !isAcceptedInBook, "given back, and the book does not say so"],
    [(state === "failed") !== isFailedInBook, "the book and the refund disagree"],
  ];
}

function whatIsOpen(state: RefundState): string | null {
  for (const which of both) {
    const { till, status, order } = state.refunds[which];
    if (till === 0) continue;
    const at = refundOf(state, which)?.state;
    if (order !== "done") return `the order of ${which} is ${order}`;
    if (at !== (status ?? "failed")) return `${which} stays ${at ?? ""}, at Stripe ${status ?? ""}`;
  }
  return null;
}
