import { Currency } from "../../contract/money.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { LedgerEntry, SaleCompleted } from "../../ledger/ledger-entry.ts";
import { completeSale, type CompleteSaleDeps } from "../sales/complete-sale.ts";
import { dueOf, partsOf, settled } from "../sales/parts.ts";
import { priceSale } from "../sales/price-sale.ts";
import { lateOf } from "./late-fact.ts";
import type { Payment } from "./payment-state.ts";
import type { Raising } from "./raise-state.ts";

/** What every entry of a wish says; `before` is the payment as it held until then. */
export function raiseFacts(
  { amountMinor: fromMinor, ...payment }: Payment,
  { raise }: Raising<Payment>,
) {
  const { paymentId, saleId, userId, currency } = payment;
  const { number, toMinor } = raise;
  const ids = { paymentId, saleId, userId };
  return { ...ids, number, fromMinor, toMinor, currency: Currency.parse(currency) };
}

/**
 * How the wish ended, as it was read: the part grows by as much as is held more, and completes its sale
 * where nothing is left; or it is as it was.
 */
export function recordRaise(
  deps: CompleteSaleDeps,
  before: Raising<Payment>,
  after: Payment,
): Recorded<SaleCompleted> | null {
  const { ledger } = deps;
  const { connection, saleId } = before;
  const late = lateOf(ledger, saleId, isStartOf(before));
  const facts = { ...raiseFacts(before, before), ...late };
  if (after.amountMinor === before.raise.toMinor) {
    ledger.append({ type: "hold-raised", ...facts, connection });
    return settleRaised(deps, after);
  }
  const code = after.raiseRefused?.code ?? after.phase;
  ledger.append({ type: "hold-raise-refused", ...facts, code });
  return null;
}

function settleRaised(deps: CompleteSaleDeps, payment: Payment): Recorded<SaleCompleted> | null {
  const { drafts, shop, ledger } = deps;
  const { saleId, userId } = payment;
  const draft = drafts.byId(saleId);
  // What is on its way back pays for nothing, though it grew; nor does a hold that does not fit.
  if (draft === undefined || payment.isVoiding || deps.hasMisfit(saleId)) return null;
  const priced = priceSale(shop, draft);
  const parts = partsOf(ledger, saleId);
  if (dueOf(shop, priced, parts).leftMinor !== 0) return null;
  return completeSale(deps, { draft, priced, userId, roundingMinor: 0, tenders: settled(parts) });
}

function isStartOf({ paymentId, raise }: Raising<Payment>) {
  return (entry: LedgerEntry) =>
    entry.type === "hold-raise-started" &&
    entry.paymentId === paymentId &&
    entry.number === raise.number;
}
