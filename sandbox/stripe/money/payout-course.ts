import type Stripe from "stripe";
import { unschedule } from "../clock/agenda.ts";
import { findRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { Cause, World } from "../world.ts";
import { scrambleHex } from "../world.ts";
import { book } from "./book.ts";

/** Failure codes of banks and what they mean, after Stripe's page on failed payouts. */
export const payoutFailures = {
  account_closed: "The bank account has been closed.",
  account_frozen: "The bank account has been frozen.",
  bank_account_restricted:
    "The bank account has restrictions on either the type, or the number, of payouts allowed.",
  bank_ownership_changed:
    "The destination bank account is no longer valid because its branch has changed ownership.",
  could_not_process: "The bank could not process this payout.",
  debit_not_authorized:
    "Debit transactions are not approved on your bank account. Stripe requires bank accounts to be set up for both credit and debit payouts.",
  declined: "The bank has declined this transfer. Please contact the bank before retrying.",
  insufficient_funds: "Your Stripe account has insufficient funds to cover the payout.",
  invalid_account_number: "The routing number seems correct, but the account number is invalid.",
  incorrect_account_holder_name: "Your bank notified us that the account holder name is incorrect.",
  invalid_currency: "The bank was unable to process this payout because of its currency.",
  no_account: "The bank account could not be located.",
} as const;

export type PayoutFailure = keyof typeof payoutFailures;

export function markInTransit(world: World, id: string): void {
  const payout = findRow(world.state.payouts, id);
  if (payout?.status !== "pending") return;
  payout.status = "in_transit";
  const previous = { status: "pending" };
  emit(world, { type: "payout.updated", object: payout, previous, cause: null });
}

/** From now on Stripe can say which transactions are in the payout. */
export function markReconciled(world: World, id: string): void {
  const payout = findRow(world.state.payouts, id);
  if (payout?.reconciliation_status !== "in_progress") return;
  payout.reconciliation_status = "completed";
  emit(world, { type: "payout.reconciliation_completed", object: payout, cause: null });
}

export function markPaid(world: World, id: string): void {
  const payout = findRow(world.state.payouts, id);
  if (payout?.status !== "in_transit") return;
  const { settings } = world.state.money;
  const failure = settings.nextPayoutFailure;
  if (failure !== null) {
    settings.nextPayoutFailure = null;
    failPayout(world, payout, failure);
    return;
  }
  payout.status = "paid";
  payout.trace_id = { status: "supported", value: traceOf(id) };
  const previous = { status: "in_transit" };
  emit(world, { type: "payout.updated", object: payout, previous, cause: null });
  emit(world, { type: "payout.paid", object: payout, cause: null });
}

function traceOf(id: string): string {
  return scrambleHex(`trace/${id}`, 16).toUpperCase();
}

/** The bank sent it back, be it days after it was said to be paid. */
export function failPayout(world: World, payout: Stripe.Payout, code: string): void {
  const messages: Readonly<Record<string, string>> = payoutFailures;
  payout.status = "failed";
  payout.failure_code = code;
  payout.failure_message = messages[code] ?? "The bank could not process this payout.";
  payout.failure_balance_transaction = giveBack(world, payout, "payout_failure");
  emit(world, { type: "payout.failed", object: payout, cause: null });
}

export function cancelPayout(world: World, payout: Stripe.Payout, cause: Cause): void {
  payout.status = "canceled";
  payout.failure_balance_transaction = giveBack(world, payout, "payout_cancel");
  unschedule(world, "payout-in-transit", payout.id);
  unschedule(world, "payout-paid", payout.id);
  emit(world, { type: "payout.canceled", object: payout, cause });
}

function giveBack(
  world: World,
  payout: Stripe.Payout,
  type: "payout_failure" | "payout_cancel",
): string {
  const description = type === "payout_failure" ? "STRIPE PAYOUT FAILURE" : "STRIPE PAYOUT CANCEL";
  const { amount, currency, id } = payout;
  const entry = { type, category: "payout_reversal", amount, currency, source: id, description };
  return book(world, entry).id;
}
