import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { bookRefundFailure } from "../money/book-charge.ts";
import { idOf } from "../id-of.ts";
import type { RefundFailure } from "./refund-failures.ts";
import { refundFailures } from "./refund-failures.ts";
import { findRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { World } from "../world.ts";

/** A planned end: the refund's id, and how it ends. */
export function settleRefund(world: World, planned: string): void {
  const [id = "", how = ""] = planned.split(" ");
  const refund = findRow(world.state.refunds, id);
  if (refund === undefined) return;
  const reason = refundFailures.find((each) => each === how);
  if (reason !== undefined) {
    if (refund.status !== "failed") failRefund(world, refund, reason);
    return;
  }
  if (refund.status !== "pending") return;
  refund.status = "succeeded";
  Reflect.deleteProperty(refund, "pending_reason");
  const previous = { status: "pending" };
  tell(world, { object: refund, previous }, ["refund.updated", "charge.refund.updated"]);
}

/** The money is back at the shop, and the customer still waits for it. */
export function failRefund(world: World, refund: Stripe.Refund, reason: RefundFailure): void {
  if (refund.status === "failed") throw invalidRequest(`Refund ${refund.id} has failed already.`);
  const previous = { status: refund.status };
  refund.status = "failed";
  refund.failure_reason = reason;
  const charge = findRow(world.state.charges, idOf(refund.charge));
  if (charge !== undefined) {
    charge.amount_refunded -= refund.amount;
    charge.refunded = false;
  }
  bookRefundFailure(world, refund);
  const types = ["refund.updated", "refund.failed", "charge.refund.updated"] as const;
  tell(world, { object: refund, previous }, types);
}

function tell(
  world: World,
  change: { object: Stripe.Refund; previous: Record<string, unknown> },
  types: readonly ("refund.updated" | "refund.failed" | "charge.refund.updated")[],
): void {
  for (const type of types) emit(world, { type, ...change, cause: null });
}
