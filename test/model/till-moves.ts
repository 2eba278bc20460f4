import { isFinal, isOpen, nextPayment } from "../../register/payments/payment-state.ts";
import { afterRefused } from "../../register/payments/relay-answers.ts";
import { refusals } from "./refusals.ts";
import {
  book,
  get,
  has,
  message,
  payments,
  put,
  readings,
  remembered,
  set,
  unset,
} from "./state.ts";
import type { Attempt, State } from "./state.ts";
import { change, become, tillOf } from "./till-state.ts";
import { directMoves, letGo, loseSight, mayCollect } from "./direct-till.ts";
import {
  hasTwoTills,
  isAlone,
  isOnline,
  lineOf,
  scenes,
  startedPayment,
  viaOf,
  type Scene,
} from "./world.ts";
import { attempts, type Move } from "./move.ts";

/** The register: its commands, its clock, what comes over its line, and its crashes. */
export function tillMoves(scene: Scene, state: State, attempt: Attempt): Move[] {
  if (!isOnline(state, scene, attempt)) return [];
  const payment = tillOf(state, attempt);
  if (payment === null) return mayStart(scene, state, attempt) ? [charge(scene, attempt)] : [];
  const isSent = (bit: number) => has(state, attempt, ["toRelay", bit]);
  const isUnsent = has(state, attempt, ["book", book.outbox]) && !isSent(message.capture);
  const { phase, isCancelRequested, tries } = payment;
  const possible: readonly (readonly [boolean, Move])[] = [
    [get(state, attempt, "mail1") !== 0, takeMail(attempt)],
    [get(state, attempt, "refused") !== 0, takeRefusal(attempt)],
    [isOpen(payment) && !isCancelRequested, cancel(attempt)],
    [phase === "declined" && tries.length < 2 && mayCollect(state, attempt), retry(attempt)],
    [phase === "waiting", unanswered(attempt)],
    [phase === "unknown" && !isSent(message.resolve), resolve(attempt)],
    [isUnsent, send("the outbox sends the capture", attempt, message.capture)],
  ];
  const own = possible.filter(([isNow]) => isNow).map(([, move]) => move);
  return [...own, ...directMoves(state, attempt, payment)];
}

const resolve = (attempt: Attempt) => send("the till resolves", attempt, message.resolve);

/** One sale has one open attempt: the next begins when the one before is dead (P1). */
function mayStart(scene: Scene, state: State, attempt: Attempt): boolean {
  if (hasTwoTills(scene) || attempt === 0) return true;
  if (isAlone(scene)) return false;
  const first = tillOf(state, 0);
  // A sale that was paid is gone; one that may still be paid is locked.
  if (first === null || isOpen(first)) return false;
  return first.phase === "cancelled" || first.phase === "unknown";
}

function charge(scene: Scene, attempt: Attempt): Move {
  return {
    label: `charge ${attempt}`,
    act(next) {
      put(next, attempt, { till: started(attempt, scenes.indexOf(scene)) });
      set(next, attempt, ["toRelay", message.start]);
    },
  };
}

function send(label: string, attempt: Attempt, bit: number): Move {
  return { label: `${label} ${attempt}`, act: (next) => set(next, attempt, ["toRelay", bit]) };
}

const read = remembered((till, reading) =>
  payments.numberOf(nextPayment(payments.must(till), readings.must(reading))),
);

const started = remembered((attempt, scene) =>
  payments.numberOf(startedPayment(scenes[scene] ?? "alone", attempt === 0 ? 0 : 1)),
);

const refused = remembered((till, number) => {
  const [what, refusal] = refusals[number - 1] ?? refusals[0];
  const payment = payments.must(till);
  if (isFinal(payment)) return till;
  const id = `${what}-${payment.paymentId}${what === "retry" ? "-2" : ""}`;
  return payments.numberOf(afterRefused(payment, { id, refusal }));
});

function cancel(attempt: Attempt): Move {
  return {
    label: `the clerk cancels ${attempt}`,
    act(next) {
      change(next, attempt, "wantCancel");
      letGo(next, attempt);
    },
  };
}

function retry(attempt: Attempt): Move {
  return {
    label: `another card ${attempt}`,
    act(next) {
      change(next, attempt, "nextTry");
      set(next, attempt, ["toRelay", message.retry]);
    },
  };
}

/** Nothing came of a start or a cancel for so long that the till looks it up. */
function unanswered(attempt: Attempt): Move {
  return {
    label: `the relay does not answer ${attempt}`,
    cost: 1,
    act(next) {
      loseSight(next, attempt);
      set(next, attempt, ["toRelay", message.resolve]);
    },
  };
}

/** The next mail in order, in one commit with its entries. */
function takeMail(attempt: Attempt): Move {
  return {
    label: `mail ${attempt}`,
    act(next) {
      const reading = get(next, attempt, "mail1");
      put(next, attempt, { mail1: get(next, attempt, "mail2"), mail2: 0 });
      become(next, attempt, read(get(next, attempt, "till"), reading));
    },
  };
}

function takeRefusal(attempt: Attempt): Move {
  return {
    label: `refused ${attempt}`,
    act(next) {
      const number = get(next, attempt, "refused");
      put(next, attempt, { refused: 0 });
      become(next, attempt, refused(get(next, attempt, "till"), number));
      if (refusals[number - 1]?.[0] === "capture") unset(next, attempt, ["book", book.outbox]);
      else if (tillOf(next, attempt)?.phase === "unknown") {
        set(next, attempt, ["toRelay", message.resolve]);
      }
    },
  };
}

/** A register's line breaks, or it dies: what is under way is lost, and nobody watches any more. */
export function loseLine(scene: Scene, next: State, attempt: Attempt): void {
  next[lineOf(scene, attempt)] = 0;
  put(next, attempt, { toRelay: 0, refused: 0, secret: 0 });
  if (tillOf(next, attempt) !== null) loseSight(next, attempt);
}

/** With the register goes what it knew of its page; the page that lives is told to let go later. */
function die(scene: Scene, next: State, attempt: Attempt): void {
  loseLine(scene, next, attempt);
  put(next, attempt, { window: 0, word: 0, letGo: get(next, attempt, "page") === 0 ? 0 : 1 });
}

/** A reconnect resolves, it does not start. */
function comeBack(next: State, attempt: Attempt): void {
  const payment = tillOf(next, attempt);
  if (payment === null || isFinal(payment)) return;
  loseSight(next, attempt);
  const isHeld = payment.phase === "authorised";
  if (isHeld) set(next, attempt, ["book", book.outbox]);
  set(next, attempt, ["toRelay", isHeld ? message.read : message.resolve]);
}

/** In one till both attempts share the line of the first. */
export function lineMoves(scene: Scene, state: State, attempt: Attempt): Move[] {
  if (!hasTwoTills(scene) && attempt === 1) return [];
  const line = lineOf(scene, attempt);
  const onLine = attempts.filter((each) => lineOf(scene, each) === line);
  if (!isOnline(state, scene, attempt)) {
    const back = (next: State) => {
      next[line] = 1;
      onLine.forEach((each) => comeBack(next, each));
    };
    return [{ label: `the line of ${attempt} is back`, act: back }];
  }
  const lose = (next: State) => onLine.forEach((each) => loseLine(scene, next, each));
  const losing = { label: `the line of ${attempt} breaks`, cost: 1, act: lose };
  // To a till without a page of its own both are the same.
  if (viaOf(scene, attempt) === "relay") return [losing];
  const kill = (next: State) => onLine.forEach((each) => die(scene, next, each));
  return [losing, { label: `the till of ${attempt} dies`, cost: 1, act: kill }];
}
