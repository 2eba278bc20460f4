import type Stripe from "stripe";
import { schedule } from "../clock/agenda.ts";
import { isMatch, takeFault } from "../faults.ts";
import { bookRefund } from "../money/book-charge.ts";
import { meetRefund } from "../money/risk.ts";
import type { MetadataChange } from "../params/metadata.ts";
import { mergedMetadata } from "../params/metadata.ts";
import { insertRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { Cause, World } from "../world.ts";
import { newId, nowSeconds, scramble, scrambleHex } from "../world.ts";
import type { RefundFailure } from "./refund-failures.ts";

export type RefundWish = {
  amount: number;
  metadata: MetadataChange;
  reason?: Stripe.Refund.Reason | undefined;
  cause: Cause | null;
};

/** Gives the money back at once; some refunds turn out later to have failed, or are slow. */
export function refundCharge(world: World, charge: Stripe.Charge, wish: RefundWish): Stripe.Refund {
  const { cause } = wish;
  const refund = insertRow(world.state.refunds, newRefund(world, charge, wish));
  charge.amount_refunded += wish.amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  bookRefund(world, refund, charge);
  emit(world, { type: "refund.created", object: refund, cause });
  emit(world, { type: "charge.refunded", object: charge, cause });
  meetRefund(world, charge, refund);
  planSettling(world, charge, refund);
  return refund;
}

function newRefund(world: World, charge: Stripe.Charge, wish: RefundWish): Stripe.Refund {
  const id = newId(world, "re_3");
  const isSlow = fingerprintOf(charge) === PENDING;
  return {
    id,
    object: "refund",
    amount: wish.amount,
    balance_transaction: null,
    charge: charge.id,
    created: nowSeconds(world),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: destinationOf(id, charge),
    metadata: mergedMetadata({}, wish.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(isSlow ? { pending_reason: "processing" as const } : {}),
    reason: wish.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: isSlow ? "pending" : "succeeded",
    transfer_reversal: null,
  };
}

function destinationOf(id: string, charge: Stripe.Charge): Stripe.Refund.DestinationDetails {
  const reference = scrambleHex(`reference/${id}`, 23).toUpperCase();
  return {
    card: {
      reference,
      reference_status: "available",
      reference_type: "acquirer_reference_number",
      type: charge.captured ? "refund" : "reversal",
    },
    type: "card",
  };
}

/** Test cards whose refunds do not go smoothly; the same card has the same fingerprint. */
const FAILING = scramble("fingerprint/4000000000005126", 16);
const PENDING = scramble("fingerprint/4000000000007726", 16);

const SETTLES_AFTER_MS = 5_000;

function fingerprintOf({ payment_method_details: details }: Stripe.Charge): string {
  return details?.card_present?.fingerprint ?? details?.card?.fingerprint ?? "";
}

function planSettling(world: World, charge: Stripe.Charge, refund: Stripe.Refund): void {
  const fault = takeFault(world.state.faults, ["fail-refund"], ({ on }) =>
    isMatch(on.charge, charge.id),
  );
  if (fault !== undefined) {
    plan(world, refund, { afterMs: fault.delayMs, how: fault.reason });
    return;
  }
  const card = fingerprintOf(charge);
  if (card === FAILING) {
    plan(world, refund, { afterMs: SETTLES_AFTER_MS, how: "expired_or_canceled_card" });
  }
  if (card === PENDING) plan(world, refund, { afterMs: SETTLES_AFTER_MS, how: "succeeded" });
}

function plan(
  world: World,
  refund: Stripe.Refund,
  { afterMs, how }: { afterMs: number; how: RefundFailure | "succeeded" },
): void {
  const id = `${refund.id} ${how}`;
  schedule(world, { atMs: world.now() + afterMs, what: "refund-settles", id });
}
