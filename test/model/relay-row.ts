import type { PaymentChange, PaymentRow } from "../../server/storage/rows.ts";
import { refusals } from "./refusals.ts";
import { get, put, rows, set, stale, type Attempt, type State } from "./state.ts";

export const rowOf = (state: State, attempt: Attempt): PaymentRow | null =>
  rows.at(get(state, attempt, "row"));

const known = new Map<string, number>();

/** Remembered: the same change of the same row has the same outcome. */
export function changeRow(next: State, attempt: Attempt, by: PaymentChange): void {
  const before = get(next, attempt, "row");
  const key = `${before} ${Object.entries(by).flat().join(" ")}`;
  const number = known.get(key) ?? rows.numberOf({ ...rows.must(before), ...by });
  known.set(key, number);
  put(next, attempt, { row: number });
}

export function mark(next: State, attempt: Attempt, isAsked: boolean): void {
  set(next, attempt, ["stale", stale.marked]);
  if (isAsked) set(next, attempt, ["stale", stale.asked]);
}

type Refusal = (typeof refusals)[number];

export function refuse(
  next: State,
  attempt: Attempt,
  ...[what, why]: readonly [Refusal[0], Refusal[1]]
): void {
  const at = refusals.findIndex((each) => each[0] === what && each[1] === why);
  put(next, attempt, { refused: at + 1 });
}
