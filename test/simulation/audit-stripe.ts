import type Stripe from "stripe";
import { findRow, rowsOf } from "../../sandbox/stripe/table.ts";
import type { World } from "../../sandbox/stripe/world.ts";
import type { LedgerAudit, Tell } from "./audit-ledger.ts";

type Intent = Stripe.PaymentIntent;

/** A register's book, by the name that stands in its intents. */
export type Books = ReadonlyMap<string, LedgerAudit>;

export function isLive({ status }: Intent): boolean {
  return status === "requires_capture" || status === "succeeded";
}

/** I1 and I3 by Stripe's own books: after each change there, whatever the tills believe. */
export function auditStripe({ state }: World, books: Books, tell: Tell): void {
  const intents = rowsOf(state.paymentIntents);
  const seen = new Set<string>();
  const liveBySale = new Map<string, string>();
  for (const intent of intents) {
    const { attempt = "", sale = "", register = "" } = intent.metadata;
    if (seen.has(attempt)) tell("I1", `${attempt} has more than one intent`);
    seen.add(attempt);
    const charges = liveCharges(state, intent);
    if (charges > 1) tell("I1", `${intent.id} has ${charges} charges that hold money`);
    if (!isLive(intent)) continue;
    const other = liveBySale.get(sale);
    if (other !== undefined) tell("I1", `${sale} is charged by ${other} and by ${intent.id}`);
    liveBySale.set(sale, intent.id);
    auditSale(intent, books.get(register), tell);
  }
}

/** Money is held or taken for it at Stripe: the sale must not be settled in another way. */
function auditSale(intent: Intent, book: LedgerAudit | undefined, tell: Tell): void {
  const { attempt = "", sale = "" } = intent.metadata;
  if (book === undefined) return;
  const sold = book.sales.get(sale);
  const isOther = sold?.tenders.some(
    (tender) => tender.tender !== "card" || tender.intentId !== intent.id,
  );
  if (isOther === true) tell("I1", `${sale} was paid otherwise, and ${intent.id} holds money`);
  const facts = book.payments.get(attempt);
  if (facts === undefined) tell("I3", `${intent.id} is of an attempt that no ledger started`);
  if (intent.status === "succeeded" && facts?.authorisedMinor === null) {
    tell("I3", `${intent.id} was captured and no ledger says that it was authorised`);
  }
}

function liveCharges(state: World["state"], { id, status }: Intent): number {
  if (status === "canceled") return 0;
  return rowsOf(state.charges).filter(
    (charge) => charge.payment_intent === id && charge.status === "succeeded",
  ).length;
}

/** Asked at the moment when a capture reaches Stripe: its entry must stand by then. */
export function auditCapture({ state }: World, books: Books, intentId: string): string | null {
  const intent = findRow(state.paymentIntents, intentId);
  const { attempt = "", register = "" } = intent?.metadata ?? {};
  const facts = books.get(register)?.payments.get(attempt);
  return facts?.authorisedMinor === null || facts === undefined
    ? `${intentId} is captured before its entry`
    : null;
}
