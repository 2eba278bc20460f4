import type Stripe from "stripe";
import { ApiError } from "../api-error.ts";
import { schedule } from "../clock/agenda.ts";
import { bookCapture } from "../money/book-charge.ts";
import { idOf } from "../id-of.ts";
import { findRow, insertRow, rowOf } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { World } from "../world.ts";
import { newId, nowSeconds, scramble } from "../world.ts";
import { blankCharge } from "./authorise.ts";
import { latestCharge } from "./expire-holds.ts";

/** Stripe's test accounts, and how long after the order the money comes or does not. */
const accounts: Readonly<Record<string, { isGood: boolean; afterMs: number }>> = {
  AT611904300234573201: { isGood: true, afterMs: 2_000 },
  AT321904300235473204: { isGood: true, afterMs: 180_000 },
  // The one that the official CLI lets fail.
  IT60X0542811101000000123456: { isGood: false, afterMs: 2_000 },
  AT861904300235473202: { isGood: false, afterMs: 2_000 },
  AT051904300235473205: { isGood: false, afterMs: 180_000 },
};

/** A payment method for an account that will be debited; nobody knows today whether it has money. */
export function newDebitMethod(
  world: World,
  iban: string,
  billing: Stripe.PaymentMethod.BillingDetails,
): Stripe.PaymentMethod {
  const account = iban.replaceAll(" ", "").toUpperCase();
  if (!Object.hasOwn(accounts, account)) {
    throw new ApiError(402, {
      type: "invalid_request_error",
      code: "invalid_bank_account_iban",
      message: "The IBAN you entered is not one of the test accounts.",
      param: "sepa_debit[iban]",
    });
  }
  const id = newId(world, "pm_1");
  world.state.cards[id] = { number: account, isSaved: false };
  return insertRow(world.state.paymentMethods, {
    id,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: billing,
    created: nowSeconds(world),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    sepa_debit: { ...accountWords(account), generated_from: null },
    type: "sepa_debit",
  });
}

function accountWords(account: string) {
  return {
    bank_code: account.slice(4, 9),
    branch_code: "",
    country: account.slice(0, 2),
    fingerprint: scramble(`fingerprint/${account}`, 16),
    last4: account.slice(-4),
  };
}

/** The debit is ordered: from here on everybody waits for the bank. */
export function orderDebit(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): void {
  const account = world.state.cards[method.id]?.number ?? "";
  const id = newId(world, "py_3");
  const charge: Stripe.Charge = {
    id,
    ...blankCharge(world, intent),
    amount_captured: intent.amount,
    billing_details: method.billing_details,
    captured: true,
    failure_code: null,
    failure_message: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: "approved_by_network",
      reason: null,
      risk_level: "not_assessed",
      seller_message: "Payment complete.",
      type: "authorized",
    },
    paid: false,
    payment_method: method.id,
    payment_method_details: {
      sepa_debit: { ...accountWords(account), mandate: null },
      type: "sepa_debit",
    },
    receipt_url: null,
    status: "pending",
  };
  insertRow(world.state.charges, charge);
  intent.latest_charge = id;
  intent.payment_method = method.id;
  intent.last_payment_error = null;
  intent.status = "processing";
  emit(world, { type: "charge.pending", object: charge, cause: null });
  emit(world, { type: "payment_intent.processing", object: intent, cause: null });
  const atMs = world.now() + (accounts[account]?.afterMs ?? 0);
  schedule(world, { atMs, what: "settle-debit", id: intent.id });
}

/** Work of the clock: the bank has sent the money, or sent the debit back. */
export function settleDebit(world: World, intentId: string): void {
  const intent = findRow(world.state.paymentIntents, intentId);
  const charge = intent && latestCharge(world, intent);
  if (intent?.status !== "processing" || charge === undefined) return;
  const method = rowOf(world.state.paymentMethods, idOf(charge.payment_method));
  if (accounts[world.state.cards[method.id]?.number ?? ""]?.isGood === true) {
    succeed(world, intent, charge);
  } else {
    fail(world, intent, { charge, method });
  }
  tellSession(world, intent);
}

function succeed(world: World, intent: Stripe.PaymentIntent, charge: Stripe.Charge): void {
  charge.status = "succeeded";
  charge.paid = true;
  bookCapture(world, charge);
  intent.status = "succeeded";
  intent.amount_received = intent.amount;
  emit(world, { type: "charge.succeeded", object: charge, cause: null });
  emit(world, { type: "payment_intent.succeeded", object: intent, cause: null });
}

function fail(
  world: World,
  intent: Stripe.PaymentIntent,
  { charge, method }: { charge: Stripe.Charge; method: Stripe.PaymentMethod },
): void {
  const message = "The customer's bank account could not be debited: insufficient funds.";
  charge.status = "failed";
  charge.captured = false;
  charge.amount_captured = 0;
  charge.failure_code = "insufficient_funds";
  charge.failure_message = message;
  intent.status = "requires_payment_method";
  intent.payment_method = null;
  intent.last_payment_error = {
    charge: charge.id,
    code: "payment_intent_payment_attempt_failed",
    message,
    payment_method: method,
    type: "card_error",
  };
  emit(world, { type: "charge.failed", object: charge, cause: null });
  emit(world, { type: "payment_intent.payment_failed", object: intent, cause: null });
}

/** The session was complete before its money was there. */
function tellSession(world: World, intent: Stripe.PaymentIntent): void {
  const { checkoutSessions } = world.state;
  const id = checkoutSessions.order.find(
    (each) => checkoutSessions.byId[each]?.payment_intent === intent.id,
  );
  const session = id === undefined ? undefined : checkoutSessions.byId[id];
  if (session === undefined) return;
  const isPaid = intent.status === "succeeded";
  if (isPaid) session.payment_status = "paid";
  emit(world, {
    type: `checkout.session.async_payment_${isPaid ? "succeeded" : "failed"}`,
    object: session,
    cause: null,
  });
}
