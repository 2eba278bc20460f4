import type Stripe from "stripe";
import { runDue } from "../clock/run-due.ts";
import { DAY_MS } from "../money/days.ts";
import { submit } from "../money/dispute-course.ts";
import { openDispute } from "../money/disputes.ts";
import { refundCharge } from "../behaviour/make-refund.ts";
import { rowOf } from "../table.ts";
import type { World } from "../world.ts";
import type { Random } from "./random.ts";
import { createRandom } from "./random.ts";
import { makeCounter, sell } from "./sell.ts";

const DAYS = 365;
/** A café's day, UTC. */
const OPENS_MS = 7 * 60 * 60 * 1000;
const OPEN_MS = 11 * 60 * 60 * 1000;

const REFUND_CHANCE = 0.015;
const DISPUTE_CHANCE = 0.00025;
/** Customers come back within so many days, banks within more. */
const REFUND_DAYS = 7;
const DISPUTE_DAYS = 40;

export type SeededTrade = {
  sales: number;
  refunds: number;
  disputes: number;
  payouts: number;
  fromMs: number;
  toMs: number;
};

/**
 * Lays a year of a small shop's card trade into an empty sandbox, up to today: sales with tips and
 * declines, refunds, disputes, and the payouts of every day. It is done in silence: events are kept
 * for thirty days only, and nobody listened then.
 */
export function seedYear(world: World, sales: number): SeededTrade {
  const toMs = Math.floor(world.now() / DAY_MS) * DAY_MS;
  const fromMs = toMs - DAYS * DAY_MS;
  world.state.account.created = fromMs / 1000;
  world.hush.isOn = true;
  try {
    trade(world, { sales, fromMs });
    runDue(world, toMs);
  } finally {
    world.hush.isOn = false;
  }
  const { charges, disputes, payouts, refunds } = world.state;
  return {
    sales: charges.order.filter((id) => rowOf(charges, id).captured).length,
    refunds: refunds.order.length,
    disputes: disputes.order.length,
    payouts: payouts.order.length,
    fromMs,
    toMs,
  };
}

function trade(world: World, { sales, fromMs }: { sales: number; fromMs: number }): void {
  const random = createRandom(`year/${world.state.seed}`);
  const counter = makeCounter(world);
  for (let day = 0; day < DAYS; day += 1) {
    // The sales are spread evenly over the days, to the last one.
    const today = Math.floor(((day + 1) * sales) / DAYS) - Math.floor((day * sales) / DAYS);
    for (let nth = 0; nth < today; nth += 1) {
      const atMs = fromMs + day * DAY_MS + OPENS_MS + Math.floor(((nth + 0.5) * OPEN_MS) / today);
      runDue(world, atMs);
      world.clock.at(atMs, () => {
        sell(world, counter, random);
        lookBack(world, random, sales / DAYS);
      });
    }
    // One morning in the year the bank sends the money back.
    if (day === 200) world.state.money.settings.nextPayoutFailure = "account_frozen";
  }
}

/** Now and then a customer comes back with a purchase, or a bank takes a payment back. */
function lookBack(world: World, random: Random, perDay: number): void {
  if (random.isHit(REFUND_CHANCE)) {
    const charge = earlierCharge(world, random, REFUND_DAYS * perDay);
    if (charge !== undefined) refundSome(world, random, charge);
  }
  if (random.isHit(DISPUTE_CHANCE)) {
    const charge = earlierCharge(world, random, DISPUTE_DAYS * perDay);
    if (charge !== undefined) disputeIt(world, random, charge);
  }
}

/** One of the last so many charges, if it is whole and undisputed. */
function earlierCharge(world: World, random: Random, reach: number): Stripe.Charge | undefined {
  const { charges } = world.state;
  const back = random.between(1, Math.max(1, Math.floor(reach)));
  const id = charges.order[charges.order.length - back];
  const charge = id === undefined ? undefined : rowOf(charges, id);
  const isWhole = charge?.captured === true && charge.amount_refunded === 0 && !charge.disputed;
  return isWhole ? charge : undefined;
}

function refundSome(world: World, random: Random, charge: Stripe.Charge): void {
  const isPart = charge.amount > 400 && random.isHit(0.3);
  const amount = isPart ? random.between(100, charge.amount - 100) : charge.amount;
  const reason = "requested_by_customer";
  refundCharge(world, charge, { amount, metadata: undefined, reason, cause: null });
}

/** A third is won, a third is lost, and a third nobody answers in time. */
function disputeIt(world: World, random: Random, charge: Stripe.Charge): void {
  const reason = random.oneOf(["fraudulent", "product_unacceptable", "unrecognized"]);
  const dispute = openDispute(world, charge, { reason, isInquiry: false });
  const words = random.oneOf(["winning_evidence", "losing_evidence", null]);
  if (words === null) return;
  dispute.evidence.uncategorized_text = words;
  dispute.evidence_details.has_evidence = true;
  submit(world, dispute);
}
