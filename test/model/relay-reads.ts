import { captureReadBack } from "../../server/payments/capture-state.ts";
import { afterReading, freesReader } from "../../server/payments/payment-phase.ts";
import { attempts, type Move } from "./move.ts";
import { changeRow, mark, rowOf } from "./relay-row.ts";
import { get, globals, has, intents, job, late, put, readings, rows, set, stale } from "./state.ts";
import type { Attempt, State } from "./state.ts";
import { captureIntent, intentOf } from "./stripe-moves.ts";
import { loseLine } from "./till-moves.ts";
import { intentReading, readingOf, type Scene } from "./world.ts";

/** The one road to a fact: what is marked is read, recorded and mailed. */
export function readingMoves(scene: Scene, state: State, attempt: Attempt): Move[] {
  const row = rowOf(state, attempt);
  if (row === null) return [];
  const read = get(state, attempt, "read");
  if (read !== 0) {
    if (get(state, attempt, "mail2") !== 0) return [];
    return [
      { label: `the reading is recorded ${attempt}`, act: (next) => record(scene, next, attempt) },
    ];
  }
  // What proves that an attempt has no intent waits for its lane.
  const isLocked = row.intentId === null && get(state, attempt, "job") !== job.none;
  if (isLocked) return [];
  const isMarked = has(state, attempt, ["stale", stale.marked]);
  // A webhook or a poll may cause a reading at any moment; only one that brings news matters.
  const isNews = row.mailed !== String(get(state, attempt, "intent"));
  if (!isMarked && !isNews) return [];
  const take = (next: State) => put(next, attempt, { read: 1 + get(next, attempt, "intent") });
  return [{ label: `Stripe is read ${attempt}`, act: take }];
}

function record(scene: Scene, next: State, attempt: Attempt): void {
  const number = get(next, attempt, "read") - 1;
  const row = rows.must(get(next, attempt, "row"));
  const isAsked = has(next, attempt, ["stale", stale.asked]);
  put(next, attempt, { read: 0, stale: 0 });
  const intent = intents.at(number);
  const isMailed = isAsked || row.mailed !== String(number);
  if (intent === null) {
    // A read that began before the intent's id was known proves nothing any more.
    if (row.intentId !== null) return;
    changeRow(next, attempt, { state: "dead", isAtReader: false, wantsCancel: false, mailed: "0" });
    if (next[globals.lease] === attempt + 1) next[globals.lease] = 0;
  } else {
    const owner =
      row.intentId === null && row.state === "dead" ? { ...row, wantsCancel: true } : row;
    const reading = intentReading(scene, attempt, intent);
    changeRow(next, attempt, { ...afterReading(owner, reading), mailed: String(number) });
    if (freesReader(reading) && next[globals.lease] === attempt + 1) next[globals.lease] = 0;
  }
  if (isMailed) mail(scene, next, { attempt, number });
}

const known = new Map<string, number>();

function mailOf(scene: Scene, attempt: Attempt, number: number): number {
  const key = `${scene} ${attempt} ${number}`;
  const reading = known.get(key) ?? readings.numberOf(readingOf(scene, attempt, number));
  known.set(key, reading);
  return reading;
}

function mail(
  scene: Scene,
  next: State,
  { attempt, number }: Readonly<{ attempt: Attempt; number: number }>,
): void {
  const reading = mailOf(scene, attempt, number);
  const isFirst = get(next, attempt, "mail1") === 0;
  put(next, attempt, isFirst ? { mail1: reading } : { mail2: reading });
}

/** What a ledger ordered is carried out and read back. */
export function captureMoves(scene: Scene, state: State, attempt: Attempt): Move[] {
  if (get(state, attempt, "order") !== 1 || rowOf(state, attempt)?.intentId === null) return [];
  const readBack = (next: State) => {
    const intent = intentOf(next, attempt);
    const status = intent && intentReading(scene, attempt, intent).status;
    const done = status && captureReadBack(status);
    if (done) put(next, attempt, { order: done.outcome === "succeeded" ? 2 : 3 });
    mark(next, attempt, done !== null);
  };
  const captured = (next: State) => {
    captureIntent(next, attempt);
    readBack(next);
  };
  const answerLost = (next: State) => captureIntent(next, attempt);
  const comesLate = (next: State) => set(next, attempt, ["late", late.capture]);
  return [
    { label: `captured ${attempt}`, act: captured },
    { label: `the capture's answer is lost ${attempt}`, cost: 1, act: answerLost },
    { label: `the capture will be late ${attempt}`, cost: 1, act: comesLate },
  ];
}

/** A crash ends what is in memory; rows say how to go on (recover). */
export function relayCrash(scene: Scene): Move {
  return {
    label: "the relay dies and starts again",
    cost: 1,
    act(next) {
      for (const attempt of attempts) {
        put(next, attempt, { job: job.none, read: 0 });
        const row = rowOf(next, attempt);
        if (row?.state === "starting") changeRow(next, attempt, { wantsCancel: true });
        if (row?.state === "starting" || row?.state === "open") mark(next, attempt, false);
        loseLine(scene, next, attempt);
      }
    },
  };
}
