import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { schedule, unschedule } from "../clock/agenda.ts";
import { idOf } from "../id-of.ts";
import { findRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { Cause, World } from "../world.ts";
import { reinstate, tellWithdrawn, withdraw } from "./disputes.ts";

const open = ["needs_response", "warning_needs_response"];
const underReview = ["under_review", "warning_under_review"];

export function isOpen({ status }: Stripe.Dispute): boolean {
  return open.includes(status);
}

/** Sends the evidence to the bank, which decides later. */
export function submit(world: World, dispute: Stripe.Dispute): void {
  const details = dispute.evidence_details;
  details.submission_count += 1;
  details.submission_method = "manual";
  dispute.status = isInquiry(dispute) ? "warning_under_review" : "under_review";
  unschedule(world, "dispute-overdue", dispute.id);
  const atMs = world.now() + world.state.money.settings.disputeDecisionMs;
  schedule(world, { atMs, what: "dispute-decided", id: dispute.id });
}

export function isInquiry({ status }: Stripe.Dispute): boolean {
  return status.startsWith("warning_");
}

/** The bank reads what Stripe's test mode reads: one word of the evidence decides. */
export function decideDispute(world: World, id: string): void {
  const dispute = findRow(world.state.disputes, id);
  if (dispute === undefined || !underReview.includes(dispute.status)) return;
  const words = dispute.evidence.uncategorized_text ?? "";
  if (isInquiry(dispute)) {
    if (words.includes("escalate_inquiry_evidence")) escalate(world, dispute);
    else closeDispute(world, dispute, { as: "warning_closed", cause: null });
    return;
  }
  const as = words.includes("winning_evidence") ? "won" : "lost";
  closeDispute(world, dispute, { as, cause: null });
}

/** Silence is lost; an inquiry that is not answered becomes a dispute. */
export function loseOverdue(world: World, id: string): void {
  const dispute = findRow(world.state.disputes, id);
  if (dispute === undefined || !isOpen(dispute)) return;
  dispute.evidence_details.past_due = true;
  if (isInquiry(dispute)) closeDispute(world, dispute, { as: "warning_closed", cause: null });
  else closeDispute(world, dispute, { as: "lost", cause: null });
}

/** The cardholder's bank takes the money after all. */
export function escalate(world: World, dispute: Stripe.Dispute): void {
  const charge = findRow(world.state.charges, idOf(dispute.charge));
  if (charge === undefined || !isInquiry(dispute)) throw notNow(dispute);
  const previous = { status: dispute.status };
  dispute.status = "needs_response";
  dispute.is_charge_refundable = false;
  if (dispute.payment_method_details?.card !== undefined) {
    dispute.payment_method_details.card.case_type = "chargeback";
  }
  withdraw(world, dispute, charge);
  emit(world, { type: "charge.dispute.updated", object: dispute, previous, cause: null });
  tellWithdrawn(world, dispute);
}

export type Closing = {
  readonly as: "won" | "lost" | "warning_closed";
  readonly cause: Cause | null;
};

export function closeDispute(world: World, dispute: Stripe.Dispute, { as, cause }: Closing): void {
  if (!isOpen(dispute) && !underReview.includes(dispute.status)) throw notNow(dispute);
  if (isInquiry(dispute) !== (as === "warning_closed")) throw notNow(dispute);
  unschedule(world, "dispute-overdue", dispute.id);
  unschedule(world, "dispute-decided", dispute.id);
  dispute.status = as;
  if (as === "won") {
    reinstate(world, dispute);
    emit(world, { type: "charge.dispute.funds_reinstated", object: dispute, cause });
  }
  emit(world, { type: "charge.dispute.closed", object: dispute, cause });
}

function notNow(dispute: Stripe.Dispute): Error {
  return invalidRequest(`This dispute's status is ${dispute.status}: that cannot be done now.`, {
    code: "dispute_unexpected_state",
  });
}
