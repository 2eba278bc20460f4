import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { schedule } from "../clock/agenda.ts";
import { idOf } from "../id-of.ts";
import { insertRow, rowsOf } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { World } from "../world.ts";
import { newId, nowSeconds } from "../world.ts";
import { book } from "./book.ts";
import { availableWith } from "./book-charge.ts";
import { DAY_SECONDS } from "./days.ts";
import { meetDispute } from "./risk.ts";

/** Reasons with the code of the network that they stand for (Visa). */
export const disputeReasons = {
  credit_not_processed: "13.7",
  duplicate: "12.6.1",
  fraudulent: "10.4",
  general: "10.4",
  product_not_received: "13.1",
  product_unacceptable: "13.3",
  subscription_canceled: "13.2",
  unrecognized: "10.4",
} as const;

export type DisputeReason = keyof typeof disputeReasons;

export type NewDispute = { readonly reason: DisputeReason; readonly isInquiry: boolean };

const DAYS_TO_RESPOND = 20;

/** The cardholder's bank takes the payment back, or asks first: an inquiry moves no money. */
export function openDispute(world: World, charge: Stripe.Charge, made: NewDispute): Stripe.Dispute {
  if (!charge.captured || charge.disputed) {
    throw invalidRequest(`Charge ${charge.id} cannot be disputed.`, { charge: charge.id });
  }
  const dispute = insertRow(world.state.disputes, newDispute(world, charge, made));
  charge.disputed = true;
  if (!made.isInquiry) withdraw(world, dispute, charge);
  emit(world, { type: "charge.dispute.created", object: dispute, cause: null });
  if (!made.isInquiry) tellWithdrawn(world, dispute);
  meetDispute(world, charge);
  const overdueMs = (dispute.evidence_details.due_by ?? 0) * 1000;
  schedule(world, { atMs: overdueMs, what: "dispute-overdue", id: dispute.id });
  return dispute;
}

export function tellWithdrawn(world: World, dispute: Stripe.Dispute): void {
  emit(world, { type: "charge.dispute.funds_withdrawn", object: dispute, cause: null });
}

/** The disputed amount and the fee for it leave the balance. */
export function withdraw(world: World, dispute: Stripe.Dispute, charge: Stripe.Charge): void {
  const made = book(world, {
    type: "adjustment",
    category: "dispute",
    amount: -dispute.amount,
    feeMinor: world.state.money.settings.disputeFeeMinor,
    feeName: "Dispute fee",
    currency: dispute.currency,
    source: dispute.id,
    description: `Chargeback withdrawal for ${charge.id}`,
    availableOn: availableWith(world, charge),
  });
  dispute.balance_transactions.push(structuredClone(made));
}

/** The bank found for the shop. The fee stays with Stripe. */
export function reinstate(world: World, dispute: Stripe.Dispute): void {
  const made = book(world, {
    type: "adjustment",
    category: "dispute_reversal",
    amount: dispute.amount,
    currency: dispute.currency,
    source: dispute.id,
    description: `Chargeback reversal for ${idOf(dispute.charge)}`,
  });
  dispute.balance_transactions.push(structuredClone(made));
}

/** What a bank has taken back cannot be given back, too. */
export function checkUndisputed(world: World, charge: Stripe.Charge): void {
  if (!charge.disputed) return;
  const dispute = rowsOf(world.state.disputes).findLast((each) => each.charge === charge.id);
  if (dispute?.is_charge_refundable !== false) return;
  throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
    code: "charge_disputed",
    charge: charge.id,
  });
}

function newDispute(world: World, charge: Stripe.Charge, made: NewDispute): Stripe.Dispute {
  const created = nowSeconds(world);
  const networkCode = disputeReasons[made.reason];
  const details = charge.payment_method_details;
  const brand = details?.card_present?.brand ?? details?.card?.brand ?? "visa";
  return {
    id: newId(world, "dp_1"),
    object: "dispute",
    amount: charge.amount - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: blankEvidence(),
    evidence_details: {
      due_by: created + DAYS_TO_RESPOND * DAY_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: made.isInquiry,
    livemode: false,
    metadata: {},
    network_reason_code: networkCode,
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand,
        case_type: made.isInquiry ? "inquiry" : "chargeback",
        network: brand,
        network_reason_code: networkCode,
      },
      type: "card",
    },
    reason: made.reason,
    status: made.isInquiry ? "warning_needs_response" : "needs_response",
  };
}

function blankEvidence(): Stripe.Dispute.Evidence {
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: null,
    customer_name: null,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  };
}
