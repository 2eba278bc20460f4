import type { OwnReason } from "../../contract/own-reasons.ts";
import { assert } from "../../contract/assert.ts";
import { Currency } from "../../contract/money.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { EntryOf } from "../../ledger/ledger-entry.ts";
import { partsOf } from "../sales/parts.ts";
import { isSale } from "../sales/pay-cash.ts";
import { cardTender, tenderShares } from "../sales/tender-shares.ts";
import { lateOf } from "./late-fact.ts";
import type { Payment } from "./payment-state.ts";

type Deps = Readonly<{ ledger: Ledger }>;

/**
 * A hold that stood in the book is proven gone: a part goes back to its customer; a sale that was
 * voided has not sold. A hold that a complete sale lost has moved by `payment-cancelled` alone.
 */
export function appendLetGo(deps: Deps, before: Payment): void {
  const { ledger } = deps;
  const { paymentId, saleId, isVoiding } = before;
  const part = partsOf(ledger, saleId).find(({ partId }) => partId === paymentId);
  const started = startedOf(deps, before);
  const late = lateOf(ledger, saleId, isStartOf(paymentId));
  const userId = started?.userId ?? before.userId;
  const sale = ledger.entriesOf(saleId).find(isSale)?.entry;
  if (sale === undefined) {
    assert(part, `${paymentId} was held for nothing`);
    const currency = Currency.parse(before.currency);
    const reason = started?.reason ?? ("hold-lost" satisfies OwnReason);
    ledger.append({ type: "tender-returned", saleId, ...part, userId, currency, reason, ...late });
  } else if (isVoiding && started !== undefined) {
    const taxes = tenderShares(sale, cardTender(sale, paymentId));
    ledger.append({ type: "payment-voided", ...factsOf(before), userId, taxes, ...late });
  }

  function factsOf({ connection, intentId, amountMinor, tipMinor, currency }: Payment) {
    const ids = { paymentId, saleId, connection, intentId: intentId ?? "" };
    const amounts = { amountMinor: amountMinor + tipMinor, tipMinor };
    return {
      ...ids,
      ...amounts,
      currency: Currency.parse(currency),
      reason: started?.reason ?? "",
    };
  }
}

/** Who began to let it go, and why. */
function startedOf({ ledger }: Deps, { paymentId, saleId }: Payment) {
  return ledger
    .entriesOf(saleId)
    .map(({ entry }) => entry)
    .findLast(
      (entry): entry is EntryOf<"void-started"> =>
        entry.type === "void-started" && entry.paymentId === paymentId,
    );
}

/** A late fact points to the hold that it ends. */
function isStartOf(paymentId: string) {
  return (entry: Parameters<Parameters<typeof lateOf>[2]>[0]) =>
    entry.type === "payment-authorised" && entry.paymentId === paymentId;
}
