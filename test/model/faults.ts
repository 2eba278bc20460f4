import { attempts } from "./move.ts";
import { book, get, has, type Attempt, type State } from "./state.ts";
import { intentOf } from "./stripe-moves.ts";
import { tillOf } from "./till-moves.ts";

/** What must be so in every state; the first thing that is not, in words. */
export function faultOf(state: State): string | null {
  for (const attempt of attempts) {
    const fault = faultOfAttempt(state, attempt);
    if (fault !== null) return `attempt ${attempt}: ${fault}`;
  }
  const isSameSale = tillOf(state, 0)?.saleId === tillOf(state, 1)?.saleId;
  if (isSameSale && attempts.every((attempt) => isLive(state, attempt))) {
    return "one sale is charged by two attempts";
  }
  return null;
}

export function isLive(state: State, attempt: Attempt): boolean {
  const status = intentOf(state, attempt)?.status;
  return status === "requires_capture" || status === "succeeded";
}

function faultOfAttempt(state: State, attempt: Attempt): string | null {
  const intent = intentOf(state, attempt);
  const payment = tillOf(state, attempt);
  const charged = intent?.charges.filter((charge) => charge === "succeeded").length ?? 0;
  if (charged > 1) return "two live charges";
  if (intent?.status === "succeeded" && !has(state, attempt, ["book", book.authorised])) {
    return "captured without an entry";
  }
  if (payment === null) return intent === null ? null : "an intent without a started entry";
  if (payment.attention !== null && payment.attention !== "hold-lost") {
    return `asks for a person: ${payment.attention}`;
  }
  if (payment.phase === "cancelled" && isLive(state, attempt)) {
    return "proven dead at the till, and money is held";
  }
  if (payment.phase === "captured" && intent?.status !== "succeeded") {
    return "captured at the till, and not at Stripe";
  }
  const isLost = has(state, attempt, ["book", book.authorised]) && payment.phase === "cancelled";
  if (isLost && payment.attention !== "hold-lost") return "a hold was lost and nobody is told";
  return faultOfBook(get(state, attempt, "book"), payment.phase);
}

function faultOfBook(bits: number, phase: string): string | null {
  const isCaptured = (bits & book.captured) !== 0;
  const isCancelled = (bits & book.cancelled) !== 0;
  if (isCaptured && isCancelled) return "the ledger says captured and cancelled";
  if (isCaptured !== (phase === "captured")) return "the ledger and the payment disagree";
  return isCancelled === (phase === "cancelled") ? null : "the ledger's end is not the payment's";
}
