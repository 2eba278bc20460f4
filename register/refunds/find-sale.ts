import type { Input, Outcome } from "../../contract/commands.ts";
import type { RefundAnswer } from "../../contract/refund-protocol.ts";
import type { SaleLookupView } from "../../contract/refund-views.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { LedgerEntry, type SaleCompleted } from "../../ledger/ledger-entry.ts";
import type { PaidRefundDeps } from "./paid-refund-deps.ts";
import { ownSale, refundableView, type SoldSale } from "./refundable-sale.ts";

/** Sales of other registers that were looked up, newest last; a till that started anew looks again. */
const MOST_FOUND = 20;
export type FoundSales = Map<string, SoldSale>;

type Found = Extract<RefundAnswer, { type: "sale-found" }>;

/** A receipt of this register is answered at once; any other the relay is asked for. */
export function findSale(
  deps: PaidRefundDeps,
  { receiptNumber }: Input<"refunds.find">,
): Outcome<"refunds.find"> {
  const { ledger, names, shop, line } = deps;
  const [registerNumber = 0, receiptCount = 0] = receiptNumber.split("-").map(Number);
  if (registerNumber === names.registerNumber) {
    const sale = saleByReceipt(ledger, receiptCount);
    if (sale === undefined) return ok({ receiptNumber, state: "not-found", sale: null });
    const view = refundableView(shop, ownSale(deps, sale));
    return ok({ receiptNumber, state: "found", sale: view });
  }
  const isSent = line.send({ type: "find-sale", id: `find-${receiptNumber}`, receiptNumber });
  return isSent ? ok({ receiptNumber, state: "asked", sale: null }) : refuse("relay-offline");
}

/**
 * What a clerk looks up. The line may go before the answer comes: on the next one it is asked for
 * again, so that nobody waits for what was lost.
 */
export function createLookup(deps: PaidRefundDeps, found: FoundSales) {
  let waitingFor: string | null = null;
  return {
    find(input: Input<"refunds.find">): Outcome<"refunds.find"> {
      const outcome = findSale(deps, input);
      waitingFor = outcome.ok && outcome.value.state === "asked" ? input.receiptNumber : null;
      return outcome;
    },
    hear(answer: Found): void {
      if (answer.receiptNumber === waitingFor) waitingFor = null;
      keepFound(deps, found, answer);
    },
    online(): void {
      if (waitingFor !== null) findSale(deps, { receiptNumber: waitingFor });
    },
  };
}

/** Receipts count up with the numbers of entries, so halving finds one among any number of sales. */
function saleByReceipt(ledger: Ledger, receiptCount: number): SaleCompleted | undefined {
  let [low, high] = [1, ledger.head().seq];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const [found] = ledger.latest("sale-completed", middle + 1, 1);
    if (found?.entry.receiptCount === receiptCount) return found.entry;
    if (found === undefined || found.entry.receiptCount < receiptCount) low = middle + 1;
    else high = found.seq - 1;
  }
  return undefined;
}

/** Remembers what the relay found, so that it can be paid back, and tells the screens. */
function keepFound(deps: PaidRefundDeps, found: FoundSales, answer: Found): void {
  const { receiptNumber } = answer;
  const sold = soldOf(answer);
  if (sold !== null) {
    found.delete(sold.sale.saleId);
    found.set(sold.sale.saleId, sold);
    const [oldest] = found.keys();
    if (found.size > MOST_FOUND && oldest !== undefined) found.delete(oldest);
  }
  const sale = sold === null ? null : refundableView(deps.shop, sold);
  const state: SaleLookupView["state"] = sold === null ? "not-found" : "found";
  deps.emit({ event: "sale-looked-up", view: { receiptNumber, state, sale } });
}

function soldOf({ receiptNumber, sale }: Found): SoldSale | null {
  if (sale === null) return null;
  const { entry: raw } = JSON.parse(sale.content) as { entry?: unknown };
  const entry = LedgerEntry.safeParse(raw).data;
  if (entry?.type !== "sale-completed") return null;
  const { originRegisterId, refunded: lines } = sale;
  const refundedMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const refunded = { refundedMinor, lines, cards: [] };
  return { sale: entry, originRegisterId, receiptNumber, refunded };
}
