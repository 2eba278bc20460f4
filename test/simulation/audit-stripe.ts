import type Stripe from "stripe";
import { idOf } from "../../sandbox/stripe/id-of.ts";
import { findRow, rowsOf } from "../../sandbox/stripe/table.ts";
import type { World } from "../../sandbox/stripe/world.ts";
import type { LedgerAudit, Tell } from "./audit-ledger.ts";
import type { SaleFacts } from "./audit-sales.ts";

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
  const liveBySale = new Map<string, Intent[]>();
  for (const intent of intents) {
    const { attempt, sale } = namesOf(intent);
    if (seen.has(attempt)) tell("I1", `${attempt} has more than one intent`);
    seen.add(attempt);
    const charges = liveCharges(state, intent);
    if (charges > 1) tell("I1", `${intent.id} has ${charges} charges that hold money`);
    if (!isLive(intent)) continue;
    liveBySale.set(sale, [...(liveBySale.get(sale) ?? []), intent]);
    const isHeldFirst = !isInterac(state, intent);
    auditFacts(intent, factsOf(books, intent).payment, { tell, isHeldFirst });
  }
  for (const [sale, live] of liveBySale) auditSale(sale, live, { books, tell });
  for (const charge of rowsOf(state.charges)) auditRefunds(state, charge, tell);
}

/** The names that its register gave it. */
function namesOf({ metadata }: Intent) {
  const { attempt = "", sale = "", register = "" } = metadata;
  return { attempt, sale, register };
}

/** What the book of its register says of it and of its sale. */
function factsOf(books: Books, intent: Intent) {
  const { attempt, sale, register } = namesOf(intent);
  const book = books.get(register);
  return { payment: book?.payments.get(attempt), sale: book?.sales.get(sale) };
}

type Asked = Readonly<{ tell: Tell; isHeldFirst: boolean }>;

/**
 * Money is held or taken for it at Stripe. While it is open all but one of its intents are parts of it
 * in the book; once it is complete each is a tender of it, and all together no more than its total.
 */
function auditSale(
  sale: string,
  live: readonly Intent[],
  { books, tell }: Readonly<{ books: Books; tell: Tell }>,
): void {
  const [facts] = live.map((intent) => factsOf(books, intent).sale);
  const completed = facts?.completed ?? null;
  const others = live.filter(({ id }) => !isPaidBy(id, facts));
  const names = others.map(({ id }) => id).join(", ");
  if (completed === null) {
    if (others.length > 1) tell("I1", `${sale} is charged by ${names} at once`);
    return;
  }
  if (others.length > 0) tell("I1", `${sale} was paid otherwise, and ${names} holds money`);
  const heldMinor = live.reduce(
    (sum, intent) => sum + intent.amount - tipOf(intent) - lateTipOf(books, intent),
    0,
  );
  if (heldMinor <= completed.totalMinor) return;
  tell("I1", `${heldMinor} are held or taken for ${sale}, which cost ${completed.totalMinor}`);
}

/** By the sale's entry once it is complete, by its parts before. */
function isPaidBy(intentId: string, facts: SaleFacts | undefined): boolean {
  const tenders = facts?.completed?.tenders ?? [...(facts?.parts.values() ?? [])];
  return tenders.some((tender) => "intentId" in tender && tender.intentId === intentId);
}

function tipOf({ amount_details: details }: Intent): number {
  return details?.tip?.amount ?? 0;
}

/** What the slip said, where just so much more is held or taken. */
function lateTipOf(books: Books, intent: Intent): number {
  const { authorisedMinor = null, lateTipMinor = null } = factsOf(books, intent).payment ?? {};
  if (authorisedMinor === null || lateTipMinor === null) return 0;
  return intent.amount === authorisedMinor + lateTipMinor ? lateTipMinor : 0;
}

/** What goes back of a charge is no more than was taken. */
function auditRefunds(state: World["state"], charge: Stripe.Charge, tell: Tell): void {
  const givenMinor = refundedOf(state, ({ charge: id }) => idOf(id) === charge.id);
  if (givenMinor <= charge.amount_captured) return;
  tell("I1", `${givenMinor} went back of ${charge.id}, which took ${charge.amount_captured}`);
}

/** All refunds that did not fail, in minor units. */
export function refundedOf(
  { refunds }: World["state"],
  isMeant: (refund: Stripe.Refund) => boolean,
): number {
  return rowsOf(refunds)
    .filter((refund) => refund.status !== "failed" && refund.status !== "canceled")
    .filter(isMeant)
    .reduce((sum, { amount }) => sum + amount, 0);
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

/** Asked at the moment when a capture reaches Stripe: its entry and its sale's must stand by then. */
export function auditCapture({ state }: World, books: Books, intentId: string): string | null {
  const intent = findRow(state.paymentIntents, intentId);
  const { payment, sale } = intent === undefined ? {} : factsOf(books, intent);
  if (payment === undefined || payment.authorisedMinor === null) {
    return `${intentId} is captured before its entry`;
  }
  return sale?.completed ? null : `${intentId} is captured, and its sale is not complete`;
}
