import type { Payment } from "../../register/payments/payment-state.ts";
import { attempts } from "./move.ts";
import { book, get, has, type Attempt, type State } from "./state.ts";
import { intentOf } from "./stripe-moves.ts";
import { tillOf } from "./till-state.ts";

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
  return faultOfEnd(state, attempt, payment) ?? faultOfBook(get(state, attempt, "book"), payment);
}

/** What the till takes for the end, and what Stripe holds. */
function faultOfEnd(state: State, attempt: Attempt, { phase, attention }: Payment): string | null {
  if (attention !== null && attention !== "hold-lost") return `asks for a person: ${attention}`;
  if (phase === "captured" && intentOf(state, attempt)?.status !== "succeeded") {
    return "captured at the till, and not at Stripe";
  }
  if (phase !== "cancelled") return null;
  if (isLive(state, attempt)) return "proven dead at the till, and money is held";
  const wasHeld = has(state, attempt, ["book", book.authorised]);
  return wasHeld && attention === null ? "a hold was lost and nobody is told" : null;
}

function faultOfBook(bits: number, { phase }: Payment): string | null {
  const isCaptured = (bits & book.captured) !== 0;
  const isCancelled = (bits & book.cancelled) !== 0;
  if (isCaptured && isCancelled) return "the ledger says captured and cancelled";
  if (isCaptured !== (phase === "captured")) return "the ledger and the payment disagree";
  return isCancelled === (phase === "cancelled") ? null : "the ledger's end is not the payment's";
}
