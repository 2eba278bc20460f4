import { hash } from "node:crypto";
import { Currency } from "../../contract/money.ts";
import { SaleId } from "../../contract/ids.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { Clock } from "../ports.ts";
import { orderCaptures } from "./order-captures.ts";
import type { Payment } from "./payment-state.ts";
import type { Payments } from "./payments.ts";

/**
 * What stands in a payment's entries where a sale's id does: a number of the top-up's own, made from
 * its id. It is no sale; all attempts to pay one top-up are found by it.
 */
export function topUpSaleId(topUpId: string): SaleId {
  return SaleId.parse(`sale_topup-${hash("sha256", topUpId, "hex").slice(0, 40)}`);
}

/** A top-up that was added already, by whatever tender, takes no more money. */
export function isTopUpWanted(ledger: Pick<Ledger, "isDone">, payment: Payment): boolean {
  return payment.topUp !== undefined && !ledger.isDone(payment.topUp.topUpId);
}

type Deps = Readonly<{ ledger: Ledger; payments: Payments; outbox: Outbox; now: Clock }>;

/**
 * The card that was asked to top an account up is authorised: its capture is ordered and the credit
 * added, in the transaction of `payment-authorised` and after it. No credit is ever added for a
 * payment whose end is not known.
 */
export function settleTopUp(
  { ledger, ...orders }: Deps,
  payment: Payment,
  topUp: NonNullable<Payment["topUp"]>,
): void {
  const { saleId, userId, amountMinor, connection, paymentId, intentId } = payment;
  orderCaptures({ ...orders, voidWindowMs: 0 }, saleId);
  ledger.append({
    type: "credit-topped-up",
    ...{ ...topUp, userId, amountMinor, currency: Currency.parse(payment.currency) },
    by: { tender: "card", connection, paymentId, intentId: intentId ?? "" },
  });
}
