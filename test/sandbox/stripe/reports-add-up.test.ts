import type Stripe from "stripe";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MoneyWorld } from "./support/money-world.ts";
import { fetchReport, minorOf, openMoneyWorld } from "./support/money-world.ts";

type Act = (world: MoneyWorld) => Promise<unknown>;

const nth = <T>(items: readonly T[], at: number): T | undefined =>
  items.length === 0 ? undefined : items[at % items.length];

/** A charge that something can still happen to. */
function openCharge(world: MoneyWorld, at: number): Stripe.Charge | undefined {
  const { charges } = world.sandbox.books();
  return nth(
    charges.filter(({ captured, disputed, refunded }) => captured && !disputed && !refunded),
    at,
  );
}

const at = fc.nat(1_000);
// Amounts end in 00: other endings mean something to the reader.
const amount = fc.integer({ min: 1, max: 900 }).map((euros) => euros * 100);

const act: fc.Arbitrary<{ name: string; run: Act }> = fc.oneof(
  { weight: 4, arbitrary: amount.map((each) => ({ name: `sell ${each}`, run: sale(each) })) },
  amount.map((each) => ({ name: `sell in part ${each}`, run: partOf(each) })),
  fc.tuple(at, at).map(([which, part]) => ({
    name: `refund ${which}/${part}`,
    run: (world: MoneyWorld) => refundSome(world, which, part),
  })),
  at.map((which) => ({ name: `dispute ${which}`, run: disputeOf(which) })),
  fc.tuple(at, fc.constantFrom("won" as const, "lost" as const)).map(([which, as]) => ({
    name: `${as} ${which}`,
    run: closing(which, as),
  })),
  amount.map((each) => ({ name: `pay out ${each}`, run: payOutByHand(each) })),
  fc.constant({ name: "the bank refuses", run: refuseNext }),
  {
    weight: 3,
    arbitrary: fc.integer({ min: 1, max: 4 }).map((days) => ({
      name: `${days} days`,
      run: (world: MoneyWorld) => world.advanceDays(days),
    })),
  },
);

function sale(minor: number): Act {
  return (world) => world.sell({ amount: minor });
}

function partOf(minor: number): Act {
  return (world) => world.sell({ amount: minor, toCapture: Math.ceil(minor / 3) });
}

async function refundSome(world: MoneyWorld, which: number, part: number): Promise<void> {
  const charge = openCharge(world, which);
  if (charge === undefined) return;
  const left = charge.amount - charge.amount_refunded;
  await world.stripe.refunds.create({ charge: charge.id, amount: 1 + (part % left) });
}

function disputeOf(which: number): Act {
  return (world) => {
    const charge = openCharge(world, which);
    if (charge !== undefined) world.sandbox.control.openDispute(charge.id);
    return Promise.resolve();
  };
}

function closing(which: number, as: "won" | "lost"): Act {
  return (world) => {
    const { disputes } = world.sandbox.books();
    const open = nth(
      disputes.filter(({ status }) => status === "needs_response"),
      which,
    );
    if (open !== undefined) world.sandbox.control.closeDispute(open.id, { as });
    return Promise.resolve();
  };
}

function payOutByHand(minor: number): Act {
  return async ({ stripe }) => {
    const available = (await stripe.balance.retrieve()).available[0]?.amount ?? 0;
    if (available >= minor) await stripe.payouts.create({ amount: minor, currency: "eur" });
  };
}

function refuseNext({ sandbox }: MoneyWorld): Promise<unknown> {
  return Promise.resolve(sandbox.control.setMoney({ nextPayoutFailure: "could_not_process" }));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
const column = (rows: readonly Record<string, string>[], name: string) =>
  sum(rows.map((row) => minorOf(row[name] ?? "0")));

/** The balance is the sum of everything that moved it, and transactions are whole. */
async function checkBalance({ stripe, sandbox }: MoneyWorld): Promise<void> {
  const { balanceTransactions: all } = sandbox.books();
  expect(all.filter(({ net, amount: gross, fee }) => net !== gross - fee)).toEqual([]);
  const { available, pending } = await stripe.balance.retrieve();
  const netOf = (status: string) =>
    sum(all.filter((each) => each.status === status).map(({ net }) => net));
  expect([available[0]?.amount, pending[0]?.amount]).toEqual([
    netOf("available"),
    netOf("pending"),
  ]);
}

/** Each automatic payout is the sum of its transactions, and none is in two of them. */
async function checkPayouts({ stripe }: MoneyWorld): Promise<void> {
  const payouts = await stripe.payouts.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
  const seen: string[] = [];
  for (const payout of payouts.filter(({ automatic }) => automatic)) {
    const contents = await stripe.balanceTransactions
      .list({ payout: payout.id, limit: 100 })
      .autoPagingToArray({ limit: 1000 });
    expect(sum(contents.map(({ net }) => net))).toBe(0);
    const others = contents.filter(({ source }) => source !== payout.id);
    expect(sum(others.map(({ net }) => net))).toBe(payout.amount);
    seen.push(...contents.map(({ id }) => id));
  }
  expect(new Set(seen).size).toBe(seen.length);
}

async function checkReports(world: MoneyWorld): Promise<void> {
  const { data_available_start: start, data_available_end: end } =
    await world.stripe.reporting.reportTypes.retrieve("balance.summary.1");
  const parameters = { interval_start: start, interval_end: end };
  const report = (type: string) => fetchReport(world, { report_type: type, parameters });
  const balance = await report("balance.summary.1");
  const of = (category: string) =>
    column(
      balance.filter((row) => row["category"] === category),
      "net_amount",
    );
  const names = ["balance_change_from_activity", "payouts"];
  const nets: number[] = [];
  for (const name of names) {
    const summary = await report(`${name}.summary.1`);
    const items = await report(`${name}.itemized.3`);
    for (const each of ["gross", "fee", "net"]) {
      expect(column(items, each)).toBe(column(summary, each));
    }
    expect(items).toHaveLength(sum(summary.map((row) => Number(row["count"]))));
    nets.push(column(summary, "net"));
  }
  expect([of("activity"), of("payouts")]).toEqual(nets);
  expect(of("starting_balance") + sum(nets)).toBe(of("ending_balance"));
  const left = await fetchReport(world, {
    report_type: "ending_balance_reconciliation.itemized.4",
    parameters: { interval_end: end },
  });
  expect(column(left, "net")).toBe(of("ending_balance"));
}

describe("the books", () => {
  it("add up after any trade: balance, payouts and reports", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 14 }), async (acts) => {
        const world = await openMoneyWorld();
        try {
          for (const each of acts) await each.run(world);
          await checkBalance(world);
          await checkPayouts(world);
          await world.advanceDays(1);
          await checkReports(world);
        } finally {
          await world.close();
        }
      }),
      { numRuns: 40, seed: 20_261_122 },
    );
  });
});
