import type Stripe from "stripe";
import { newPaymentIntent } from "../rooms/new-payment-intent.ts";
import { insertRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { Cause, World } from "../world.ts";
import { nowSeconds } from "../world.ts";
import { confirmCard } from "./confirm-card.ts";
import type { Invoice } from "./new-invoice.ts";

/** A bill that is final is told of, whatever becomes of it. */
export function issueInvoice(world: World, invoice: Invoice, cause: Cause | null): void {
  insertRow(world.state.invoices, invoice);
  emit(world, { type: "invoice.created", object: invoice, cause });
  emit(world, { type: "invoice.finalized", object: invoice, cause });
}

export function markInvoicePaid(world: World, invoice: Invoice, cause: Cause | null): void {
  invoice.amount_paid = invoice.amount_due;
  invoice.amount_remaining = 0;
  invoice.attempted = true;
  invoice.attempt_count += invoice.amount_due > 0 ? 1 : 0;
  invoice.next_payment_attempt = null;
  invoice.status = "paid";
  invoice.status_transitions.paid_at = nowSeconds(world);
  emit(world, { type: "invoice.paid", object: invoice, cause });
  emit(world, { type: "invoice.payment_succeeded", object: invoice, cause });
}

const descriptions: Readonly<Record<string, string>> = {
  subscription_create: "Subscription creation",
  subscription_cycle: "Subscription update",
};

/** Takes the money of a bill with the card on file, while nobody is there to be asked. */
export function payInvoice(
  world: World,
  invoice: Invoice,
  by: { method: Stripe.PaymentMethod | null; cause: Cause | null },
): Stripe.PaymentIntent | null {
  const { method, cause } = by;
  if (invoice.amount_due === 0) {
    markInvoicePaid(world, invoice, cause);
    return null;
  }
  if (method === null) {
    markInvoiceFailed(world, invoice, { cause });
    return null;
  }
  const intent = newPaymentIntent(world, {
    amount: invoice.amount_remaining,
    currency: invoice.currency,
    allowed_payment_method_types: ["card"],
    capture_method: "automatic",
    description: descriptions[invoice.billing_reason ?? ""] ?? invoice.description ?? undefined,
  });
  intent.customer = typeof invoice.customer === "string" ? invoice.customer : null;
  insertRow(world.state.paymentIntents, intent);
  emit(world, { type: "payment_intent.created", object: intent, cause });
  confirmCard(world, intent, {
    method,
    returnUrl: null,
    isOffSession: true,
    refusesAction: true,
    cause,
  });
  if (intent.status === "succeeded") {
    markInvoicePaid(world, invoice, cause);
  } else {
    const isForCustomer = intent.last_payment_error?.code === "authentication_required";
    markInvoiceFailed(world, invoice, { cause, isForCustomer });
  }
  return intent;
}

/** A bank that wants to hear of its customer first is a reason to write to the customer. */
function markInvoiceFailed(
  world: World,
  invoice: Invoice,
  { cause, isForCustomer = false }: { cause: Cause | null; isForCustomer?: boolean },
): void {
  invoice.attempted = true;
  invoice.attempt_count += 1;
  if (isForCustomer) {
    emit(world, { type: "invoice.payment_action_required", object: invoice, cause });
  }
  emit(world, { type: "invoice.payment_failed", object: invoice, cause });
}
