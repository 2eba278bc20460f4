import { loseSight, nextTry, type Payment } from "../../register/payments/payment-state.ts";
import { book, get, payments, put, remembered, set } from "./state.ts";
import type { Attempt, State } from "./state.ts";

export const tillOf = (state: State, attempt: Attempt): Payment | null =>
  payments.at(get(state, attempt, "till"));

const changes = {
  loseSight,
  nextTry: (payment: Payment) => nextTry(payment, 0),
  wantCancel: (payment: Payment): Payment => ({ ...payment, isCancelRequested: true }),
} as const;
const changeNames = Object.keys(changes) as (keyof typeof changes)[];

const changed = remembered((till, by) => {
  const name = changeNames[by] ?? "loseSight";
  return payments.numberOf(changes[name](payments.must(till)));
});

export function change(next: State, attempt: Attempt, by: keyof typeof changes): void {
  put(next, attempt, { till: changed(get(next, attempt, "till"), changeNames.indexOf(by)) });
}

export function become(next: State, attempt: Attempt, till: number): void {
  const before = tillOf(next, attempt);
  put(next, attempt, { till });
  const payment = payments.must(till);
  if (payment.phase !== before?.phase) write(next, attempt, payment);
}

/** The entries between two phases, as the register appends them. */
function write(next: State, attempt: Attempt, { phase }: Payment): void {
  if (phase === "authorised") {
    set(next, attempt, ["book", book.authorised]);
    set(next, attempt, ["book", book.outbox]);
  }
  if (phase === "captured") {
    set(next, attempt, ["book", book.authorised]);
    set(next, attempt, ["book", book.captured]);
  }
  if (phase === "cancelled") set(next, attempt, ["book", book.cancelled]);
}
