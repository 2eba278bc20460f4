import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import { completeSale } from "../sales/complete-sale.ts";
import { answerAgain, cashPaid, refusalOf } from "../sales/pay-cash.ts";
import { dueOf, partsOf } from "../sales/parts.ts";
import { priceSale } from "../sales/price-sale.ts";
import { receiptView, type ReceiptNames } from "../sales/sale-views.ts";
import { askFor, till, type CardDeps } from "./card-payments.ts";
import { replaced, type Payment } from "./payment-state.ts";

type Deps = CardDeps &
  Readonly<{
    names: ReceiptNames;
    saleCompleted: (recorded: Recorded<SaleCompleted>) => void;
  }>;

type Replace = Input<"payments.replace-by-cash">;

/**
 * Cash for a payment whose end nobody knows, on a manager's yes. From this entry on the payment can
 * only end: the relay is asked to cancel it until it is dead, and no capture is ever ordered.
 */
export function replaceByCash(
  deps: Deps,
  who: Who,
  input: Replace,
): Outcome<"payments.replace-by-cash"> {
  const { db, shop, drafts, payments } = deps;
  const payment = payments.byId(input.paymentId);
  if (payment?.saleId !== input.saleId) return refuse("payment-not-found", input.paymentId);
  if (payment.isReplaced === true) return answerAgain(deps, input);
  if (payment.phase !== "unknown") return refuse("payment-not-unknown");
  if (!deps.isSelling()) return refuse("session-not-open");
  if (deps.isTraining()) return refuse("training");
  const draft = drafts.byId(payment.saleId);
  if (draft === undefined) return refuse("sale-not-open");
  const priced = priceSale(shop, draft);
  const parts = partsOf(deps.ledger, draft.saleId);
  const { cashLeftMinor: minor } = dueOf(shop, priced, parts);
  const refusal = refusalOf(input, { minor, currency: shop.currency }, shop.notesMinor);
  if (refusal !== null) return refuse(refusal);
  const paid = cashPaid({ draft, priced, userId: who.userId, parts, shop }, input.given.minor);
  const recorded = db
    .transaction(() => {
      write(deps, who, { payment, input });
      return completeSale(deps, paid);
    })
    .immediate();
  const after = payments.byId(payment.paymentId) ?? payment;
  deps.saleCompleted(recorded);
  askFor(deps, after);
  deps.publish(after);
  return ok(receiptView(deps.names, recorded));
}

type Replacing = Readonly<{ payment: Payment; input: Replace }>;

function write(deps: Deps, who: Who, { payment, input }: Replacing): void {
  const { ledger, payments, shop, now } = deps;
  const { paymentId, saleId, amountMinor } = payment;
  ledger.append({
    type: "payment-replaced",
    ...{ paymentId, saleId, userId: who.userId, amountMinor, currency: shop.currency },
    ...{ approval: who.approval?.approvalId ?? null, reason: input.reason },
  });
  payments.save(replaced(payment));
  payments.note(paymentId, till(now(), "replaced-by-cash", input.reason));
}
