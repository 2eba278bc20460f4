import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import { closeDispute, isInquiry, isOpen, submit } from "../money/dispute-course.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { isAskedFor, ofChargeParams } from "../params/of-charge.ts";
import { pageOf } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { flag, hash, later, oneOf, optional, text, unsettable } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import { previousOf } from "../webhooks/previous.ts";

function disputeOf({ world, ids }: Call): Stripe.Dispute {
  const id = ids[0] ?? "";
  const dispute = findRow(world.state.disputes, id);
  if (dispute !== undefined) return dispute;
  throw noSuch("dispute", id, { param: "dispute", inPath: true });
}

const MAX_WORDS = 20_000;
const words = () => unsettable(text(MAX_WORDS));

const evidence = hash({
  access_activity_log: words(),
  appeal: later(),
  billing_address: words(),
  cancellation_policy: words(),
  cancellation_policy_disclosure: words(),
  cancellation_rebuttal: words(),
  customer_communication: words(),
  customer_email_address: words(),
  customer_name: words(),
  customer_purchase_ip: words(),
  customer_signature: words(),
  duplicate_charge_documentation: words(),
  duplicate_charge_explanation: words(),
  duplicate_charge_id: words(),
  enhanced_evidence: later(),
  product_description: words(),
  receipt: words(),
  refund_policy: words(),
  refund_policy_disclosure: words(),
  refund_refusal_explanation: words(),
  service_date: words(),
  service_documentation: words(),
  shipping_address: words(),
  shipping_carrier: words(),
  shipping_date: words(),
  shipping_documentation: words(),
  shipping_tracking_number: words(),
  uncategorized_file: words(),
  uncategorized_text: words(),
});

const updateParams = {
  evidence: optional(evidence),
  intended_submission_method: optional(
    oneOf(["manual", "prefer_manual", "prefer_smart_disputes", "smart_disputes"]),
  ),
  metadata: metadata(),
  submit: optional(flag()),
};

/** Evidence goes to the bank at once, unless `submit=false` only keeps it. */
function update(call: Call, params: Values<typeof updateParams>): Stripe.Dispute {
  const { world, cause } = call;
  const dispute = disputeOf(call);
  const before = structuredClone(dispute);
  const given = Object.entries(params.evidence ?? {}).filter(([, value]) => value !== undefined);
  if (given.length > 0 && !isOpen(dispute)) {
    throw invalidRequest("This dispute no longer takes evidence.", { param: "evidence" });
  }
  Object.assign(dispute.evidence, Object.fromEntries(given));
  const isGiven = Object.values(dispute.evidence).some((value) => typeof value === "string");
  dispute.evidence_details.has_evidence = isGiven;
  dispute.intended_submission_method =
    params.intended_submission_method ?? dispute.intended_submission_method;
  dispute.metadata = mergedMetadata(dispute.metadata, params.metadata);
  const isSent = params.submit ?? params.evidence !== undefined;
  if (isSent && isOpen(dispute)) submit(world, dispute);
  const previous = previousOf(before, dispute);
  emit(world, { type: "charge.dispute.updated", object: dispute, previous, cause });
  return dispute;
}

/** Gives it up: no evidence will come. */
function close(call: Call): Stripe.Dispute {
  const dispute = disputeOf(call);
  const as = isInquiry(dispute) ? "warning_closed" : "lost";
  closeDispute(call.world, dispute, { as, cause: call.cause });
  return dispute;
}

function list({ world }: Call, params: Values<typeof ofChargeParams>): object {
  return pageOf({
    table: world.state.disputes,
    url: path,
    what: "dispute",
    page: params,
    keep: (dispute) => isAskedFor(dispute, params),
  });
}

const path = "/v1/disputes";
const one = `${path}/:id`;
const returns = "dispute";

export const disputeRoutes: readonly Route[] = [
  endpoint({ method: "GET", path, params: ofChargeParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: disputeOf }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
  endpoint({ method: "POST", path: `${one}/close`, params: {}, returns, handle: close }),
];
