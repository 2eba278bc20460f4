import type Stripe from "stripe";
import { schedule } from "../clock/agenda.ts";
import { insertRow, rowOf } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { World } from "../world.ts";
import { newId, nowSeconds } from "../world.ts";
import { balanceOf } from "./balance-of.ts";
import { DAY_MS, DAY_SECONDS } from "./days.ts";

/** Payouts are made at one in the morning, UTC, when the day's money has become available. */
const PAYOUT_HOUR_MS = 60 * 60 * 1000;

export type Entry = {
  readonly type: Stripe.BalanceTransaction["type"];
  readonly category: string;
  readonly amount: number;
  readonly feeMinor?: number;
  readonly feeName?: string;
  readonly currency: string;
  readonly source: string;
  readonly description: string | null;
  /** Unix seconds; at once when left out or past. */
  readonly availableOn?: number;
  /** A payout's own transaction waits for no payout. */
  readonly isPayout?: boolean;
};

/** Moves money on the shop's balance: every movement there is passes here. */
export function book(world: World, entry: Entry): Stripe.BalanceTransaction {
  const created = nowSeconds(world);
  const availableOn = Math.max(created, entry.availableOn ?? created);
  const made = newTransaction(world, entry, { created, availableOn });
  insertRow(world.state.balanceTransactions, made);
  planReportData(world);
  const balance = balanceIn(world, made.currency);
  if (made.status === "pending") {
    balance.pendingMinor += made.net;
    waitFor(world, made);
  } else {
    balance.availableMinor += made.net;
    if (entry.isPayout !== true) awaitPayout(world, made);
  }
  return made;
}

function newTransaction(
  world: World,
  entry: Entry,
  { created, availableOn }: { created: number; availableOn: number },
): Stripe.BalanceTransaction {
  const { amount, currency, feeMinor: fee = 0 } = entry;
  const feeDetail = {
    amount: fee,
    application: null,
    currency,
    description: entry.feeName ?? "Stripe processing fees",
    type: "stripe_fee",
  };
  return {
    id: newId(world, "txn_3"),
    object: "balance_transaction",
    amount,
    available_on: availableOn,
    balance_type: "payments",
    created,
    currency,
    description: entry.description,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [feeDetail],
    net: amount - fee,
    reporting_category: entry.category,
    source: entry.source,
    status: availableOn > created ? "pending" : "available",
    type: entry.type,
  };
}

/** Reports are prepared at midnight and noon, UTC, when there is something new to report. */
function planReportData(world: World): void {
  const { money } = world.state;
  if (money.isReportDataPlanned === true) return;
  money.isReportDataPlanned = true;
  const halfDayMs = DAY_MS / 2;
  const atMs = (Math.floor(world.now() / halfDayMs) + 1) * halfDayMs;
  schedule(world, { atMs, what: "report-data", id: "" });
}

export function balanceIn(world: World, currency: string) {
  return (world.state.money.balances[currency] ??= { availableMinor: 0, pendingMinor: 0 });
}

function waitFor(world: World, { id, available_on: availableOn }: Stripe.BalanceTransaction): void {
  const { maturing } = world.state.money;
  const key = String(availableOn);
  if (maturing[key] === undefined) {
    maturing[key] = [];
    schedule(world, { atMs: availableOn * 1000, what: "mature", id: key });
  }
  maturing[key].push(id);
}

/** What was to be available at this second is. */
export function mature(world: World, availableOn: string): void {
  const { balanceTransactions, money } = world.state;
  for (const id of money.maturing[availableOn] ?? []) {
    const transaction = rowOf(balanceTransactions, id);
    const balance = balanceIn(world, transaction.currency);
    transaction.status = "available";
    balance.pendingMinor -= transaction.net;
    balance.availableMinor += transaction.net;
    awaitPayout(world, transaction);
  }
  Reflect.deleteProperty(money.maturing, availableOn);
  emit(world, { type: "balance.available", object: balanceOf(world), cause: null });
}

function awaitPayout(world: World, { id, currency }: Stripe.BalanceTransaction): void {
  (world.state.money.unpaid[currency] ??= []).push(id);
  planPayouts(world);
}

/** Makes sure that the next payouts are planned, where the schedule is automatic. */
export function planPayouts(world: World): void {
  const { money } = world.state;
  if (money.settings.payoutSchedule !== "daily" || money.nextPayoutRunMs !== null) return;
  const nowMs = world.now();
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS + PAYOUT_HOUR_MS;
  money.nextPayoutRunMs = today > nowMs ? today : today + DAY_MS;
  schedule(world, { atMs: money.nextPayoutRunMs, what: "payout-run", id: "" });
}

/** Midnight UTC so many days after today. */
export function inDays(world: World, days: number): number {
  return (Math.floor(nowSeconds(world) / DAY_SECONDS) + days) * DAY_SECONDS;
}
