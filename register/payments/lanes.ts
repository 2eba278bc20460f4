import type { Input, Outcome } from "../../contract/commands.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { CardDeps } from "./card-payments.ts";
import { isOpen, type Payment } from "./payment-state.ts";
import { isRaising } from "./raise-state.ts";

/**
 * The sale of an unknown payment steps aside, locked as it is, and an empty one is open. So does one
 * whose customer pays on a page: nobody stands at the reader for it, and the page may take minutes.
 */
export function serveNext(
  deps: CardDeps,
  { paymentId }: Input<"payments.serve-next">,
): Outcome<"payments.serve-next"> {
  const { db, drafts, payments } = deps;
  const payment = payments.byId(paymentId);
  if (payment === undefined) return refuse("payment-not-found");
  if (!mayStepAside(payment)) return refuse("payment-not-unknown");
  if (drafts.current().saleId !== payment.saleId) return refuse("sale-not-open");
  db.transaction(() => drafts.hold(payment.saleId)).immediate();
  return ok(deps.publishSales());
}

/** Nobody knows what came of it, or of the wish to hold more; or its customer is at a page. */
function mayStepAside(payment: Payment): boolean {
  const isOnPage = payment.via === "link" && isOpen(payment);
  return payment.phase === "unknown" || payment.raise?.isUnknown === true || isOnPage;
}

/** Back to the open place, once its payment is proven dead. */
export function takeUp(
  deps: CardDeps,
  { saleId }: Input<"sales.take-up">,
): Outcome<"sales.take-up"> {
  const { db, drafts, payments } = deps;
  const isHeld = drafts.held().some((draft) => draft.saleId === saleId);
  if (!isHeld) return refuse("sale-not-held");
  if (deps.isTraining()) return refuse("training");
  if (payments.ofSale(saleId).some((one) => isOpen(one) || isRaising(one)))
    return refuse("payment-in-progress");
  if (drafts.current().lines.length > 0) return refuse("sale-not-empty");
  db.transaction(() => drafts.takeUp(saleId)).immediate();
  return ok(deps.publishSales());
}
