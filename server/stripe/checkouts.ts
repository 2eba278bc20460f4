import type Stripe from "stripe";
import { z } from "zod";
import type { PaymentId, RegisterId } from "../../contract/ids.ts";
import type { PayLinkSession } from "../../contract/pay-link-protocol.ts";
import { callStripe, unknown, type Answer } from "./call-stripe.ts";
import { IntentAnswer, type IntentReading } from "./payment-reading.ts";

/** Where a customer pays: on Stripe's own page, or on ours by Stripe.js and a publishable key. */
export const checkoutForms = ["hosted", "embedded"] as const;
export type CheckoutForm = (typeof checkoutForms)[number];

export type NewSession = Readonly<{
  paymentId: PaymentId;
  saleId: string;
  registerId: RegisterId;
  amountMinor: number;
  currency: string;
  shopName: string;
  form: CheckoutForm;
  /** Unix seconds; Stripe takes none below half an hour from now. */
  expiresAtS: number;
  doneUrl: string;
  backUrl: string;
}>;

export type SessionReading = PayLinkSession &
  Readonly<{ attempt: string | null; amountMinor: number | null; intent: IntentReading | null }>;

/** What the customer's browser needs of an open session; kept nowhere, read when it is wanted. */
export type SessionDoor = Readonly<{
  status: PayLinkSession["status"];
  url: string | null;
  clientSecret: string | null;
}>;

export type Checkouts = Readonly<{
  create: (session: NewSession) => Promise<Answer<SessionReading>>;
  read: (sessionId: string) => Promise<Answer<SessionReading>>;
  door: (sessionId: string) => Promise<Answer<SessionDoor>>;
  /** The attempt's session where we lost its id; null where Stripe knows none. Never Search. */
  find: (paymentId: PaymentId, startedAtMs: number) => Promise<Answer<SessionReading | null>>;
  /** Refused by Stripe where it is not open any more. */
  expire: (sessionId: string) => Promise<Answer<SessionReading>>;
}>;

const PAGE = 100;
const MAX_PAGES = 20;
/** Clocks differ, and an attempt may have waited: look from an hour before it. */
const LOOK_BACK_S = 3_600;

const expand = { expand: ["payment_intent.latest_charge"] };

const Session = z.object({
  id: z.string().startsWith("cs_"),
  object: z.literal("checkout.session"),
  status: z.enum(["open", "complete", "expired"]),
  amount_total: z.int().min(0).nullable(),
  metadata: z.record(z.string(), z.string()).nullable(),
  payment_intent: IntentAnswer.nullable(),
});

const SessionAnswer = Session.transform((session): SessionReading => {
  const { id: sessionId, status, metadata, amount_total: amountMinor } = session;
  const attempt = metadata?.["attempt"] ?? null;
  return { sessionId, status, attempt, amountMinor, intent: session.payment_intent };
});

const Door = Session.pick({ id: true, status: true }).extend({
  url: z.string().nullish(),
  client_secret: z.string().nullish(),
});

const Listed = z.object({
  id: z.string().startsWith("cs_"),
  metadata: z.record(z.string(), z.string()).nullable(),
});
const Page = z.object({ object: z.literal("list"), data: z.array(Listed), has_more: z.boolean() });

/** Checkout Sessions of one account. */
export function stripeCheckouts(stripe: Stripe): Checkouts {
  const { sessions } = stripe.checkout;
  const read = (sessionId: string) =>
    sameSession(sessionId, () => sessions.retrieve(sessionId, expand));
  return {
    create: (session) =>
      callStripe(SessionAnswer, () =>
        sessions.create(paramsOf(session), {
          idempotencyKey: `cs-create-${session.paymentId}`,
        }),
      ),
    read,
    async door(sessionId) {
      const answer = await callStripe(Door, () => sessions.retrieve(sessionId));
      if (answer.kind !== "ok") return answer;
      const { status, url = null, client_secret: clientSecret = null } = answer.value;
      return { kind: "ok", value: { status, url, clientSecret } };
    },
    find: (paymentId, startedAtMs) => findByAttempt(stripe, read, { paymentId, startedAtMs }),
    expire: (sessionId) => sameSession(sessionId, () => sessions.expire(sessionId, expand)),
  };
}

/**
 * One line with the whole total: what the customer pays cannot differ from the sale by a rounding.
 * Cards only, held and not captured, as at a reader.
 */
function paramsOf(session: NewSession): Stripe.Checkout.SessionCreateParams {
  const { paymentId, saleId, registerId, amountMinor, currency, shopName } = session;
  const metadata = { attempt: paymentId, sale: saleId, register: registerId };
  const { form, doneUrl, backUrl, expiresAtS } = session;
  const price = { currency: currency.toLowerCase(), unit_amount: amountMinor };
  return {
    mode: "payment",
    line_items: [{ quantity: 1, price_data: { ...price, product_data: { name: shopName } } }],
    allowed_payment_method_types: ["card"],
    client_reference_id: paymentId,
    metadata,
    payment_intent_data: { capture_method: "manual", metadata },
    expires_at: expiresAtS,
    ...expand,
    ...(form === "embedded"
      ? { ui_mode: "embedded_page", return_url: doneUrl }
      : { ui_mode: "hosted_page", success_url: doneUrl, cancel_url: backUrl }),
  };
}

async function sameSession(
  sessionId: string,
  call: () => Promise<unknown>,
): Promise<Answer<SessionReading>> {
  const answer = await callStripe(SessionAnswer, call);
  if (answer.kind !== "ok" || answer.value.sessionId === sessionId) return answer;
  return unknown(`asked for ${sessionId}, answered ${answer.value.sessionId}`);
}

type Attempt = Readonly<{ paymentId: PaymentId; startedAtMs: number }>;

async function findByAttempt(
  { checkout }: Stripe,
  read: Checkouts["read"],
  { paymentId, startedAtMs }: Attempt,
): Promise<Answer<SessionReading | null>> {
  const created = { gte: Math.max(0, Math.floor(startedAtMs / 1_000) - LOOK_BACK_S) };
  let after: { starting_after?: string } = {};
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const params = { created, limit: PAGE, ...after };
    const answer = await callStripe(Page, () => checkout.sessions.list(params));
    if (answer.kind !== "ok") return answer;
    const { data, has_more: hasMore } = answer.value;
    const found = data.find(({ metadata }) => metadata?.["attempt"] === paymentId);
    if (found) return read(found.id);
    const last = data.at(-1);
    if (!hasMore || !last) return { kind: "ok", value: null };
    after = { starting_after: last.id };
  }
  return unknown(`more than ${PAGE * MAX_PAGES} sessions since the attempt`);
}
