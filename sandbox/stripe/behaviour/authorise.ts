import type Stripe from "stripe";
import { shared } from "../shared.ts";
import { insertRow } from "../table.ts";
import type { Cause, World } from "../world.ts";
import { newId, nowSeconds } from "../world.ts";
import { isBookedAtOnce } from "../money/aftermath-cards.ts";
import { bookCapture, bookCaptureSoon } from "../money/book-charge.ts";
import { emit } from "../webhooks/emit.ts";
import type { Presentation } from "./card-present.ts";
import {
  authorizationCode,
  cardPresentMethod,
  noBillingDetails,
  presentDetails,
} from "./card-present.ts";
import { addHold } from "./expire-holds.ts";
import { generateCard } from "./generated-card.ts";
import type { Decline, TestCard } from "./test-cards.ts";

type Seen = { presentation: Presentation; reader: Stripe.Terminal.Reader; cause: Cause | null };

/** Sends the card to the bank: a new charge, and the intent moves on or goes back. */
export function authorise(world: World, intent: Stripe.PaymentIntent, seen: Seen): void {
  const { presentation, cause } = seen;
  const { decline } = presentation.card;
  const method = cardPresentMethod(world, newId(world, "pm_1"), presentation);
  insertRow(world.state.paymentMethods, method);
  const charge = newCharge(world, intent, { ...seen, method });
  if (decline === null) keepCard(world, intent, { ...seen, charge });
  settleCharge(world, intent, { charge, method, decline, cause });
}

/** With `setup_future_usage`, what paid leaves a card that can be charged without being there. */
function keepCard(
  world: World,
  intent: Stripe.PaymentIntent,
  { presentation, reader, cause, charge }: Seen & { charge: Stripe.Charge },
): void {
  const details = charge.payment_method_details?.card_present;
  if (intent.setup_future_usage === null || details === undefined) return;
  const made = generateCard(world, {
    card: presentation.card,
    from: {
      charge: charge.id,
      payment_method_details: { card_present: structuredClone(details), type: "card_present" },
    },
    customer: intent.customer,
    redisplay: world.state.readerSides[reader.id]?.redisplay ?? null,
    cause,
  });
  details.generated_card = made.id;
}

/** The bank's answer: the charge is booked, and the intent moves on or goes back. */
export function settleCharge(
  world: World,
  intent: Stripe.PaymentIntent,
  answer: {
    charge: Stripe.Charge;
    method: Stripe.PaymentMethod;
    decline: Decline | null;
    cause: Cause | null;
  },
): void {
  const { charge, method, decline, cause } = answer;
  insertRow(world.state.charges, charge);
  intent.latest_charge = charge.id;
  if (decline !== null) {
    intent.status = "requires_payment_method";
    intent.payment_method = null;
    intent.last_payment_error = declineError(decline, { charge, method });
    emit(world, { type: "charge.failed", object: charge, cause });
    emit(world, { type: "payment_intent.payment_failed", object: intent, cause });
    return;
  }
  intent.payment_method = method.id;
  intent.last_payment_error = null;
  if (charge.captured) takeMoney(world, intent, charge);
  emit(world, { type: "charge.succeeded", object: charge, cause });
  if (charge.captured) {
    intent.status = "succeeded";
    intent.amount_received = charge.amount;
    emit(world, { type: "payment_intent.succeeded", object: intent, cause });
    return;
  }
  intent.status = "requires_capture";
  intent.amount_capturable = charge.amount;
  addHold(world, intent.id, charge);
  emit(world, { type: "payment_intent.amount_capturable_updated", object: intent, cause });
}

function takeMoney(world: World, intent: Stripe.PaymentIntent, charge: Stripe.Charge): void {
  if (intent.capture_method === "automatic_async" && !isBookedAtOnce(charge))
    bookCaptureSoon(world, charge);
  else bookCapture(world, charge);
}

/** A tip chosen on the reader is part of the amount from then on. */
export function addTip(intent: Stripe.PaymentIntent, tipMinor: number): void {
  if (tipMinor === 0) return;
  const before = intent.amount_details?.tip?.amount ?? 0;
  intent.amount += tipMinor - before;
  intent.amount_details = { ...intent.amount_details, tip: { amount: tipMinor } };
}

/** `manual_preferred` captures at once where the card's network cannot hold money. */
function isHeld(intent: Stripe.PaymentIntent, card: TestCard): boolean {
  if (card.type === "interac_present") return false;
  const preferred = intent.payment_method_options?.card_present?.capture_method;
  if (preferred === "manual_preferred") return !card.isSingleMessage;
  return intent.capture_method === "manual" || preferred === "manual";
}

const incrementable = ["visa", "mastercard", "discover"];

function isIncrementable(intent: Stripe.PaymentIntent, card: TestCard): boolean {
  const asked = intent.payment_method_options?.card_present;
  return (
    asked?.request_incremental_authorization_support === true && incrementable.includes(card.brand)
  );
}

function newCharge(
  world: World,
  intent: Stripe.PaymentIntent,
  seen: Seen & { method: Stripe.PaymentMethod },
): Stripe.Charge {
  const { card } = seen.presentation;
  const { decline } = card;
  const id = newId(world, "ch_3");
  const isApproved = decline === null;
  const isHold = isApproved && isHeld(intent, card);
  const isCaptured = isApproved && !isHold;
  const { amount } = intent;
  const booked = { id, amount, isHold, isIncrementable: isIncrementable(intent, card) };
  return {
    id,
    ...blankCharge(world, intent),
    amount_captured: isCaptured ? intent.amount : 0,
    ...(isApproved ? { authorization_code: authorizationCode(id) } : {}),
    captured: isCaptured,
    ...failureOf(decline),
    outcome: outcomeOf(card),
    paid: isApproved,
    payment_method: seen.method.id,
    payment_method_details: presentDetails(world, booked, seen),
    receipt_url: isApproved ? `https://pay.stripe.com/receipts/payment/${id}` : null,
    status: isApproved ? "succeeded" : "failed",
  };
}

const noFraud = shared({});

/** What every charge of an intent has in common, whatever the bank says. */
export function blankCharge(world: World, intent: Stripe.PaymentIntent) {
  return {
    object: "charge",
    amount: intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: noBillingDetails,
    calculated_statement_descriptor: "TILLSIDE SANDBOX",
    created: nowSeconds(world),
    currency: intent.currency,
    customer: typeof intent.customer === "string" ? intent.customer : null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    fraud_details: noFraud,
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    payment_intent: intent.id,
    receipt_email: intent.receipt_email,
    receipt_number: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    transfer_data: null,
    transfer_group: intent.transfer_group,
  } as const satisfies Partial<Stripe.Charge>;
}

export function failureOf(decline: Decline | null) {
  return { failure_code: decline?.code ?? null, failure_message: decline?.message ?? null };
}

function outcomeOf({ decline, name }: TestCard): Stripe.Charge.Outcome {
  if (decline !== null) return refusedAs(decline);
  // Radar's own test card is put in the queue of those to be reviewed, on a reader, too.
  return name === "risk_level_elevated" ? reviewed : approved;
}

const quiet = { advice_code: null, network_advice_code: null, network_decline_code: null } as const;
const approved = shared({
  ...quiet,
  ...{ network_status: "approved_by_network", reason: null, risk_level: "normal" },
  ...{ seller_message: "Payment complete.", type: "authorized" },
});
const reviewed = shared({
  ...quiet,
  ...{ network_status: "approved_by_network", reason: "elevated_risk_level" },
  ...{ risk_level: "elevated", risk_score: 67, type: "manual_review" },
  seller_message:
    "Stripe evaluated this payment as having elevated risk, and placed it in your manual review queue.",
});

function refusedAs(decline: Decline): Stripe.Charge.Outcome {
  return shared({
    advice_code: decline.adviceCode,
    network_advice_code: null,
    network_decline_code: decline.networkCode,
    network_status: "declined_by_network",
    reason: decline.declineCode,
    risk_level: "normal",
    seller_message: "The bank did not return any further details.",
    type: "issuer_declined",
  });
}

function declineError(
  decline: Decline,
  on: { charge: Stripe.Charge; method: Stripe.PaymentMethod },
): Stripe.PaymentIntent.LastPaymentError {
  return {
    advice_code: decline.adviceCode,
    charge: on.charge.id,
    code: decline.code,
    decline_code: decline.declineCode,
    doc_url: `https://stripe.com/docs/error-codes/${decline.code.replaceAll("_", "-")}`,
    message: decline.message,
    network_decline_code: decline.networkCode,
    payment_method: on.method,
    type: "card_error",
  };
}
