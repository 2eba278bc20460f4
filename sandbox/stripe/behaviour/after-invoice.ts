import type Stripe from "stripe";
import { findRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { Cause, World } from "../world.ts";
import type { Invoice } from "./new-invoice.ts";
import { tellOutcome } from "./pay-invoice.ts";
import { planRenewal } from "./subscription-course.ts";

export function subscriptionIdOf(invoice: Invoice): string | null {
  const id = invoice.parent?.subscription_details?.subscription;
  return typeof id === "string" ? id : null;
}

/** What Stripe has given up may still be paid. */
export function isPayable({ status }: Invoice): boolean {
  return status === "open" || status === "uncollectible";
}

/** A customer has paid a bill, or failed to, who was asked to do so after the attempt without him. */
export function afterInvoiceIntent(
  world: World,
  intent: Stripe.PaymentIntent,
  cause: Cause | null,
): void {
  const invoice = findRow(
    world.state.invoices,
    world.state.invoiceIntents.invoiceOf[intent.id] ?? "",
  );
  if (invoice === undefined || !isPayable(invoice) || intent.status === "requires_action") return;
  tellOutcome(world, invoice, { intent, cause });
  revive(world, invoice, cause);
}

/** A subscription that waited for this money goes on. */
export function revive(world: World, invoice: Invoice, cause: Cause | null): void {
  const subscription = findRow(world.state.subscriptions, subscriptionIdOf(invoice) ?? "");
  if (subscription === undefined || invoice.status !== "paid") return;
  if (subscription.status !== "past_due" && subscription.status !== "incomplete") return;
  if (subscription.status === "incomplete") planRenewal(world, subscription);
  const previous = { status: subscription.status };
  subscription.status = "active";
  emit(world, { type: "customer.subscription.updated", object: subscription, previous, cause });
}
