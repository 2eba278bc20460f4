import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { Currency, money } from "../../contract/money.ts";
import { ok, refuse } from "../../contract/result.ts";
import { partsOf } from "../sales/parts.ts";
import { refusalBeforeCharge, START_WITHIN_MS, till, type CardDeps } from "./card-payments.ts";
import type { Payment } from "./payment-state.ts";
import { isRaisable } from "./raisable.ts";
import { raiseIdOf, type Raising } from "./raise-state.ts";
import { raiseFacts } from "./record-raise.ts";

/**
 * Records the wish before anything leaves this machine, then asks the card's bank to hold what is left
 * of the sale, too. Like a charge it is sent at once or dropped, and it locks the sale.
 */
export function raiseHold(
  deps: CardDeps,
  who: Who,
  { saleId, paymentId, left }: Input<"payments.raise">,
): Outcome<"payments.raise"> {
  const draft = deps.drafts.current();
  const refusal = refusalBeforeCharge(deps, draft, { saleId, total: left });
  if (refusal !== null) return refuse(refusal);
  const part = partsOf(deps.ledger, saleId).find(({ partId }) => partId === paymentId);
  const payment = part && deps.payments.byId(paymentId);
  if (payment === undefined) return refuse("part-not-found");
  if (!isRaisable(payment)) return refuse("not-raisable");
  const raising = raisingOf(deps, payment, payment.amountMinor + left.minor);
  writeRaise(deps, who, { before: payment, raising });
  sendRaise(deps, raising);
  deps.publishSales();
  return ok(deps.publish(raising));
}

function raisingOf({ line }: CardDeps, payment: Payment, toMinor: number): Raising<Payment> {
  const number = (payment.raises ?? 0) + 1;
  const validUntilMs = line.relayNowMs() + START_WITHIN_MS;
  const raise = { number, toMinor, validUntilMs, isUnknown: false };
  return { ...payment, raises: number, raiseRefused: null, raise };
}

type Wish = Readonly<{ before: Payment; raising: Raising<Payment> }>;

function writeRaise(deps: CardDeps, { userId }: Who, { before, raising }: Wish): void {
  const { db, ledger, payments, now } = deps;
  const { paymentId } = raising;
  db.transaction(() => {
    const facts = { ...raiseFacts(before, raising), userId };
    ledger.append({ type: "hold-raise-started", ...facts });
    payments.save(raising);
    payments.note(paymentId, till(now(), "raise-requested", ""));
  }).immediate();
  deps.trace("started-committed");
}

/** Again, too: a relay that knows it tells how it ended, one that does not never will ask. */
export function sendRaise({ line }: Pick<CardDeps, "line">, payment: Raising<Payment>): void {
  const { paymentId, tipMinor, currency, raise } = payment;
  line.send({
    type: "raise-hold",
    id: raiseIdOf(payment, raise.number),
    paymentId,
    amount: money(raise.toMinor + tipMinor, Currency.parse(currency)),
    validUntilMs: raise.validUntilMs,
  });
}
