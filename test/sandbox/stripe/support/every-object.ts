import type { MoneyWorld } from "./money-world.ts";
import { DAY_MS } from "./money-world.ts";
import { payByDebit, payOnPage } from "./pay-page.ts";
import { createIntent, idOf } from "./stripe-world.ts";

/** A trade in which every kind of object of the sandbox comes to be, in more than one state. */
export async function makeEveryObject(world: MoneyWorld): Promise<void> {
  await makeReaderThings(world);
  await makeMoneyMove(world);
  await makeOnlineSales(world);
  await makeBills(world);
  await makeHooksAndReports(world);
}

async function makeReaderThings({ stripe, readerId }: MoneyWorld): Promise<void> {
  const { configurations, locations, readers } = stripe.terminal;
  const tipping = { eur: { percentages: [5, 10], smart_tip_threshold: 1000 } };
  const { id } = await configurations.create({ name: "Terrace", tipping });
  const [location] = (await locations.list()).data;
  await locations.update(location?.id ?? "", { configuration_overrides: id });
  await readers.setReaderDisplay(readerId, {
    type: "cart",
    cart: {
      currency: "eur",
      line_items: [{ amount: 100, description: "Tea", quantity: 1 }],
      total: 100,
    },
  });
  await readers.collectInputs(readerId, {
    inputs: [{ type: "email", custom_text: { title: "Receipt?" }, required: true }],
  });
  await stripe.testHelpers.terminal.readers.succeedInputCollection(readerId);
  const setup = await stripe.setupIntents.create({
    allowed_payment_method_types: ["card_present"],
    customer: (await stripe.customers.create({ name: "Ana" })).id,
  });
  await readers.processSetupIntent(readerId, { setup_intent: setup.id, allow_redisplay: "always" });
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(readerId);
  const intent = await createIntent(stripe);
  await readers.collectPaymentMethod(readerId, { payment_intent: intent.id });
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(readerId);
  await readers.confirmPaymentIntent(readerId, { payment_intent: intent.id });
  await stripe.paymentIntents.cancel(intent.id);
}

const numbers = {
  declined: "4000000000000002",
  scaRetry: "4000008260000075",
  refundFails: "4000000000005126",
  mastercard: "5555555555554444",
} as const;

async function makeMoneyMove(world: MoneyWorld): Promise<void> {
  const { stripe, sandbox, sell } = world;
  await Promise.allSettled([sell({ number: numbers.declined })]);
  const sale = await sell({ number: numbers.scaRetry });
  await stripe.refunds.create({ charge: sale.id, amount: 2_000 });
  const refunded = await sell({ number: numbers.refundFails });
  await stripe.refunds.create({ charge: refunded.id });
  const disputed = await sell({ number: numbers.mastercard });
  const { id } = sandbox.control.openDispute(disputed.id, { reason: "fraudulent" });
  await stripe.disputes.update(id, {
    evidence: { uncategorized_text: "winning_evidence" },
    submit: true,
  });
  sandbox.control.warnOfFraud((await sell()).id, { fraudType: "made_with_lost_card" });
  sandbox.control.openReview((await sell()).id);
  await sell({ toCapture: 4_000 });
  await world.advanceDays(9);
}

async function makeOnlineSales(world: MoneyWorld): Promise<void> {
  const { stripe } = world;
  const item = {
    quantity: 1,
    price_data: { currency: "eur", unit_amount: 1_250, product_data: { name: "Beans" } },
  };
  const session = () =>
    stripe.checkout.sessions.create({
      mode: "payment",
      line_items: [item],
      success_url: "http://127.0.0.1/thanks",
    });
  await payOnPage(world, (await session()).id);
  await payOnPage(world, (await session()).id, { number: "4000000000003220" });
  await payByDebit(world, (await session()).id, "AT61 1904 3002 3457 3201");
  await stripe.checkout.sessions.expire((await session()).id);
  await world.sandbox.control.advanceClock({ byMs: DAY_MS });
}

async function makeBills({ stripe, sandbox }: MoneyWorld): Promise<void> {
  const customer = await stripe.customers.create({ email: "ana@example.com" });
  const method = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
  await stripe.customers.update(customer.id, {
    invoice_settings: { default_payment_method: method.id },
  });
  const price = await stripe.prices.create({
    currency: "eur",
    unit_amount: 900,
    recurring: { interval: "month" },
    product_data: { name: "Coffee club" },
  });
  const items = [{ price: price.id }];
  await stripe.subscriptions.create({ customer: customer.id, items });
  await stripe.subscriptions.create({ customer: customer.id, items, trial_period_days: 5 });
  await stripe.invoiceItems.create({ customer: customer.id, amount: 500, currency: "eur" });
  const invoice = await stripe.invoices.create({
    customer: customer.id,
    pending_invoice_items_behavior: "include",
  });
  await stripe.invoices.voidInvoice(idOf(await stripe.invoices.finalizeInvoice(invoice.id)));
  await stripe.customers.del(customer.id);
  await sandbox.control.advanceClock({ byMs: 40 * DAY_MS });
}

async function makeHooksAndReports({ stripe, sandbox }: MoneyWorld): Promise<void> {
  const url = "http://127.0.0.1:9/hook";
  await stripe.webhookEndpoints.create({ url, enabled_events: ["charge.failed"] });
  await stripe.v2.core.eventDestinations.create({
    name: "Relay",
    type: "webhook_endpoint",
    event_payload: "snapshot",
    enabled_events: ["charge.failed"],
    webhook_endpoint: { url },
  });
  const { data_available_start: from } =
    await stripe.reporting.reportTypes.retrieve("balance.summary.1");
  const reports = stripe.reporting.reportRuns;
  await reports.create({
    report_type: "balance.summary.1",
    parameters: { interval_start: from, interval_end: from + 3_600 },
  });
  await sandbox.control.advanceClock({ byMs: DAY_MS });
}
