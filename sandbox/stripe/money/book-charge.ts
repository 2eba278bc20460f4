import type Stripe from "stripe";
import { schedule } from "../clock/agenda.ts";
import { idOf } from "../id-of.ts";
import { findRow, rowOf } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { World } from "../world.ts";
import { nowSeconds } from "../world.ts";
import { bypassesPending, planAftermath } from "./aftermath-cards.ts";
import { balanceOf } from "./balance-of.ts";
import { book, inDays } from "./book.ts";

/** With asynchronous capture the money is booked a moment after the payment was said to be done. */
const ASYNC_MS = 1_000;

/** Books a captured charge. What was held beyond the captured part goes back in a line of its own. */
export function bookCapture(world: World, charge: Stripe.Charge): void {
  if (charge.balance_transaction !== null) return;
  const isAtOnce = bypassesPending(charge);
  const availableOn = isAtOnce
    ? nowSeconds(world)
    : inDays(world, world.state.money.settings.delayDays);
  const { amount, amount_captured: captured, currency, description, id } = charge;
  const made = book(world, {
    type: "charge",
    category: "charge",
    amount,
    feeMinor: feeOf(world, charge),
    currency,
    source: id,
    description,
    availableOn,
  });
  charge.balance_transaction = made.id;
  if (captured < amount) {
    book(world, {
      type: "refund",
      category: "partial_capture_reversal",
      amount: captured - amount,
      currency,
      source: id,
      description: `PARTIAL CAPTURE REVERSAL FOR CHARGE (${id})`,
      availableOn,
    });
  }
  if (isAtOnce) emit(world, { type: "balance.available", object: balanceOf(world), cause: null });
  planAftermath(world, charge);
}

/** The fee of a captured charge: a share of it and a fixed part, rounded half up. */
function feeOf(world: World, charge: Stripe.Charge): number {
  const { fees } = world.state.money.settings;
  const fee = fees[charge.payment_method_details?.type ?? "card"] ?? fees.card;
  return Math.floor((charge.amount_captured * fee.basisPoints + 5_000) / 10_000) + fee.fixedMinor;
}

/** For `automatic_async`: the charge has no balance transaction until `charge.updated` tells of it. */
export function bookCaptureSoon(world: World, charge: Stripe.Charge): void {
  schedule(world, { atMs: world.now() + ASYNC_MS, what: "book-charge", id: charge.id });
}

export function bookLater(world: World, chargeId: string): void {
  const charge = findRow(world.state.charges, chargeId);
  if (charge === undefined) return;
  bookCapture(world, charge);
  emit(world, {
    type: "charge.updated",
    object: charge,
    previous: { balance_transaction: null },
    cause: null,
  });
}

/**
 * Money that leaves for a charge leaves the balance that the charge is on: while that is pending,
 * so is this.
 */
export function availableWith(world: World, charge: Stripe.Charge): number {
  bookCapture(world, charge);
  const id = charge.balance_transaction;
  const booked = typeof id === "string" ? rowOf(world.state.balanceTransactions, id) : null;
  return booked?.available_on ?? nowSeconds(world);
}

export function bookRefund(world: World, refund: Stripe.Refund, charge: Stripe.Charge): void {
  const made = book(world, {
    type: "refund",
    category: "refund",
    amount: -refund.amount,
    currency: refund.currency,
    source: refund.id,
    description: `REFUND FOR CHARGE (${charge.description ?? charge.id})`,
    availableOn: availableWith(world, charge),
  });
  refund.balance_transaction = made.id;
}

/** The money of a refund that did not arrive is the shop's again. */
export function bookRefundFailure(world: World, refund: Stripe.Refund): void {
  const made = book(world, {
    type: "refund_failure",
    category: "refund_failure",
    amount: refund.amount,
    currency: refund.currency,
    source: refund.id,
    description: `REFUND FAILURE FOR CHARGE (${idOf(refund.charge)})`,
  });
  refund.failure_balance_transaction = made.id;
}
