import type Stripe from "stripe";
import { idOf } from "../../sandbox/stripe/id-of.ts";
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
    const isHeldFirst = !isInterac(state, intent);
    auditSale(intent, books.get(register), { tell, isHeldFirst });
  }
}

type Asked = Readonly<{ tell: Tell; isHeldFirst: boolean }>;

/** Money is held or taken for it at Stripe: the sale must not be settled in another way. */
function auditSale(
  intent: Intent,
  book: LedgerAudit | undefined,
  { tell, isHeldFirst }: Asked,
): void {
  const { attempt = "", sale = "" } = intent.metadata;
  if (book === undefined) return;
  const sold = book.sales.get(sale);
  const isOther = sold?.tenders.some(
    (tender) => tender.tender !== "card" || tender.intentId !== intent.id,
  );
  if (isOther === true) tell("I1", `${sale} was paid otherwise, and ${intent.id} holds money`);
  auditFacts(intent, book.payments.get(attempt), { tell, isHeldFirst });
}

type Facts = ReturnType<LedgerAudit["payments"]["get"]>;

function auditFacts({ id, status }: Intent, facts: Facts, { tell, isHeldFirst }: Asked): void {
  if (facts === undefined) tell("I3", `${id} is of an attempt that no ledger started`);
  if (isHeldFirst && status === "succeeded" && facts?.authorisedMinor === null) {
    tell("I3", `${id} was captured and no ledger says that it was authorised`);
  }
}

/** Its network captures as the card is read: no entry can stand before that. */
export function isInterac(state: World["state"], { latest_charge: charge }: Intent): boolean {
  const found = findRow(state.charges, idOf(charge));
  return found?.payment_method_details?.type === "interac_present";
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
