import type Stripe from "stripe";
import { unschedule } from "../clock/agenda.ts";
import { newCustomer } from "../rooms/customers.ts";
import { findRow, insertRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { World } from "../world.ts";
import { latestCharge } from "./expire-holds.ts";
import { startSubscription } from "./subscription-course.ts";

type Session = Stripe.Checkout.Session;

type Payment = { method: Stripe.PaymentMethod; intent: Stripe.PaymentIntent | null };

/** Everything that was to be paid is paid, or held, or nothing was. */
export function completeSession(world: World, session: Session, payment: Payment): void {
  const { method, intent } = payment;
  const side = world.state.checkoutSides[session.id];
  if (session.customer_creation === "always")
    session.customer ??= customerFor(world, session, method);
  if (intent !== null && typeof session.customer === "string") {
    giveTo(world, intent, session.customer);
  }
  session.customer_details = detailsOf(world, session, method);
  if (session.mode === "subscription" && side !== undefined) {
    const made = startSubscription(world, { session, side, method, intent });
    session.subscription = made.subscription.id;
    session.invoice = made.invoice.id;
  }
  session.payment_status = statusOf(intent);
  session.status = "complete";
  session.url = null;
  unschedule(world, "expire-checkout", session.id);
  emit(world, { type: "checkout.session.completed", object: session, cause: null });
}

/** Money that is only held is not paid yet. */
function statusOf(intent: Stripe.PaymentIntent | null): Stripe.Checkout.Session.PaymentStatus {
  if (intent === null) return "no_payment_required";
  return intent.status === "succeeded" ? "paid" : "unpaid";
}

function giveTo(world: World, intent: Stripe.PaymentIntent, customerId: string): void {
  intent.customer = customerId;
  const charge = latestCharge(world, intent);
  if (charge !== undefined) charge.customer = customerId;
}

/** Who pays: somebody the shop knows, or somebody it meets now. */
export function customerFor(
  world: World,
  session: Session,
  { billing_details: billing }: Stripe.PaymentMethod,
): string {
  const email = session.customer_email ?? billing.email;
  const customer = newCustomer(world, { email, name: billing.name });
  insertRow(world.state.customers, customer);
  emit(world, { type: "customer.created", object: customer, cause: null });
  return customer.id;
}

function detailsOf(
  world: World,
  session: Session,
  { billing_details: billing }: Stripe.PaymentMethod,
): Stripe.Checkout.Session.CustomerDetails {
  const found =
    typeof session.customer === "string"
      ? findRow(world.state.customers, session.customer)
      : undefined;
  const customer = found?.deleted === true ? undefined : found;
  return {
    address: billing.address,
    business_name: null,
    email: session.customer_email ?? customer?.email ?? billing.email,
    individual_name: null,
    name: billing.name ?? customer?.name ?? null,
    phone: billing.phone,
    tax_exempt: "none",
    tax_ids: [],
  };
}
