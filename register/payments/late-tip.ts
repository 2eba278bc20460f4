import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { Currency } from "../../contract/money.ts";
import { ok, refuse } from "../../contract/result.ts";
import { till, type CardDeps } from "./card-payments.ts";
import { mostLateTipMinor } from "./late-tip-state.ts";
import { putCapture } from "./order-captures.ts";
import type { Payment } from "./payment-state.ts";

type TipInput = Input<"payments.add-tip">;

/**
 * Writes the wish down and changes the capture that waits, in one commit. It is taken once, with the
 * capture; whether it was, only Stripe's reading of that says.
 */
export function addTip(
  deps: CardDeps,
  { userId }: Who,
  { paymentId, tip }: TipInput,
): Outcome<"payments.add-tip"> {
  const payment = deps.payments.byId(paymentId);
  if (payment === undefined) return refuse("payment-not-found", paymentId);
  // The answer may be lost in a crash: the same wish again is that one.
  const isSame = payment.lateTipMinor === tip.minor && payment.currency === tip.currency;
  if (isSame) return ok(deps.publish(payment));
  const refusal = refusalOf(deps, payment, tip);
  if (refusal !== null) return refuse(refusal);
  const { db, ledger, payments, now } = deps;
  const { saleId } = payment;
  const tipped = { ...payment, lateTipMinor: tip.minor };
  db.transaction(() => {
    const currency = Currency.parse(payment.currency);
    ledger.append({ type: "tip-asked", paymentId, saleId, userId, tipMinor: tip.minor, currency });
    payments.save(tipped);
    payments.note(paymentId, till(now(), "tip-asked"));
    putCapture(deps, tipped);
  }).immediate();
  deps.trace("tip-committed");
  return ok(deps.publish(tipped));
}

function refusalOf({ line, now }: CardDeps, payment: Payment, tip: TipInput["tip"]) {
  const mostMinor = mostLateTipMinor(payment);
  if (mostMinor === null || (payment.captureAtMs ?? 0) <= now()) return "tip-not-possible";
  if (tip.currency !== payment.currency) return "currency-mismatch";
  if (tip.minor <= 0) return "nothing-to-charge";
  if (tip.minor > mostMinor) return "tip-too-high";
  // Without the line the relay would capture at the end of the window without it.
  return line.isOnline() ? null : "cards-offline";
}
