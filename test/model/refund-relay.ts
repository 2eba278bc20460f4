import {
  isLookedFor,
  notFound,
  refundVerdict,
  wantsNextKey,
} from "../../server/payments/refund-order-state.ts";
import { unknown, type Answer } from "../../server/stripe/call-stripe.ts";
import { when } from "./game.ts";
import {
  both,
  change,
  readingOf,
  refundOf,
  refundReadings,
  type Course,
  type Move,
  type RefundState,
  type Status,
  type Which,
} from "./refund-world.ts";

const yes = { kind: "ok", value: null } as const;
const no = { kind: "refused", code: "charge_disputed", why: "" } as const;
const error = unknown("an error");

/** Ordered before: what it came to is read again. */
export function hear(next: RefundState, which: Which): void {
  const { order, hasId } = next.refunds[which];
  change(next, which, { isOnTheWay: false });
  if (order === "none") change(next, which, { order: "stored" });
  else if (hasId) change(next, which, { isMarked: true, isAsked: true });
}

/** What Stripe may do with a request of a key that it does not know; `hidden`: done, and answered by an error. */
const outcomes = ["succeeded", "pending", "error", "hidden", "no"] as const;
type Outcome = (typeof outcomes)[number];

/** Once per key; then it repeats what it said. */
export function askStripe(
  next: RefundState,
  which: Which,
  { key, as }: Readonly<{ key: number; as: Outcome }>,
): Answer<unknown> {
  const { keys, made } = next.refunds[which];
  const kept = keys[key] ?? null;
  if (kept === "error") return { ...error, isKeySpent: true };
  if (kept !== null) return kept === "no" ? no : yes;
  const isMade = as !== "no" && as !== "error";
  const status: Status = as === "pending" ? "pending" : "succeeded";
  const [answer, keep] = kindOf(as);
  change(next, which, {
    keys: Object.assign([...keys], { [key]: keep }),
    ...(isMade && { status, made: made + 1 }),
  });
  return answer;
}

function kindOf(as: Outcome): readonly [Answer<unknown>, "made" | "error" | "no"] {
  if (as === "no") return [no, "no"];
  return as === "error" || as === "hidden" ? [error, "error"] : [yes, "made"];
}

/** One at a time in the payment's lane; what may have been sent is looked for first. */
export function jobMoves(state: RefundState): readonly Move[] {
  const { job } = state;
  if (job === null) return both.flatMap((which) => beginMoves(state, which));
  return job.step === "look" ? lookMoves(job.which, job.key) : createMoves(job.which, job.key);
}

function beginMoves(state: RefundState, which: Which): readonly Move[] {
  const { order, wasSent } = state.refunds[which];
  const step = isLookedFor(wasSent ? 1 : 0) ? "look" : "create";
  return when<RefundState>(order === "stored", {
    label: `the relay begins refund ${which}`,
    act: (next) => begin(next, { which, step, key: 0 }),
  });
}

/** That it is sent is written down before it is. */
function begin(next: RefundState, job: NonNullable<RefundState["job"]>): void {
  next.job = job;
  if (job.step === "create") change(next, job.which, { wasSent: true });
}

function lookMoves(which: Which, key: number): readonly Move[] {
  const look = (next: RefundState) => {
    if (next.refunds[which].made > 0) sent(next, which);
    else begin(next, { which, step: "create", key });
  };
  const refused = (next: RefundState) => end(next, which, notFound(no));
  return [
    { label: `refund ${which} is looked for`, act: look },
    { label: `the look for refund ${which} is refused`, cost: 1, act: refused },
  ];
}

function createMoves(which: Which, key: number): readonly Move[] {
  const asked = outcomes.map((as): Move => ({
    label: `refund ${which} is asked for: ${as}`,
    cost: as === "succeeded" || as === "pending" ? 0 : 1,
    act: (next) => hearAnswer(next, { which, key }, askStripe(next, which, { key, as })),
  }));
  const answerLost = (next: RefundState) => {
    askStripe(next, which, { key, as: "succeeded" });
    hearAnswer(next, { which, key }, error);
  };
  const comesLate = (next: RefundState) => {
    change(next, which, { late: [...next.refunds[which].late, key] });
    hearAnswer(next, { which, key }, error);
  };
  return [
    ...asked,
    { label: `the answer about refund ${which} is lost`, cost: 1, act: answerLost },
    { label: `the request of refund ${which} will be late`, cost: 1, act: comesLate },
  ];
}

type Asked = Readonly<{ which: Which; key: number }>;

function hearAnswer(next: RefundState, { which, key }: Asked, answer: Answer<unknown>): void {
  if (wantsNextKey(answer, key)) begin(next, { which, step: "look", key: key + 1 });
  else end(next, which, answer);
}

function end(next: RefundState, which: Which, answer: Answer<unknown>): void {
  const verdict = refundVerdict(answer);
  if (verdict === "made") {
    sent(next, which);
    return;
  }
  next.job = null;
  if (verdict === "later") return;
  change(next, which, { order: "done" });
  mail(next, which, null);
}

function sent(next: RefundState, which: Which): void {
  next.job = null;
  change(next, which, { order: "done", hasId: true, isMarked: true, isAsked: true });
}

function mail(next: RefundState, which: Which, status: Status | null): void {
  const amountMinor = refundOf(next, which)?.amountMinor ?? 0;
  const reading = refundReadings.numberOf(readingOf(which, status, amountMinor));
  change(next, which, { mail: [...next.refunds[which].mail, reading] });
}

/** Once Stripe's id is known, by which the reading finds the order. */
export function readMoves(state: RefundState, which: Which): readonly Move[] {
  const course = state.refunds[which];
  const { read, status, mail: unread, hasId } = course;
  const isToRead = hasId && read === null && isStale(course);
  return [
    ...when<RefundState>(isToRead, {
      label: `refund ${which} is read`,
      act: (next) => change(next, which, { read: status }),
    }),
    ...when<RefundState>(read !== null && unread.length < 2, {
      label: `the reading of refund ${which} is recorded`,
      act: (next) => record(next, which),
    }),
  ];
}

/** Marked, or a webhook may come at any moment; only one that brings news matters. */
function isStale({ isMarked, mailed, status }: Course): boolean {
  return isMarked || mailed !== status;
}

function record(next: RefundState, which: Which): void {
  const { read, mailed, isAsked } = next.refunds[which];
  change(next, which, { read: null, isMarked: false, isAsked: false, mailed: read });
  if (isAsked || mailed !== read) mail(next, which, read);
}
