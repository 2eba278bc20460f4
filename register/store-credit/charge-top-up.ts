import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { isSameMoney, money } from "../../contract/money.ts";
import { ok, refuse } from "../../contract/result.ts";
import {
  cardDestination,
  sendStart,
  startOf,
  writeStart,
  type CardDeps,
} from "../payments/card-payments.ts";
import { isOpen, type Payment } from "../payments/payment-state.ts";
import { topUpSaleId } from "../payments/top-up-payment.ts";
import { faultOfTopUp, type AccountDeps } from "./credit-accounts.ts";

export type ChargeTopUpDeps = AccountDeps & CardDeps;
type Charge = Input<"credit.charge-top-up">;

/**
 * Tops an account up by a card on a reader. The attempt and what it is for are committed before
 * anything leaves this machine; the credit is added only when the relay has read the card as
 * authorised. One that is UNKNOWN locks its top-up until it is proven; a dead one may be tried anew.
 */
export function chargeTopUp(
  deps: ChargeTopUpDeps,
  who: Who,
  input: Charge,
): Outcome<"credit.charge-top-up"> {
  const { topUpId, accountId, amount } = input;
  const again = answerAgain(deps, input);
  if (again !== null) return again;
  const fault = faultOfTopUp(deps, { ...input, by: { tender: "card" } });
  if (fault !== null) return refuse(fault, topUpId);
  // Nobody could tell the customers at one reader apart.
  if (deps.payments.notFinal().some(isAtReader)) return refuse("payment-in-progress");
  const destination = cardDestination(deps);
  if (!destination.ok) return destination;
  const start = { saleId: topUpSaleId(topUpId), total: amount };
  const payment: Payment = {
    ...startOf(deps, start, { who, to: destination.value }),
    ...{ isPart: false, tipCapMinor: 0, topUp: { topUpId, accountId } },
  };
  writeStart(deps, payment);
  sendStart(deps, payment);
  return ok(deps.publish(payment));
}

/** Of the attempts of one top-up at most one lives; the same call again is answered by it. */
function answerAgain(deps: ChargeTopUpDeps, { topUpId, accountId, amount }: Charge) {
  const living = deps.payments
    .ofSale(topUpSaleId(topUpId))
    .find(({ phase }) => phase !== "cancelled");
  if (living === undefined) return null;
  const { amountMinor, topUp } = living;
  const isSame =
    topUp?.accountId === accountId && isSameMoney(amount, money(amountMinor, deps.shop.currency));
  return isSame ? ok(deps.publish(living)) : refuse("top-up-used", topUpId);
}

function isAtReader(payment: Payment): boolean {
  return isOpen(payment) && payment.phase !== "unknown" && payment.via !== "link";
}
