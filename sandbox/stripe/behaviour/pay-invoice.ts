import type Stripe from "stripe";
import { newPaymentIntent } from "../rooms/new-payment-intent.ts";
import { findRow, insertRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { Cause, World } from "../world.ts";
import { nowSeconds } from "../world.ts";
import { bankPage, confirmCard } from "./confirm-card.ts";
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
  invoice.hosted_invoice_url = null;
  invoice.next_payment_attempt = null;
  invoice.status = "paid";
  invoice.status_transitions.paid_at = nowSeconds(world);
  emit(world, { type: "invoice.paid", object: invoice, cause });
  emit(world, { type: "invoice.payment_succeeded", object: invoice, cause });
}

export function countAttempt(invoice: Invoice): void {
  invoice.attempted = true;
  invoice.attempt_count += invoice.amount_due > 0 ? 1 : 0;
}

type Payer = {
  readonly method: Stripe.PaymentMethod | null;
  readonly cause: Cause | null;
  /** Whoever asks wants a decline rather than a bill that waits for its customer. */
  readonly refusesAction?: boolean;
};

/** Takes the money of a bill with the card on file, while nobody is there to be asked. */
export function payInvoice(
  world: World,
  invoice: Invoice,
  { method, cause, refusesAction = false }: Payer,
): Stripe.PaymentIntent | null {
  countAttempt(invoice);
  if (invoice.amount_due === 0) {
    markInvoicePaid(world, invoice, cause);
    return null;
  }
  if (method === null) {
    emit(world, { type: "invoice.payment_failed", object: invoice, cause });
    return null;
  }
  const intent = openIntent(world, invoice) ?? newIntent(world, invoice, cause);
  const isOffSession = refusesAction;
  confirmCard(world, intent, { method, returnUrl: null, isOffSession, refusesAction, cause });
  tellOutcome(world, invoice, { intent, cause });
  return intent;
}

/** What has become of a bill's payment is told of the bill, too. */
export function tellOutcome(
  world: World,
  invoice: Invoice,
  { intent, cause }: { intent: Stripe.PaymentIntent; cause: Cause | null },
): void {
  if (intent.status === "succeeded") {
    markInvoicePaid(world, invoice, cause);
    return;
  }
  const isForCustomer = intent.status === "requires_action";
  invoice.hosted_invoice_url = isForCustomer ? bankPage(world, intent.id) : null;
  const type = isForCustomer ? "invoice.payment_action_required" : "invoice.payment_failed";
  emit(world, { type, object: invoice, cause });
}

const descriptions: Readonly<Record<string, string>> = {
  subscription_create: "Subscription creation",
  subscription_cycle: "Subscription update",
};

/** A bill has one intent for all its attempts. */
function newIntent(world: World, invoice: Invoice, cause: Cause | null): Stripe.PaymentIntent {
  const intent = newPaymentIntent(world, {
    amount: invoice.amount_remaining,
    currency: invoice.currency,
    allowed_payment_method_types: ["card"],
    capture_method: "automatic",
    description: descriptions[invoice.billing_reason ?? ""] ?? invoice.description ?? undefined,
  });
  intent.customer = typeof invoice.customer === "string" ? invoice.customer : null;
  insertRow(world.state.paymentIntents, intent);
  world.state.invoiceIntents.ofInvoice[invoice.id] = intent.id;
  world.state.invoiceIntents.invoiceOf[intent.id] = invoice.id;
  emit(world, { type: "payment_intent.created", object: intent, cause });
  return intent;
}

function openIntent(world: World, invoice: Invoice): Stripe.PaymentIntent | undefined {
  const id = world.state.invoiceIntents.ofInvoice[invoice.id];
  const intent = id === undefined ? undefined : findRow(world.state.paymentIntents, id);
  return intent?.status === "canceled" ? undefined : intent;
}

/** Nobody is to pay this bill with a card any more. */
export function giveUpIntent(world: World, invoice: Invoice, cause: Cause | null): void {
  const intent = openIntent(world, invoice);
  invoice.hosted_invoice_url = null;
  if (intent === undefined || intent.status === "succeeded") return;
  intent.status = "canceled";
  intent.canceled_at = nowSeconds(world);
  intent.cancellation_reason = "void_invoice";
  intent.next_action = null;
  emit(world, { type: "payment_intent.canceled", object: intent, cause });
}
