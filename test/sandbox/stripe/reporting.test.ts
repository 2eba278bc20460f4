import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errorOf, START_MS } from "./support/stripe-world.ts";
import type { MoneyWorld } from "./support/money-world.ts";
import { DAY_MS, fetchReport, minorOf, openMoneyWorld } from "./support/money-world.ts";

let world: MoneyWorld;
let stripe: Stripe;

beforeEach(async () => {
  world = await openMoneyWorld();
  stripe = world.stripe;
});
afterEach(() => world.close());

const DAY = DAY_MS / 1000;
const FIRST_DAY = Math.floor(START_MS / DAY_MS) * DAY;
const week = { interval_start: FIRST_DAY, interval_end: FIRST_DAY + 7 * DAY };

/** A sale, a refund of a part of it, a dispute of another, and a week. */
async function tradeForAWeek(): Promise<{ sold: Stripe.Charge; refund: Stripe.Refund }> {
  const sold = await world.sell({ amount: 10_000 });
  const refund = await stripe.refunds.create({
    charge: sold.id,
    amount: 2_500,
    metadata: { why: "cold, and late" },
  });
  const bad = await world.sell({ amount: 4_000 });
  world.sandbox.control.openDispute(bad.id);
  await world.advanceDays(8);
  return { sold, refund };
}

describe("report types", () => {
  it("say from when until when there is data, prepared at midnight and noon", async () => {
    const type = await stripe.reporting.reportTypes.retrieve("balance.summary.1");
    expect(type).toMatchObject({
      object: "reporting.report_type",
      version: 1,
      data_available_start: FIRST_DAY,
      data_available_end: FIRST_DAY,
      default_columns: ["category", "description", "net_amount", "currency"],
    });
    await world.sandbox.control.advanceClock({ byMs: 3 * 3_600_000 });
    const { data } = await stripe.reporting.reportTypes.list();
    expect(new Set(data.map((each) => each.data_available_end))).toEqual(
      new Set([FIRST_DAY + DAY / 2]),
    );
    expect(data.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        "balance_change_from_activity.itemized.3",
        "payout_reconciliation.by_id.itemized.4",
        "ending_balance_reconciliation.itemized.4",
        "failed_payouts.itemized.2",
      ]),
    );
    const none = await errorOf(stripe.reporting.reportTypes.retrieve("weather.1"));
    expect(none.statusCode).toBe(404);
  });

  it("tell of new data at the next midnight or noon, and of none where nothing moved", async () => {
    await world.sell();
    const told = () => world.eventTypes().filter((type) => type.startsWith("reporting."));
    await world.sandbox.control.advanceClock({ byMs: 2 * 3_600_000 - 1 });
    expect(told()).toEqual([]);
    await world.sandbox.control.advanceClock({ byMs: 1 });
    const { data } = await stripe.reporting.reportTypes.list();
    expect(told()).toEqual(data.map(() => "reporting.report_type.updated"));
    world.sandbox.control.setMoney({ payoutSchedule: "manual" });
    await world.advanceDays(1);
    expect(told()).toHaveLength(data.length);
  });

  it("are told of to whoever names that event, and not to who asked for all", async () => {
    const { webhookEndpoints } = stripe;
    await webhookEndpoints.create({ url: "http://127.0.0.1:9/all", enabled_events: ["*"] });
    const url = "http://127.0.0.1:9/named";
    await webhookEndpoints.create({ url, enabled_events: ["reporting.report_type.updated"] });
    await world.sell();
    await world.advanceDays(1);
    const { events } = world.sandbox.books();
    const about = events.find(({ type }) => type === "reporting.report_type.updated");
    expect(about?.pending_webhooks).toBe(1);
  });
});

describe("report runs", () => {
  it("are pending, then succeed with a file at the sandbox's own address", async () => {
    await world.advanceDays(2);
    const made = await stripe.reporting.reportRuns.create({
      report_type: "balance.summary.1",
      parameters: { interval_start: FIRST_DAY, interval_end: FIRST_DAY + DAY },
    });
    expect(made).toMatchObject({ status: "pending", result: null, succeeded_at: null });
    await world.sandbox.control.advanceClock({ byMs: 5_000 });
    const run = await stripe.reporting.reportRuns.retrieve(made.id);
    const file = await stripe.files.retrieve(run.result?.id ?? "");
    expect(run).toMatchObject({ status: "succeeded", error: null, result: file });
    expect(file.url).toBe(`${world.sandbox.url}/v1/files/${file.id}/contents`);
    expect(file).toMatchObject({ purpose: "finance_report_run", type: "csv" });
    const answer = await fetch(file.url ?? "", {
      headers: { Authorization: `Bearer ${world.sandbox.key}` },
    });
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(Buffer.byteLength(await answer.text())).toBe(file.size);
    expect((await fetch(file.url ?? "")).status).toBe(401);
    expect(world.eventTypes().at(-1)).toBe("reporting.report_run.succeeded");
    expect((await stripe.reporting.reportRuns.list()).data.map(({ id }) => id)).toEqual([made.id]);
  });

  it("fail on demand, with the reason", async () => {
    await world.advanceDays(2);
    world.sandbox.control.setMoney({ nextReportError: "Try again later." });
    const { id } = await stripe.reporting.reportRuns.create({
      report_type: "payouts.summary.1",
      parameters: { interval_start: FIRST_DAY, interval_end: FIRST_DAY + DAY },
    });
    await world.sandbox.control.advanceClock({ byMs: 5_000 });
    // stripe-node takes an object with the field `error` for an error, whatever its status says.
    await expect(stripe.reporting.reportRuns.retrieve(id)).rejects.toMatchObject({
      statusCode: 200,
      rawType: "Try again later.",
    });
    const { data } = await stripe.reporting.reportRuns.list();
    expect(data).toMatchObject([
      { id, status: "failed", error: "Try again later.", result: null, succeeded_at: null },
    ]);
    expect(world.eventTypes().at(-1)).toBe("reporting.report_run.failed");
  });

  it("refuse what the report does not take, and times without data", async () => {
    await world.advanceDays(2);
    const run = (report_type: string, parameters: object) =>
      errorOf(stripe.reporting.reportRuns.create({ report_type, parameters }));
    const balance = "balance.summary.1";
    const day = { interval_start: FIRST_DAY, interval_end: FIRST_DAY + DAY };
    const trouble = [
      await run("weather.1", {}),
      await run(balance, {}),
      await run(balance, { ...day, interval_end: FIRST_DAY + 30 * DAY }),
      await run(balance, { ...day, interval_start: FIRST_DAY - 1 }),
      await run(balance, { ...day, interval_start: day.interval_end }),
      await run(balance, { ...day, columns: ["net"] }),
      await run(balance, { ...day, timezone: "Europe/Atlantis" }),
      await run("balance_change_from_activity.itemized.3", { ...day, columns: ["mood"] }),
      await run("payout_reconciliation.by_id.itemized.4", {}),
      await run("payout_reconciliation.by_id.itemized.4", { payout: "po_none" }),
    ];
    expect(trouble.map(({ statusCode }) => statusCode)).toEqual(trouble.map(() => 400));
    expect(trouble.map(({ param }) => param)).toEqual([
      "report_type",
      "parameters[interval_start]",
      "parameters[interval_end]",
      "parameters[interval_start]",
      "parameters[interval_start]",
      "parameters[columns]",
      "parameters[timezone]",
      "parameters[columns][0]",
      "parameters[payout]",
      "payout",
    ]);
    expect((await stripe.reporting.reportRuns.list()).data).toEqual([]);
  });
});

describe("the reports", () => {
  it("sum the balance up: what was, what came, what went to the bank, what is", async () => {
    await tradeForAWeek();
    const rows = await fetchReport(world, { report_type: "balance.summary.1", parameters: week });
    const amounts = rows.map((row) => [row["category"], row["net_amount"], row["currency"]]);
    // 98.50 + 39.34 - 25.00 - 40.00 - 20.00, all of it paid out.
    expect(amounts).toEqual([
      ["starting_balance", "0.00", "eur"],
      ["activity", "52.84", "eur"],
      ["payouts", "-52.84", "eur"],
      ["ending_balance", "0.00", "eur"],
    ]);
  });

  it("sum activity up by category, and itemise it in major units", async () => {
    const { sold, refund } = await tradeForAWeek();
    const kind = "balance_change_from_activity";
    const summary = await fetchReport(world, {
      report_type: `${kind}.summary.1`,
      parameters: week,
    });
    const one = (row: Record<string, string>) =>
      [row["reporting_category"], row["count"], row["gross"], row["fee"], row["net"]].join(" ");
    expect(summary.map(one)).toEqual([
      "charge 2 140.00 2.16 137.84",
      "dispute 1 -40.00 20.00 -60.00",
      "refund 1 -25.00 0.00 -25.00",
    ]);
    const items = await fetchReport(world, {
      report_type: `${kind}.itemized.3`,
      parameters: { ...week, timezone: "Europe/Dublin" },
    });
    expect(items[0]).toMatchObject({
      balance_transaction_id: sold.balance_transaction,
      created_utc: "2026-11-22 10:00:00",
      created: "2026-11-22 10:00:00",
      available_on_utc: "2026-11-24 00:00:00",
      currency: "eur",
      gross: "100.00",
      fee: "1.50",
      net: "98.50",
      reporting_category: "charge",
      source_id: sold.id,
      charge_id: sold.id,
      payment_intent_id: sold.payment_intent,
      payment_method_type: "card_present",
      card_brand: "visa",
    });
    expect(items[1]).toMatchObject({ source_id: refund.id, charge_id: sold.id, net: "-25.00" });
    expect(items[3]).toMatchObject({ reporting_category: "dispute", dispute_reason: "fraudulent" });
  });

  it("shows the columns that are asked for, metadata among them", async () => {
    await tradeForAWeek();
    const columns = ["net", "refund_metadata[why]", "created"];
    const rows = await fetchReport(world, {
      report_type: "balance_change_from_activity.itemized.3",
      parameters: {
        ...week,
        columns,
        reporting_category: "refund",
        timezone: "America/New_York",
      },
    });
    expect(rows).toEqual([
      { net: "-25.00", "refund_metadata[why]": "cold, and late", created: "2026-11-22 05:00:00" },
    ]);
  });

  it("itemises each payout: its lines sum up to it", async () => {
    await tradeForAWeek();
    const [payout] = (await stripe.payouts.list()).data;
    const lines = await fetchReport(world, {
      report_type: "payout_reconciliation.by_id.itemized.4",
      parameters: { payout: payout?.id ?? "" },
    });
    expect(lines).toHaveLength(4);
    expect(lines.reduce((sum, line) => sum + minorOf(line["net"] ?? ""), 0)).toBe(payout?.amount);
    const all = await fetchReport(world, {
      report_type: "payout_reconciliation.itemized.5",
      parameters: week,
    });
    expect(all.map((line) => line["automatic_payout_id"])).toEqual(lines.map(() => payout?.id));
    const sums = await fetchReport(world, {
      report_type: "payouts.itemized.3",
      parameters: week,
    });
    expect(sums).toMatchObject([
      {
        payout_id: payout?.id,
        gross: "-52.84",
        payout_status: "paid",
        payout_type: "bank_account",
      },
    ]);
  });

  it("lists the payouts that came back", async () => {
    world.sandbox.control.setMoney({ nextPayoutFailure: "account_closed" });
    await world.sell();
    await world.advanceDays(8);
    const rows = await fetchReport(world, {
      report_type: "failed_payouts.itemized.2",
      parameters: week,
    });
    expect(rows).toMatchObject([{ payout_failure_code: "account_closed", gross: "98.50" }]);
  });
});
