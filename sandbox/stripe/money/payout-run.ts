import type Stripe from "stripe";
import { schedule } from "../clock/agenda.ts";
import { insertRow, rowOf } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { Cause, World } from "../world.ts";
import { newId, nowSeconds, scramble } from "../world.ts";
import { book, planPayouts } from "./book.ts";
import { nextBankDay } from "./days.ts";

const HOUR_MS = 60 * 60 * 1000;

/** The daily schedule's turn. */
export function runPayouts(world: World): void {
  const { money } = world.state;
  money.nextPayoutRunMs = null;
  if (money.settings.payoutSchedule === "daily") payOut(world);
}

/** Pays out what is available, one payout for each currency. Less than nothing is collected. */
export function payOut(world: World): void {
  const { money } = world.state;
  for (const [currency, ids] of Object.entries(money.unpaid)) {
    const amount = ids.reduce((sum, id) => sum + rowOf(world.state.balanceTransactions, id).net, 0);
    if (amount !== 0) payOutAll(world, { currency, ids, amount });
  }
}

function payOutAll(
  world: World,
  { currency, ids, amount }: { currency: string; ids: string[]; amount: number },
): void {
  const { money } = world.state;
  money.unpaid[currency] = [];
  const payout = makePayout(world, { ...automatic, amount, currency });
  for (const id of ids) money.payoutOf[id] = payout.id;
  const own = typeof payout.balance_transaction === "string" ? [payout.balance_transaction] : [];
  for (const id of own) money.payoutOf[id] = payout.id;
  money.transactionsOf[payout.id] = [...ids, ...own];
  const nowMs = world.now();
  schedule(world, { atMs: nowMs + 2 * HOUR_MS, what: "payout-reconciled", id: payout.id });
}

export type NewPayout = {
  readonly amount: number;
  readonly currency: string;
  readonly automatic: boolean;
  readonly method: "standard" | "instant";
  readonly description: string | null;
  readonly metadata: Record<string, string>;
  readonly statementDescriptor: string | null;
  readonly cause: Cause | null;
};

const automatic = {
  automatic: true,
  method: "standard",
  description: "STRIPE PAYOUT",
  metadata: {},
  statementDescriptor: null,
  cause: null,
} as const;

/** Takes the money off the balance and plans the payout's way to the bank. */
export function makePayout(world: World, made: NewPayout): Stripe.Payout {
  const payout = insertRow(world.state.payouts, newPayout(world, made));
  const { id, amount, currency, description, arrival_date: arrivesOn } = payout;
  const own = book(world, {
    type: "payout",
    category: "payout",
    amount: -amount,
    currency,
    source: id,
    description,
    isPayout: made.automatic,
  });
  payout.balance_transaction = own.id;
  emit(world, { type: "payout.created", object: payout, cause: made.cause });
  const isInstant = made.method === "instant";
  const sentMs = world.now() + (isInstant ? 0 : HOUR_MS);
  schedule(world, { atMs: sentMs, what: "payout-in-transit", id });
  // Banks book in the course of the day; an instant payout takes minutes.
  const paidMs = isInstant ? sentMs + HOUR_MS / 2 : arrivesOn * 1000 + 8 * HOUR_MS;
  schedule(world, { atMs: paidMs, what: "payout-paid", id });
  return payout;
}

function newPayout(world: World, made: NewPayout): Stripe.Payout {
  const created = nowSeconds(world);
  return {
    id: newId(world, "po_1"),
    object: "payout",
    amount: made.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: made.method === "instant" ? created : nextBankDay(created),
    automatic: made.automatic,
    balance_transaction: null,
    created,
    currency: made.currency,
    description: made.description,
    destination: bankAccountId(world),
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: made.metadata,
    method: made.method,
    original_payout: null,
    payout_method: null,
    reconciliation_status: made.automatic ? "in_progress" : "not_applicable",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: made.statementDescriptor,
    status: "pending",
    trace_id: { status: "pending", value: null },
    type: "bank_account",
  };
}

/** The shop has one bank account. */
export function bankAccountId({ state }: World): string {
  return `ba_1${scramble(`bank/${state.seed}`, 23)}`;
}

/** The schedule may be changed at any time. */
export function setSchedule(world: World, to: "daily" | "manual"): void {
  world.state.money.settings.payoutSchedule = to;
  const isWaiting = Object.values(world.state.money.unpaid).some((ids) => ids.length > 0);
  if (isWaiting) planPayouts(world);
}
