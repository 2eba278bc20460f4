import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { schedule, unschedule } from "../clock/agenda.ts";
import { idOf } from "../id-of.ts";
import { findRow, insertRow, removeRow, rowsOf } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { Cause, World } from "../world.ts";
import { newId, nowSeconds } from "../world.ts";
import type { Invoice } from "./new-invoice.ts";
import { addressee, blankInvoice, issuerWords, nextNumber } from "./new-invoice.ts";
import { markInvoicePaid, payInvoice } from "./pay-invoice.ts";

/** Stripe leaves an hour to look at a bill before it goes on by itself. */
const LOOK_AT_SECONDS = 60 * 60;

/** A bill that can still be changed. It has no number yet. */
export function newDraft(
  world: World,
  given: { customer: string; currency: string; metadata: Record<string, string> },
): Invoice {
  const id = newId(world, "in_1");
  const now = nowSeconds(world);
  const status_transitions = {
    finalized_at: null,
    marked_uncollectible_at: null,
    paid_at: null,
    voided_at: null,
  };
  return insertRow(world.state.invoices, {
    id,
    object: "invoice",
    ...blankInvoice,
    ...issuerWords(world),
    ...addressee(world, given.customer),
    amount_due: 0,
    amount_remaining: 0,
    billing_reason: "manual",
    created: now,
    currency: given.currency,
    effective_at: null,
    lines: { object: "list", data: [], has_more: false, url: `/v1/invoices/${id}/lines` },
    metadata: given.metadata,
    number: null,
    parent: null,
    period_end: now,
    period_start: now,
    status: "draft",
    status_transitions,
    subtotal: 0,
    subtotal_excluding_tax: 0,
    total: 0,
    total_excluding_tax: 0,
  });
}

/** With `auto_advance`, the clock goes on with it. */
export function setAutoAdvance(world: World, invoice: Invoice, isOn: boolean): void {
  unschedule(world, "finalize-invoice", invoice.id);
  const at = invoice.created + LOOK_AT_SECONDS;
  invoice.auto_advance = isOn;
  invoice.automatically_finalizes_at = isOn ? at : null;
  if (isOn) schedule(world, { atMs: at * 1000, what: "finalize-invoice", id: invoice.id });
}

export function checkDraft(invoice: Invoice): void {
  if (invoice.status === "draft") return;
  throw invalidRequest("This invoice can no longer be edited, as it is not a draft.", {
    code: "invoice_not_editable",
  });
}

/** From now on nothing of it can be changed. A bill over nothing is paid. */
export function finalizeInvoice(world: World, invoice: Invoice, cause: Cause | null): void {
  checkDraft(invoice);
  unschedule(world, "finalize-invoice", invoice.id);
  const now = nowSeconds(world);
  invoice.status = "open";
  invoice.number ??= nextNumber(world, idOf(invoice.customer));
  invoice.effective_at ??= now;
  invoice.automatically_finalizes_at = null;
  invoice.status_transitions.finalized_at = now;
  emit(world, { type: "invoice.finalized", object: invoice, cause });
  if (invoice.amount_due === 0) markInvoicePaid(world, invoice, cause);
}

/** Work of the clock: nobody changed it for an hour. */
export function finalizeLate(world: World, id: string): void {
  const invoice = findRow(world.state.invoices, id);
  if (invoice?.status !== "draft") return;
  finalizeInvoice(world, invoice, null);
  if (!isOpen(invoice) || invoice.collection_method !== "charge_automatically") return;
  payInvoice(world, invoice, { method: methodOfInvoice(world, invoice), cause: null });
}

function isOpen({ status }: Invoice): boolean {
  return status === "open";
}

/** As if it had never been: what was on it waits again. */
export function deleteDraft(world: World, invoice: Invoice, cause: Cause): void {
  checkDraft(invoice);
  unschedule(world, "finalize-invoice", invoice.id);
  for (const item of rowsOf(world.state.invoiceItems)) {
    if (item.invoice === invoice.id) item.invoice = null;
  }
  removeRow(world.state.invoices, invoice.id);
  emit(world, { type: "invoice.deleted", object: invoice, cause });
}

/** The bill's own card, else the one that the customer pays with. */
export function methodOfInvoice(world: World, invoice: Invoice): Stripe.PaymentMethod | null {
  const found = findRow(world.state.customers, idOf(invoice.customer));
  const customer = found?.deleted === true ? undefined : found;
  const id =
    invoice.default_payment_method ?? customer?.invoice_settings.default_payment_method ?? null;
  return typeof id === "string" ? (findRow(world.state.paymentMethods, id) ?? null) : null;
}
