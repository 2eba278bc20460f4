import type Stripe from "stripe";
import { accounts } from "../../ledger/postings.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import { rowsOf } from "../../sandbox/stripe/table.ts";
import { codesOfAttention, type Shop } from "./shop.ts";
import type { PaymentFacts, Tell } from "./audit-ledger.ts";
import { isInterac, isLive } from "./audit-stripe.ts";
import type { SimRegister } from "./sim-register.ts";
import { viewOf } from "./people.ts";

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
  const open = db
    .prepare<[], string>("SELECT content FROM payment WHERE phase NOT IN ('cancelled', 'captured')")
    .pluck()
    .all()
    .map(
      (content) =>
        JSON.parse(content) as { paymentId: string; phase: string; attention: string | null },
    );
  for (const { paymentId, phase, attention } of open) {
    if (attention !== null && codesOfAttention.includes(attention)) continue;
    tell("I10", `${paymentId} is still ${phase} and nobody is asked to look (${attention ?? ""})`);
  }
  const unsent = count(db, "SELECT count(*) FROM outbox WHERE refused IS NULL");
  if (unsent > 0) tell("I10", `${registerId}: ${unsent} instructions in the outbox`);
  auditRefunds(register, tell);
  const report = register.act("day.x-report", {});
  if (report?.ok !== true) tell("I9", `${registerId}: no report`);
  else auditDrawer(shop, { registerId, expected: report.value.drawerExpected.minor }, tell);
}

function auditRefunds({ registerId, db }: SimRegister, tell: Tell): void {
  const asked = count(db, "SELECT count(*) FROM refund WHERE state = 'requested'");
  if (asked > 0)
    tell("I10", `${registerId}: ${asked} refunds are asked for and nothing came of them`);
}

/** The drawer by the postings and by the sales, each summed for itself. */
function auditDrawer(
  { books }: Shop,
  { registerId, expected }: Readonly<{ registerId: string; expected: number }>,
  tell: Tell,
): void {
  const sales = [...(books.get(registerId)?.sales.values() ?? [])];
  const cash = sales
    .flatMap(({ tenders }) => tenders)
    .filter(({ tender }) => tender === "cash")
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (cash !== expected) tell("I4", `${registerId}: the drawer has ${expected}, sales say ${cash}`);
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
  }
  const given = rowsOf(state.refunds).filter(({ status }) => status !== "failed");
  const received = sum(intents, (intent) => intent.amount_received);
  const refunded = sum(given, ({ amount }) => amount);
  const owed = sum(registers, ({ db }) => balanceOf(db));
  if (owed !== received - refunded) {
    tell("I3", `Stripe owes ${received - refunded}, the ledgers say ${owed}`);
  }
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
