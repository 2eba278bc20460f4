import { isFinal } from "../../register/payments/payment-state.ts";
import { plainGame, when, type Game } from "./game.ts";
import { atStripe, hearMoves, jobMoves } from "./link-relay.ts";
import { clerkMoves, comeBack, loseLine, tillMoves } from "./link-till.ts";
import {
  changeRow,
  firstTill,
  isLive,
  mark,
  rowOf,
  tillOf,
  type Late,
  type LinkState,
  type Move,
} from "./link-world.ts";

/** A sale is to be paid on a page, and perhaps another way meanwhile. */
export function linkGame(): Game<LinkState> {
  return plainGame<LinkState>({
    first: {
      ...{ isOnline: true, till: firstTill, isPaidInBook: false, isCapturedInBook: false },
      ...{ isCancelledInBook: false, isReturned: false, isCashPaid: false, isInOutbox: false },
      ...{ toRelay: ["start"], refused: [], isShown: false, row: 0, job: null, capture: "none" },
      ...{ wantsLetGo: false, late: [], at: { session: null, intent: null } },
      ...{ isMarked: false, isAsked: false, mail: [] },
    },
    movesOf,
    faultOf,
    whatIsOpen,
    // The customer goes away, the clerk closes the page, and nobody waits until Stripe does.
    unfair: /^(the customer|the clerk takes|the page expires)/,
    slow: [/^end/, /^(the till resolves|the clerk closes)/],
  });
}

function movesOf(state: LinkState): readonly Move[] {
  const line = state.isOnline ? losing : { label: "the line is back", act: comeBack };
  return [
    ...(state.isOnline ? [...tillMoves(state), ...hearMoves(state)] : []),
    ...(state.isOnline ? [] : clerkMoves(state, tillOf(state))),
    ...jobMoves(state),
    ...customerMoves(state),
    ...stripeMoves(state),
    line,
    relayDies,
  ];
}

const losing: Move = { label: "the line breaks, or the till dies", cost: 1, act: loseLine };

/** A crash ends what is in memory; rows say how to go on (recover). */
const relayDies: Move = {
  label: "the relay dies and starts again",
  cost: 1,
  act(next) {
    loseLine(next);
    Object.assign(next, { job: null, wantsLetGo: false });
    const row = rowOf(next);
    if (row?.state === "starting") changeRow(next, { wantsCancel: true });
    if (row?.state === "starting" || row?.state === "open") mark(next, false);
  },
};

/** The customer's phone, as long as the page is open and its address was handed out. */
function customerMoves(state: LinkState): readonly Move[] {
  const { session, intent } = state.at;
  const charges = intent?.charges ?? [];
  const paid = { status: "requires_capture", charges: [...charges, "succeeded"] } as const;
  const failed = [...charges, "failed"] as const;
  const isPayable = session === "open" && state.isShown && charges.length < 2;
  return [
    ...when<LinkState>(isPayable, {
      label: "the customer pays",
      act: (next) => void (next.at = { session: "complete", intent: paid }),
    }),
    ...when<LinkState>(isPayable && intent === null, {
      label: "the customer pays, and the page does not name its intent yet",
      act: (next) => void (next.at = { session: "complete", intent }),
    }),
    ...when<LinkState>(session === "complete" && intent === null, {
      label: "the page names its intent",
      act: (next) => void (next.at = { session, intent: paid }),
    }),
    ...when<LinkState>(isPayable, {
      label: "the customer's card is declined",
      act(next) {
        next.at = { session, intent: { status: "requires_payment_method", charges: failed } };
      },
    }),
  ];
}

/** Stripe's own clock, a hand at its dashboard, and requests that come when nobody waits for them. */
function stripeMoves(state: LinkState): readonly Move[] {
  const { session, intent } = state.at;
  const isBegun = session === "open" && intent?.status === "requires_payment_method";
  const [what] = state.late;
  return [
    ...when<LinkState>(isBegun, {
      label: "somebody cancels the intent at Stripe, and the page stays open",
      cost: 1,
      act: (next) => atStripe(next, "cancel"),
    }),
    ...when<LinkState>(session === "open", {
      label: "the page expires",
      act: (next) => atStripe(next, "expire"),
    }),
    ...(what === undefined ? [] : lateMoves(what)),
  ];
}

function lateMoves(what: Late): readonly Move[] {
  const gone = (next: LinkState) => void (next.late = next.late.slice(1));
  const arrives = (next: LinkState) => {
    gone(next);
    atStripe(next, what);
  };
  return [
    { label: `a late ${what} arrives`, act: arrives },
    { label: `a late ${what} never arrives`, act: gone },
  ];
}

type Faults = readonly (readonly [isSo: boolean, what: string])[];

function faultOf(state: LinkState): string | null {
  const faults = [...faultsOfMoney(state), ...faultsOfEnd(state)];
  return faults.find(([isSo]) => isSo)?.[1] ?? null;
}

function faultsOfMoney(state: LinkState): Faults {
  const { intent } = state.at;
  const charged = intent?.charges.filter((charge) => charge === "succeeded").length ?? 0;
  const isCaptured = intent?.status === "succeeded";
  return [
    [charged > 1, "two live charges"],
    [isCaptured && !state.isPaidInBook, "captured without an entry"],
    [state.isPaidInBook && state.isCashPaid, "the sale was paid on the page and in cash"],
    [state.isCapturedInBook && !isCaptured, "captured in the book alone"],
  ];
}

/** What the till takes for the end, and what Stripe holds. */
function faultsOfEnd(state: LinkState): Faults {
  const { phase, attention } = tillOf(state);
  const isOver = phase === "cancelled";
  const mayBePaid = state.at.session === "open" && state.isShown;
  return [
    [attention !== null, `asks for a person: ${String(attention)}`],
    [isOver && isLive(state), "proven dead at the till, and money is held"],
    [isOver && mayBePaid, "proven dead at the till, and the page can be paid"],
    [isOver !== state.isCancelledInBook, "the book's end is not the payment's"],
    [isOver && state.isPaidInBook, "a hold was lost and nobody is told"],
  ];
}

function whatIsOpen(state: LinkState): string | null {
  const payment = tillOf(state);
  if (!isFinal(payment)) return `it stays ${payment.phase}`;
  if (state.at.session === "open") return "the page stays open";
  if (state.at.intent?.status === "requires_capture") return "the money stays held";
  const isUnpaid = isLive(state) && state.isCashPaid && !state.isReturned;
  if (isUnpaid) return "paid twice, and nobody has noticed";
  return state.capture === "stored" ? "the capture is never done with" : null;
}
