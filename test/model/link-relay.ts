import { captureOrderedAgain, captureReadBack } from "../../server/payments/capture-state.ts";
import { afterSession, isLeftOver } from "../../server/payments/link-state.ts";
import { when } from "./game.ts";
import {
  changeRow,
  mark,
  newLinkRow,
  paymentReading,
  rowOf,
  sessionReading,
  type AtStripe,
  type Late,
  type LinkState,
  type Message,
  type Move,
  type Refused,
} from "./link-world.ts";
import { readings, type Intent } from "./state.ts";

const refuse = (next: LinkState, ...refused: Refused) => {
  next.refused = [...next.refused, refused];
};

/** Frames of one line keep their order; a start waits for the payment's lane. */
export function hearMoves(state: LinkState): readonly Move[] {
  const [what] = state.toRelay;
  if (what === undefined || (what === "start" && state.job !== null)) return [];
  const rest = (next: LinkState) => void (next.toRelay = next.toRelay.slice(1));
  const isNew = what === "start" && rowOf(state) === null;
  return [
    {
      label: `the relay hears ${what}`,
      act(next) {
        rest(next);
        hearing[what](next);
      },
    },
    ...when<LinkState>(isNew, {
      label: "the start is late",
      cost: 1,
      act(next) {
        rest(next);
        refuse(next, "start", "too-late");
      },
    }),
  ];
}

const hearing: Readonly<Record<Message, (next: LinkState) => void>> = {
  start: hearStart,
  cancel: wantEnd,
  resolve: hearResolve,
  abandon(next) {
    hearResolve(next);
    next.wantsLetGo = true;
  },
  read: (next) => (rowOf(next) === null ? undefined : mark(next, true)),
  capture: hearCapture,
};

function hearStart(next: LinkState): void {
  const row = rowOf(next);
  if (row === null) {
    next.row = newLinkRow("starting");
    next.job = { does: "create" };
    return;
  }
  mark(next, true);
  if (row.state === "final" || row.state === "dead") refuse(next, "start", "payment-not-open");
}

function wantEnd(next: LinkState): void {
  const row = rowOf(next);
  if (row === null) {
    refuse(next, "cancel", "unknown-payment");
    return;
  }
  if (row.state === "starting" || row.state === "open") changeRow(next, { wantsCancel: true });
  mark(next, true);
}

/** An attempt that never arrived is remembered as dead before anything else. */
function hearResolve(next: LinkState): void {
  if (rowOf(next) === null) {
    next.row = newLinkRow("dead");
    mark(next, true);
  } else wantEnd(next);
}

function hearCapture(next: LinkState): void {
  next.isInOutbox = false;
  if (next.capture === "none") {
    next.capture = "stored";
    return;
  }
  const state = next.capture === "stored" ? ("stored" as const) : ("done" as const);
  const again = captureOrderedAgain({ kind: "capture", state, outcome: next.capture });
  if (again !== null) next.capture = "stored";
  mark(next, true);
}

/** One at a time in the payment's lane; a payment by link is read there, too. */
export function jobMoves(state: LinkState): readonly Move[] {
  const { job } = state;
  if (job === null) return idleMoves(state);
  switch (job.does) {
    case "create":
      return createMoves;
    case "end":
      return [{ label: "end: the page is read", act: readBeforeEnd }];
    case "expire":
    case "cancel":
      return asking(job.does, (next) => {
        next.job = null;
        mark(next, false);
      });
    case "record":
      return [{ label: "the reading is recorded", act: (next) => record(next, job.snapshot) }];
    case "capture":
      return asking("capture", readCaptureBack);
    case "let-go":
      return letGoMoves(state);
  }
}

function idleMoves(state: LinkState): readonly Move[] {
  const row = rowOf(state);
  const isNews = row !== null && row.mailed !== JSON.stringify(state.at);
  const isToRead = row !== null && (state.isMarked || isNews) && state.mail.length < 2;
  const begin = (label: string, job: NonNullable<LinkState["job"]>): Move => ({
    label,
    act: (next) => void (next.job = job),
  });
  return [
    ...when(isToRead, begin("Stripe is read", { does: "record", snapshot: state.at })),
    ...when(row?.wantsCancel === true && row.state !== "final", begin("end", { does: "end" })),
    ...when(state.capture === "stored", begin("the capture begins", { does: "capture" })),
    ...when(state.wantsLetGo, begin("the hold is looked at", { does: "let-go" })),
  ];
}

/** Whatever is sent may be answered, or come later than its sender waits for. */
function asking(what: Exclude<Late, "create">, then: (next: LinkState) => void): readonly Move[] {
  const answered = (next: LinkState) => {
    atStripe(next, what);
    then(next);
  };
  const comesLate = (next: LinkState) => {
    next.late = [...next.late, what];
    then(next);
  };
  const unread = (next: LinkState) => {
    atStripe(next, what);
    next.job = null;
  };
  return [
    { label: `Stripe does ${what}`, act: answered },
    { label: `${what} will be late`, cost: 1, act: comesLate },
    { label: `${what} is done, and nothing can be read`, cost: 1, act: unread },
  ];
}

const createMoves: readonly Move[] = [
  {
    label: "the page is made",
    act(next) {
      atStripe(next, "create");
      next.job = null;
      changeRow(next, { state: "open", isAtReader: true });
      // Nobody hears of it whose line is gone, or where the clerk was quicker.
      if (next.isOnline && rowOf(next)?.wantsCancel === false) next.isShown = true;
    },
  },
  {
    label: "the answer about the page is lost",
    cost: 1,
    act(next) {
      atStripe(next, "create");
      abandon(next);
    },
  },
  {
    label: "the making of the page will be late",
    cost: 1,
    act(next) {
      next.late = [...next.late, "create"];
      abandon(next);
    },
  },
];

function abandon(next: LinkState): void {
  changeRow(next, { wantsCancel: true });
  mark(next, true);
  if (next.isOnline) refuse(next, "start", "stripe-unreachable");
  next.job = { does: "end" };
}

function readBeforeEnd(next: LinkState): void {
  next.job = null;
  const row = rowOf(next);
  if (row?.wantsCancel !== true || row.state === "final") return;
  const session = sessionReading(next.at);
  if (session?.status === "open") next.job = { does: "expire", snapshot: next.at };
  else if (session !== null && isLeftOver(session)) {
    next.job = { does: "cancel", snapshot: next.at };
  } else mark(next, false);
}

function readCaptureBack(next: LinkState): void {
  next.job = null;
  const done = captureReadBack(next.at.intent?.status ?? "");
  if (done !== null) next.capture = done.outcome === "succeeded" ? "succeeded" : "canceled";
  mark(next, done !== null);
}

/** Of a payment that cash took the place of; one whose capture a ledger ordered is left alone. */
function letGoMoves(state: LinkState): readonly Move[] {
  const done = (next: LinkState) => {
    Object.assign(next, { job: null, wantsLetGo: false });
    mark(next, true);
  };
  const isHeld = state.at.intent?.status === "requires_capture";
  const isKnown = rowOf(state)?.intentId !== null;
  if (!isHeld || !isKnown || state.capture !== "none") {
    return [{ label: "there is no hold to let go of", act: done }];
  }
  return asking("cancel", done);
}

/** Stripe expires an open page, captures what is held, and cancels whatever is not captured. */
export function atStripe(next: LinkState, what: Late): void {
  next.at = after[what](next.at);
}

const after: Readonly<Record<Late, (at: AtStripe) => AtStripe>> = {
  create: ({ session, intent }) => ({ session: session ?? "open", intent }),
  expire: (at) => (at.session === "open" ? { ...at, session: "expired" } : at),
  capture: (at) => turned(at, ["requires_capture"], "succeeded"),
  cancel: (at) => turned(at, ["requires_capture", "requires_payment_method"], "canceled"),
};

type IntentStatus = Intent["status"];

function turned(at: AtStripe, from: readonly IntentStatus[], status: IntentStatus): AtStripe {
  const { intent } = at;
  return intent !== null && from.includes(intent.status)
    ? { ...at, intent: { ...intent, status } }
    : at;
}

/** Our row, the mail and the end of the mark, all in one transaction. */
function record(next: LinkState, snapshot: AtStripe): void {
  const { isAsked } = next;
  Object.assign(next, { job: null, isMarked: false, isAsked: false });
  const row = rowOf(next);
  if (row === null) return;
  const mailed = JSON.stringify(snapshot);
  const session = sessionReading(snapshot);
  const nothing = { state: "dead", isAtReader: false, wantsCancel: false } as const;
  changeRow(next, { ...(session === null ? nothing : afterSession(row, session)), mailed });
  if (!isAsked && row.mailed === mailed) return;
  next.mail = [...next.mail, readings.numberOf(paymentReading(snapshot))];
}
