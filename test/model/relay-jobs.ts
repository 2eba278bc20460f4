import { isCancellable } from "../../server/payments/payment-phase.ts";
import type { PaymentRow } from "../../server/storage/rows.ts";
import type { Move } from "./move.ts";
import { changeRow, mark, refuse, rowOf } from "./relay-row.ts";
import { get, globals, job, late, put, set, type Attempt, type State } from "./state.ts";
import { cancelIntent, createIntent, intentOf, process } from "./stripe-moves.ts";
import { chargeIdOf, intentReading, isOnline, viaOf, type Scene } from "./world.ts";

/** What the relay does in a payment's lane: start, send, end; one of them at a time. */
export function jobMoves(scene: Scene, state: State, attempt: Attempt): Move[] {
  const row = rowOf(state, attempt);
  switch (get(state, attempt, "job")) {
    case job.create:
      return createMoves(attempt);
    case job.first:
    case job.again:
      return putOnReader(scene, state, attempt);
    case job.takeOff:
      return [{ label: `take off the reader ${attempt}`, act: (next) => takeOff(next, attempt) }];
    case job.look:
      return [
        {
          label: `look before the cancel ${attempt}`,
          act: (next) => lookFirst(scene, next, attempt),
        },
      ];
    case job.cancel:
      return cancelMoves(attempt);
    default:
      return row?.wantsCancel === true && row.state !== "final"
        ? [{ label: `end ${attempt}`, act: (next) => put(next, attempt, { job: job.takeOff }) }]
        : [];
  }
}

function createMoves(attempt: Attempt): Move[] {
  const made = (next: State) => {
    createIntent(next, attempt);
    changeRow(next, attempt, { intentId: `pi_${attempt}`, state: "open" });
    const isWanted = rowOf(next, attempt)?.wantsCancel === false;
    put(next, attempt, { job: isWanted ? job.first : job.none });
  };
  const answerLost = (next: State) => {
    createIntent(next, attempt);
    abandon(next, attempt, "stripe-unreachable");
  };
  const comesLate = (next: State) => {
    set(next, attempt, ["late", late.create]);
    abandon(next, attempt, "stripe-unreachable");
  };
  return [
    { label: `the intent is made ${attempt}`, act: made },
    { label: `the create's answer is lost ${attempt}`, cost: 1, act: answerLost },
    { label: `the create will be late ${attempt}`, cost: 1, act: comesLate },
  ];
}

function abandon(next: State, attempt: Attempt, why: "stripe-unreachable" | "reader-busy"): void {
  changeRow(next, attempt, { wantsCancel: true });
  mark(next, attempt, true);
  refuse(next, attempt, "start", why);
  put(next, attempt, { job: job.takeOff });
}

function putOnReader(scene: Scene, state: State, attempt: Attempt): Move[] {
  if (viaOf(scene, attempt) === "relay") return sendMoves(state, attempt);
  return [handSecret(scene, state, attempt)];
}

const tryOf = (isFirst: boolean) => (isFirst ? 1 : 2);

/** The direct way's send: from here on its page may have a card authorised. */
function handSecret(scene: Scene, state: State, attempt: Attempt): Move {
  const isFirst = get(state, attempt, "job") === job.first;
  const intent = intentOf(state, attempt);
  const chargeBefore = intent && chargeIdOf(attempt, intent);
  return {
    label: `the secret is handed out ${attempt}`,
    act(next) {
      changeRow(next, attempt, { isAtReader: true, chargeBefore });
      // Nobody hears it whose line is gone.
      const secret = isOnline(next, scene, attempt) ? tryOf(isFirst) : 0;
      put(next, attempt, { job: job.none, secret });
    },
  };
}

function sendMoves(state: State, attempt: Attempt): Move[] {
  const isFirst = get(state, attempt, "job") === job.first;
  const intent = intentOf(state, attempt);
  const chargeBefore = intent && chargeIdOf(attempt, intent);
  const stored = (next: State) => changeRow(next, attempt, { isAtReader: true, chargeBefore });
  const end = (next: State) => put(next, attempt, { job: job.none });
  const refused = (next: State) => {
    changeRow(next, attempt, { isAtReader: false });
    end(next);
    if (isFirst) abandon(next, attempt, "reader-busy");
    else refuse(next, attempt, "retry", "reader-busy");
  };
  const sent = (next: State) => {
    stored(next);
    if (process(next, attempt) === "busy") refused(next);
    else end(next);
  };
  const comesLate = (next: State) => {
    stored(next);
    set(next, attempt, ["late", late.process]);
    end(next);
  };
  const silent = (next: State) => {
    stored(next);
    refused(next);
  };
  const silentAndLate = (next: State) => {
    silent(next);
    set(next, attempt, ["late", late.process]);
  };
  return [
    { label: `onto the reader ${attempt}`, act: sent },
    {
      label: `the command will be late, and nobody could look ${attempt}`,
      cost: 1,
      act: comesLate,
    },
    { label: `the reader is silent ${attempt}`, cost: 1, act: silent },
    {
      label: `the reader is silent, the command will be late ${attempt}`,
      cost: 1,
      act: silentAndLate,
    },
  ];
}

/** A direct payment is let go by its page, before its register asks for this. */
function isOnRelaysReader(
  state: State,
  attempt: Attempt,
  { via, isAtReader }: PaymentRow,
): boolean {
  return via === "relay" && isAtReader && state[globals.lease] === attempt + 1;
}

function takeOff(next: State, attempt: Attempt): void {
  const row = rowOf(next, attempt);
  if (row?.wantsCancel !== true || row.state === "final") {
    put(next, attempt, { job: job.none });
    return;
  }
  const holdsReader = isOnRelaysReader(next, attempt, row);
  if (holdsReader && next[globals.isAuthorising] === 1) {
    put(next, attempt, { job: job.none });
    mark(next, attempt, false);
    return;
  }
  if (holdsReader) next[globals.reader] = 0;
  const hasIntent = row.intentId !== null;
  put(next, attempt, { job: hasIntent ? job.look : job.none });
  if (!hasIntent) mark(next, attempt, false);
}

function lookFirst(scene: Scene, next: State, attempt: Attempt): void {
  const intent = intentOf(next, attempt);
  const isOpen = intent !== null && isCancellable(intentReading(scene, attempt, intent));
  put(next, attempt, { job: isOpen ? job.cancel : job.none });
  if (!isOpen) mark(next, attempt, false);
}

function cancelMoves(attempt: Attempt): Move[] {
  const end = (next: State) => {
    put(next, attempt, { job: job.none });
    mark(next, attempt, false);
  };
  const cancelled = (next: State) => {
    cancelIntent(next, attempt);
    end(next);
  };
  const comesLate = (next: State) => {
    set(next, attempt, ["late", late.cancel]);
    end(next);
  };
  return [
    { label: `the intent is cancelled ${attempt}`, act: cancelled },
    { label: `the cancel will be late ${attempt}`, cost: 1, act: comesLate },
  ];
}
