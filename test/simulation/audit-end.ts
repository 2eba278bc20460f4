import type Stripe from "stripe";
import { accounts } from "../../ledger/postings.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import { idOf } from "../../sandbox/stripe/id-of.ts";
import { rowsOf } from "../../sandbox/stripe/table.ts";
import { codesOfAttention, type Shop } from "./shop.ts";
import type { Tell } from "./audit-ledger.ts";
import type { PaymentFacts } from "./audit-sales.ts";
import type { State } from "../../sandbox/stripe/state.ts";
import { isInterac, isLive, refundedOf } from "./audit-stripe.ts";
import { viewOf, type SimRegister } from "./sim-register.ts";

/** What must be true a minute after the last trouble: I2, I8, I9's recomputation, I10, and all sums. */
export function auditEnd(shop: Shop, tell: Tell): void {
  const { relay, registers } = shop;
  const stale = count(relay.db, "SELECT count(*) FROM stale_object");
  if (stale > 0) tell("I8", `${stale} objects that were named were never read`);
  const undone = count(relay.db, "SELECT count(*) FROM instruction WHERE state = 'stored'");
  if (undone > 0) tell("I10", `${undone} instructions are not carried out`);
  for (const register of registers) {
    auditRegister(shop, register, tell);
    auditMail(shop, register, tell);
  }
  auditIntents(shop, tell);
}

function count(db: SimRegister["db"], sql: string): number {
  return db.prepare<[], number>(sql).pluck().get() ?? 0;
}

function auditRegister(shop: Shop, register: SimRegister, tell: Tell): void {
  const { registerId, db } = register;
  const { fault } = verifyLedger(db);
  if (fault !== undefined) tell("I5", `${registerId}: ${fault}`);
  if (viewOf(register) === null) tell("I10", `${registerId} does not run`);
  auditOpen(db, tell);
  const unsent = count(db, "SELECT count(*) FROM outbox WHERE refused IS NULL");
  if (unsent > 0) tell("I10", `${registerId}: ${unsent} instructions in the outbox`);
  auditRefunds(register, tell);
  const report = register.act("day.x-report", {});
  if (report?.ok !== true) tell("I9", `${registerId}: no report`);
  else auditDrawer(shop, { registerId, expected: report.value.drawerExpected.minor }, tell);
}

type Open = Readonly<{
  paymentId: string;
  saleId: string;
  phase: string;
  attention: string | null;
}>;

/** Payments that are not at their end. A part of a sale that asks for a person waits with it. */
function auditOpen(db: SimRegister["db"], tell: Tell): void {
  const open = db
    .prepare<[], string>("SELECT content FROM payment WHERE phase NOT IN ('cancelled', 'captured')")
    .pluck()
    .all()
    .map((content) => JSON.parse(content) as Open);
  const isAsked = ({ attention }: Open) => codesOfAttention.includes(attention ?? "");
  const asking = new Set(open.filter(isAsked).map(({ saleId }) => saleId));
  for (const payment of open) {
    const { paymentId, saleId, phase, attention } = payment;
    if (isAsked(payment) || (phase === "authorised" && asking.has(saleId))) continue;
    tell("I10", `${paymentId} is still ${phase} and nobody is asked to look (${attention ?? ""})`);
  }
}

function auditRefunds({ registerId, db }: SimRegister, tell: Tell): void {
  const asked = count(db, "SELECT count(*) FROM refund WHERE state = 'requested'");
  if (asked > 0)
    tell("I10", `${registerId}: ${asked} refunds are asked for and nothing came of them`);
}

/** The drawer by the postings and by the tenders, each summed for itself. */
function auditDrawer(
  { books }: Shop,
  { registerId, expected }: Readonly<{ registerId: string; expected: number }>,
  tell: Tell,
): void {
  const cash = books.get(registerId)?.drawer.minor ?? 0;
  if (cash !== expected)
    tell("I4", `${registerId}: the drawer has ${expected}, tenders say ${cash}`);
}

function auditMail({ relay }: Shop, { registerId, db }: SimRegister, tell: Tell): void {
  const head = relay.db
    .prepare<[string], { headSeq: number; ackedSeq: number }>(
      "SELECT head_seq AS headSeq, acked_seq AS ackedSeq FROM mailbox WHERE register_id = ?",
    )
    .get(registerId);
  const cursor = count(db, "SELECT seq FROM relay_cursor");
  if ((head?.headSeq ?? 0) === cursor && (head?.ackedSeq ?? 0) === cursor) return;
  tell("I8", `${registerId} has mail up to ${cursor}, the relay ${JSON.stringify(head)}`);
}

/** Each intent and the books of its register say the same. */
function auditIntents({ stripe, books, registers }: Shop, tell: Tell): void {
  const { state } = stripe.world;
  // Interac is taken as the card is read, also where what was taken then asks for a person.
  const asked = new Set(registers.flatMap(({ db }) => attemptsForPerson(db)));
  const intents = rowsOf(state.paymentIntents).filter(
    (intent) => !(asked.has(intent.metadata["attempt"] ?? "") && isInterac(state, intent)),
  );
  for (const intent of intents) {
    const { register = "", attempt = "" } = intent.metadata;
    const facts = books.get(register)?.payments.get(attempt);
    if (isLive(intent)) auditLive(intent, facts, tell);
    else if (facts !== undefined) auditDead(intent, facts, tell);
    auditGiven(state, intent, { facts, tell });
  }
  const received = sum(intents, (intent) => intent.amount_received);
  const refunded = refundedOf(state, () => true);
  const owed = sum(registers, ({ db }) => balanceOf(db));
  if (owed !== received - refunded) {
    tell("I3", `Stripe owes ${received - refunded}, the ledgers say ${owed}`);
  }
}

type Told = Readonly<{ facts: PaymentFacts | undefined; tell: Tell }>;

/** What goes back of it at Stripe is what the book gives back. */
function auditGiven(state: State, { id }: Stripe.PaymentIntent, { facts, tell }: Told): void {
  const minor = refundedOf(state, (refund) => idOf(refund.payment_intent) === id);
  const recordedMinor = facts?.refundedMinor ?? 0;
  if (minor === recordedMinor) return;
  tell("I3", `${minor} of ${id} went back at Stripe, ${recordedMinor} by the ledger`);
}

function attemptsForPerson(db: SimRegister["db"]): readonly string[] {
  const sql = "SELECT content FROM payment WHERE phase = 'unknown'";
  return db
    .prepare<[], string>(sql)
    .pluck()
    .all()
    .map((content) => JSON.parse(content) as { paymentId: string; attention: string | null })
    .filter(({ attention }) => codesOfAttention.includes(attention ?? ""))
    .map(({ paymentId }) => paymentId);
}

function sum<Item>(items: readonly Item[], minorOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + minorOf(item), 0);
}

function auditDead({ id, status }: Stripe.PaymentIntent, facts: PaymentFacts, tell: Tell): void {
  if (facts.authorisedMinor === null || facts.cancelled) return;
  tell("I3", `the ledger holds ${id}, which is ${status}`);
}

function auditLive(
  intent: Stripe.PaymentIntent,
  facts: PaymentFacts | undefined,
  tell: Tell,
): void {
  const capturedMinor = facts?.capturedMinor ?? null;
  const { id, status, amount_received: received, metadata } = intent;
  // Whatever a page or a relay said: only what Stripe ended is at an end.
  if (facts?.cancelled === true) tell("I2", `the ledger ended ${id}, which is ${status}`);
  // Held money that fits no sale is for a person; the register has been told to ask for one.
  if (status !== "succeeded") return;
  if (capturedMinor === received) return;
  tell("I2", `${id} of ${metadata["attempt"] ?? ""} took ${received}, the ledger ${capturedMinor}`);
}

function balanceOf(db: SimRegister["db"]): number {
  const sql = "SELECT coalesce(sum(minor), 0) FROM posting WHERE account = ?";
  const select = db.prepare<[string], number>(sql).pluck();
  return select.get(accounts.cardClearing("main")) ?? 0;
}
