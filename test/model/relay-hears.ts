import { captureOrderedAgain } from "../../server/payments/capture-state.ts";
import { leaseVerdict } from "../../server/payments/lease-state.ts";
import { attempts, type Move } from "./move.ts";
import { changeRow, mark, refuse, rowOf } from "./relay-row.ts";
import { book, get, globals, has, job, message, put, rows, unset } from "./state.ts";
import type { Attempt, State } from "./state.ts";
import { intentOf } from "./stripe-moves.ts";
import { isOnline, leaseRow, newRow, type Scene } from "./world.ts";

type Hear = (scene: Scene, next: State, attempt: Attempt) => void;

const heard: readonly Readonly<{ bit: number; inLane: boolean; label: string; act: Hear }>[] = [
  { bit: message.start, inLane: true, label: "start", act: hearStart },
  { bit: message.retry, inLane: true, label: "retry", act: hearRetry },
  { bit: message.resolve, inLane: false, label: "resolve", act: hearResolve },
  {
    bit: message.cancel,
    inLane: false,
    label: "cancel",
    act: (_, next, attempt) => wantEnd(next, attempt),
  },
  { bit: message.read, inLane: false, label: "read", act: hearRead },
  { bit: message.capture, inLane: false, label: "capture", act: hearCapture },
];

/** What a register says reaches the relay, in any order. */
export function messageMoves(scene: Scene, state: State, attempt: Attempt): Move[] {
  if (!isOnline(state, scene, attempt)) return [];
  const moves: Move[] = [];
  for (const { bit, inLane, label, act } of heard) {
    if (!has(state, attempt, ["toRelay", bit])) continue;
    // Frames of one line keep their order: nothing overtakes the start.
    if (bit !== message.start && has(state, attempt, ["toRelay", message.start])) continue;
    if (inLane && get(state, attempt, "job") !== job.none) continue;
    const arrive = (next: State) => {
      unset(next, attempt, ["toRelay", bit]);
      act(scene, next, attempt);
    };
    moves.push({ label: `the relay hears ${label} ${attempt}`, act: arrive });
    if (bit !== message.start || rowOf(state, attempt) !== null) continue;
    const arriveLate = (next: State) => {
      unset(next, attempt, ["toRelay", bit]);
      refuse(next, attempt, "start", "too-late");
    };
    moves.push({ label: `the start is late ${attempt}`, cost: 1, act: arriveLate });
  }
  return moves;
}

function hearStart(scene: Scene, next: State, attempt: Attempt): void {
  const row = rowOf(next, attempt);
  if (row !== null) {
    mark(next, attempt, true);
    const isOver = row.state === "final" || row.state === "dead";
    if (isOver) refuse(next, attempt, "start", "payment-not-open");
    return;
  }
  if (!takeReader(scene, next, { attempt, what: "start" })) return;
  put(next, attempt, { row: rows.numberOf(newRow(scene, attempt, "starting")), job: job.create });
}

type Wanted = Readonly<{ attempt: Attempt; what: "start" | "retry" }>;

function takeReader(scene: Scene, next: State, { attempt, what }: Wanted): boolean {
  const holder = (next[globals.lease] ?? 0) - 1;
  const held = attempts.find((each) => each === holder);
  const lease = held === undefined ? undefined : leaseRow(scene, held);
  const atReader = held === undefined ? undefined : (rowOf(next, held) ?? undefined);
  const verdict = leaseVerdict(lease, atReader, leaseRow(scene, attempt));
  if (verdict.kind !== "free") {
    refuse(next, attempt, what, verdict.kind === "held" ? "lease-held" : "reader-busy");
    return false;
  }
  if (verdict.replaced !== null && held !== undefined) changeRow(next, held, { wantsCancel: true });
  next[globals.lease] = attempt + 1;
  return true;
}

function hearRetry(scene: Scene, next: State, attempt: Attempt): void {
  const row = rowOf(next, attempt);
  if (row === null) return;
  mark(next, attempt, true);
  if (row.isAtReader) return;
  const isOpen = row.state === "open" && !row.wantsCancel && row.intentId !== null;
  if (!isOpen || intentOf(next, attempt)?.status !== "requires_payment_method") {
    refuse(next, attempt, "retry", "payment-not-open");
    return;
  }
  if (takeReader(scene, next, { attempt, what: "retry" })) put(next, attempt, { job: job.again });
}

function wantEnd(next: State, attempt: Attempt): void {
  const row = rowOf(next, attempt);
  if (row === null) {
    refuse(next, attempt, "cancel", "unknown-payment");
    return;
  }
  if (row.state === "starting" || row.state === "open")
    changeRow(next, attempt, { wantsCancel: true });
  mark(next, attempt, true);
}

function hearResolve(scene: Scene, next: State, attempt: Attempt): void {
  if (rowOf(next, attempt) === null) {
    put(next, attempt, { row: rows.numberOf(newRow(scene, attempt, "dead")) });
    mark(next, attempt, true);
  } else wantEnd(next, attempt);
}

function hearRead(_: Scene, next: State, attempt: Attempt): void {
  if (rowOf(next, attempt) !== null) mark(next, attempt, true);
}

function hearCapture(_: Scene, next: State, attempt: Attempt): void {
  if (rowOf(next, attempt) === null) {
    refuse(next, attempt, "capture", "unknown-payment");
    return;
  }
  const order = get(next, attempt, "order");
  const again =
    order >= 2 &&
    captureOrderedAgain({
      kind: "capture",
      state: "done",
      outcome: order === 2 ? "succeeded" : "canceled",
    });
  if (order === 0 || again) put(next, attempt, { order: 1 });
  mark(next, attempt, true);
  // Accepted: the duty is the relay's now. A lost answer sends the same once more, which is a repeat.
  unset(next, attempt, ["book", book.outbox]);
}
