import type { PaymentReading } from "../../contract/relay-protocol.ts";
import type { Payment } from "../../register/payments/payment-state.ts";
import type { PaymentRow } from "../../server/storage/rows.ts";

/** An intent at Stripe, in what the model knows of it; charges in the order of their making. */
export type Intent = Readonly<{
  status: "requires_payment_method" | "requires_capture" | "succeeded" | "canceled";
  charges: readonly ("failed" | "succeeded")[];
}>;

/** Values stand in a state by their number; the same value has the same number. */
export function createIntern<Value>() {
  const numbers = new Map<string, number>();
  const values: Value[] = [];
  return {
    /** From 1 on: 0 is none. */
    numberOf(value: Value): number {
      const key = JSON.stringify(value);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      values.push(value);
      numbers.set(key, values.length);
      return values.length;
    },
    at: (number: number): Value | null => values[number - 1] ?? null,
    must(number: number): Value {
      const value = values[number - 1];
      if (value === undefined) throw new Error(`nothing has the number ${number}`);
      return value;
    },
  };
}

/** Asks a pure function once for each pair of numbers; its answer is a number, too. */
export function remembered(compute: (left: number, right: number) => number) {
  const known = new Map<number, number>();
  return (left: number, right: number): number => {
    const key = left * 65_536 + right;
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = compute(left, right);
    known.set(key, value);
    return value;
  };
}

export const payments = createIntern<Payment>();
export const rows = createIntern<PaymentRow>();
export const intents = createIntern<Intent>();
export const readings = createIntern<PaymentReading>();

/** What a state holds of each attempt, in cells; what each cell means stands where it is written. */
export const cells = {
  /** The register's payment. */
  till: 0,
  /** Bits: which entries stand in its ledger, and whether the outbox holds the capture. */
  book: 1,
  /** The relay's row. */
  row: 2,
  /** The capture instruction at the relay: 0 none, 1 stored, 2 done with money, 3 done in vain. */
  order: 3,
  /** The intent at Stripe. */
  intent: 4,
  /** A reading on its way back to the relay: 1 + the intent's number as it was read. */
  read: 5,
  mail1: 6,
  mail2: 7,
  /** Bits: marked stale, somebody asked. */
  stale: 8,
  /** What the relay does in the payment's lane. */
  job: 9,
  /** Bits: messages on their way to the relay. */
  toRelay: 10,
  /** A refusal on its way to the register. */
  refused: 11,
  /** Bits: requests that their sender gave up and that may still reach Stripe. */
  late: 12,
  /** By the direct way: the try whose client secret is on its way to the register. */
  secret: 13,
  /** What the reader's page is at: its step, whether it heard a cancel, and the try (`pageOf`). */
  page: 14,
  /** The try that the register takes its page to be at. */
  window: 15,
  /** The page's last word of a try, on its way to the register: `wordOf`. */
  word: 16,
  /** 1: a cancel is on its way to the page. */
  letGo: 17,
} as const;
export const PER_ATTEMPT = 18;
const GLOBAL = 2 * PER_ATTEMPT;

export const globals = {
  /** The attempt that the reader asks a card for: 0 none. */
  reader: GLOBAL,
  isAuthorising: GLOBAL + 1,
  lease: GLOBAL + 2,
  line1: GLOBAL + 3,
  line2: GLOBAL + 4,
  /** How much may still go wrong. */
  budget: GLOBAL + 5,
} as const;
export const WIDTH = GLOBAL + 6;

export const book = { authorised: 1, captured: 2, cancelled: 4, outbox: 8 } as const;
export const stale = { marked: 1, asked: 2 } as const;
export const message = {
  start: 1,
  resolve: 2,
  cancel: 4,
  retry: 8,
  capture: 16,
  read: 32,
} as const;
export const late = { create: 1, process: 2, cancel: 4, capture: 8 } as const;
export const job = {
  none: 0,
  create: 1,
  first: 2,
  again: 3,
  takeOff: 4,
  look: 5,
  cancel: 6,
} as const;

export type State = Uint16Array;
export type Attempt = 0 | 1;
export type Cell = keyof typeof cells;

export const get = (state: State, attempt: Attempt, cell: Cell): number =>
  state[attempt * PER_ATTEMPT + cells[cell]] ?? 0;
export const put = (
  state: State,
  attempt: Attempt,
  change: Readonly<Partial<Record<Cell, number>>>,
) => {
  for (const [cell, value] of Object.entries(change)) {
    state[attempt * PER_ATTEMPT + cells[cell as Cell]] = value;
  }
};
export const has = (state: State, attempt: Attempt, bit: Readonly<[Cell, number]>): boolean =>
  (get(state, attempt, bit[0]) & bit[1]) !== 0;
export const set = (state: State, attempt: Attempt, bit: Readonly<[Cell, number]>) =>
  put(state, attempt, { [bit[0]]: get(state, attempt, bit[0]) | bit[1] });
export const unset = (state: State, attempt: Attempt, bit: Readonly<[Cell, number]>) =>
  put(state, attempt, { [bit[0]]: get(state, attempt, bit[0]) & ~bit[1] });

/** One character a cell: compact, and quick to look up. */
export const keyOf = (state: State): string => String.fromCharCode(...state);
export function stateOf(key: string): State {
  const state = new Uint16Array(WIDTH);
  for (let at = 0; at < WIDTH; at += 1) state[at] = key.charCodeAt(at);
  return state;
}
