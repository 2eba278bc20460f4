import { randomBytes } from "node:crypto";
import type { PaymentId, RegisterId } from "../../contract/ids.ts";
import type { RelayRefusal, ToRelay } from "../../contract/relay-protocol.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { PaymentRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import type { StripeAccount } from "../stripe/accounts.ts";
import { accepted, type Outcome } from "./outcome.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { retryUnknown } from "./retry-unknown.ts";
import { abandon, CREATE_TRIES, knownPayment, refuseLate } from "./start-payment.ts";

type Start = Extract<ToRelay, { type: "start-link-payment" }>;
type Job = Readonly<{ payment: PaymentRow; start: Start; pageUrl: string }>;

/** Stripe takes no less than 30 minutes; the register, or the relay for it, ends it long before. */
const SESSION_S = 1_860;
/** 128 bits: nobody guesses a page, and a QR code of its address stays coarse. */
const TOKEN_BYTES = 16;

/**
 * Starts a payment by link: rows, session, address, in this order, so that a crash between any two
 * leaves a row that says what to look for. Runs in the payment's lane. A payment that is known
 * already is read, never started again.
 */
export async function startLink(
  deps: PaymentDeps,
  registerId: RegisterId,
  start: Start,
): Promise<Outcome> {
  const account = deps.accounts.get(start.connection);
  if (!account) return refuse("unknown-connection", start.connection);
  if (start.amount.currency !== account.currency) {
    return refuse("currency-mismatch", `${start.connection} takes ${account.currency}`);
  }
  const home = deps.publicUrl();
  if (home === null) return refuse("no-pay-page", "public.url is not configured");
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const begun = await deps.storage.transaction((tx) =>
    begin(tx, { registerId, start, token, nowMs: deps.now() }),
  );
  deps.signals.stale();
  if (!begun.ok || begun.value === "known") return begun.ok ? accepted : begun;
  deps.trace("start-stored");
  return createSession(deps, account, {
    payment: begun.value,
    start,
    pageUrl: `${home}/pay/${token}`,
  });
}

type New = Readonly<{ registerId: RegisterId; start: Start; token: string; nowMs: number }>;

async function begin(
  tx: Tx,
  { registerId, start, token, nowMs }: New,
): Promise<Result<PaymentRow | "known", RelayRefusal>> {
  const { paymentId, shopName, lines } = start;
  const known = await tx.payments.select(paymentId);
  if (known) return knownPayment(tx, known, registerId);
  const late = refuseLate(nowMs, start.validUntilMs);
  if (!late.ok) return late;
  const payment = newPayment(registerId, start, nowMs);
  await tx.payments.insert(payment);
  await tx.payLinks.insert({ paymentId, token, shopName, lines, sessionId: null, page: "open" });
  return ok(payment);
}

function newPayment(
  registerId: RegisterId,
  { paymentId, saleId, connection, amount }: Start,
  startedAtMs: number,
): PaymentRow {
  return {
    ...{ paymentId, registerId, connection, startedAtMs, saleId },
    amountMinor: amount.minor,
    currency: amount.currency,
    via: "link",
    state: "starting",
    ...{ readerId: null, intentId: null, chargeBefore: null, mailed: null },
    ...{ isAtReader: false, wantsCancel: false, sends: 0 },
  };
}

async function createSession(
  deps: PaymentDeps,
  account: StripeAccount,
  { payment, start, pageUrl }: Job,
): Promise<Outcome> {
  const { paymentId, registerId } = payment;
  const { saleId, amount, shopName } = start;
  const session = {
    ...{ paymentId, saleId, registerId, shopName },
    amountMinor: amount.minor,
    currency: amount.currency,
    form: account.checkoutForm,
    expiresAtS: Math.floor(deps.now() / 1_000) + SESSION_S,
    doneUrl: `${pageUrl}/done`,
    backUrl: `${pageUrl}/back`,
  };
  const created = await retryUnknown(
    deps.after,
    () => account.checkouts.create(session),
    (tries) => tries < CREATE_TRIES && deps.now() <= start.validUntilMs,
  );
  deps.trace("session-created");
  if (created.kind !== "ok") {
    deps.log.warn("session not created", { paymentId, saleId, ...created });
    await abandon(deps, payment);
    return created.kind === "refused"
      ? refuse("stripe-refused", created.code)
      : refuse("stripe-unreachable", "no session was made sure of");
  }
  const isWanted = await keep(deps, paymentId, created.value.sessionId);
  if (!isWanted) return accepted;
  deps.signals.watch(paymentId);
  return ok({ type: "pay-link", paymentId, url: pageUrl });
}

/** False where the clerk was quicker: its cancel waits for this lane. */
function keep({ storage }: PaymentDeps, paymentId: PaymentId, sessionId: string): Promise<boolean> {
  return storage.transaction(async (tx) => {
    await tx.payLinks.update(paymentId, { sessionId, page: "open" });
    await tx.payments.update(paymentId, { state: "open", isAtReader: true });
    return (await tx.payments.select(paymentId))?.wantsCancel === false;
  });
}
