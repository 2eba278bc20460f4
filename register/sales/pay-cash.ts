import type { Input, Outcome, Who } from "../../contract/commands.ts";
import type { RefundId } from "../../contract/ids.ts";
import { isSameMoney } from "../../contract/money.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { ReceiptView } from "../../contract/views.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { completeSale, practiseSale, type CompleteSaleDeps, type Paid } from "./complete-sale.ts";
import { dueOf, settled, type Part } from "./parts.ts";
import { priceSale } from "./price-sale.ts";
import { receiptView, type ReceiptNames } from "./sale-views.ts";

type PayCash = Input<"sales.pay-cash">;

type Deps = CompleteSaleDeps &
  Readonly<{
    /** Whether the money of goods that came back may pay for the sale. */
    canExchangePay: (input: PayCash) => boolean;
    db: Database;
    names: ReceiptNames;
    /** A card payment that is not proven dead locks the sale against every other tender (P1). */
    isPaying: (saleId: string) => boolean;
    partsOf: (saleId: string) => readonly Part[];
    /** False while the drawer is closed and the register requires a session. */
    isSelling: () => boolean;
    /** Practice: the sale is written down, and moves nothing. */
    isTraining: () => boolean;
    /** Witnesses the head and tells the screens, once the sale is on the disk. */
    saleCompleted: (recorded: Recorded<SaleCompleted>) => void;
  }>;

/** Completes the open sale for cash: the entry and the next empty draft in one transaction. */
export function payCash(deps: Deps, who: Who, input: PayCash): Outcome<"sales.pay-cash"> {
  const { db, shop, drafts } = deps;
  const draft = drafts.current();
  if (draft.saleId !== input.saleId) return answerPayer(deps, input);
  if (!deps.isSelling()) return refuse("session-not-open");
  if (draft.lines.length === 0) return refuse("sale-empty");
  if (deps.isPaying(draft.saleId)) return refuse("payment-in-progress");
  const priced = priceSale(shop, draft);
  const parts = deps.partsOf(draft.saleId);
  const { cashLeftMinor } = dueOf(shop, priced, parts);
  const due = { minor: cashLeftMinor, currency: shop.currency };
  const refusal = refusalOf(input, due, shop.notesMinor) ?? refusalOfExchange(deps, input);
  if (refusal !== null) return refuse(refusal);

  const complete = deps.isTraining() ? practiseSale : completeSale;
  const sale = { draft, priced, userId: who.userId, parts, shop };
  const paid = cashPaid(sale, input.given.minor, input.refundId);
  const recorded = db.transaction(() => complete(deps, paid)).immediate();
  deps.saleCompleted(recorded);
  return ok(receiptView(deps.names, recorded));
}

type CashSale = Pick<Paid, "draft" | "priced" | "userId"> &
  Readonly<{ parts: readonly Part[]; shop: Deps["shop"] }>;

/** The sale as it is once cash has settled what its parts left of it. */
export function cashPaid(
  { parts, shop, ...sale }: CashSale,
  givenMinor: number,
  refundId?: RefundId,
): Paid {
  const { leftMinor, cashLeftMinor: amountMinor } = dueOf(shop, sale.priced, parts);
  const changeMinor = givenMinor - amountMinor;
  const cash = {
    ...{ tender: "cash" as const, amountMinor, givenMinor, changeMinor },
    ...(refundId !== undefined && { refundId }),
  };
  return {
    ...sale,
    roundingMinor: amountMinor - leftMinor,
    tenders: [...settled(parts), cash],
  };
}

/** Whether the clerk saw this total, and cash that fits it was given. */
export function refusalOf(
  { total, given }: Pick<Input<"sales.pay-cash">, "total" | "given">,
  due: Input<"sales.pay-cash">["total"],
  notesMinor: readonly number[],
) {
  if (!isSameMoney(due, total)) return "price-changed";
  if (given.currency !== due.currency || given.minor < due.minor) return "not-enough-cash";
  return given.minor > due.minor + (notesMinor.at(-1) ?? 0) ? "too-much-cash" : null;
}

/** What was paid back is real: it pays for its own sale, and for no practice. */
function refusalOfExchange({ canExchangePay, isTraining }: Deps, input: PayCash) {
  if (input.refundId === undefined) return null;
  if (isTraining()) return "training";
  return canExchangePay(input) ? null : "no-exchange-money";
}

/** Cash of the same size, of the customer or of an exchange, is not the same call. */
function answerPayer(deps: Deps, input: PayCash): Outcome<"sales.pay-cash"> {
  const again = answerAgain(deps, input);
  const sale = deps.ledger.entriesOf(input.saleId).find(isSale);
  if (!again.ok || (sale && isPaidByExchange(sale, input.refundId))) return again;
  return refuse("sale-completed", again.value.receiptNumber);
}

/** Whether the cash that completed it was the money of this refund; of none, the customer's own. */
export function isPaidByExchange(
  { entry: { tenders } }: Recorded<SaleCompleted>,
  refundId: RefundId | undefined,
): boolean {
  const last = tenders.at(-1);
  return last?.tender === "cash" && last.refundId === refundId;
}

/** The answer to a call may be lost in a crash: the same call again gets the same receipt. */
export function answerAgain(
  { ledger, names }: Pick<Deps, "ledger" | "names">,
  { saleId, total, given }: Input<"sales.pay-cash">,
): Result<ReceiptView, "sale-not-open" | "sale-completed"> {
  const completed = ledger.entriesOf(saleId).find(isSale);
  if (completed === undefined) return refuse("sale-not-open");
  const receipt = receiptView(names, completed);
  const tender = receipt.tenders.at(-1);
  const isSameCall =
    tender?.tender === "cash" &&
    isSameMoney(tender.amount, total) &&
    isSameMoney(tender.given, given);
  return isSameCall ? ok(receipt) : refuse("sale-completed", receipt.receiptNumber);
}

export function isSale(recorded: Recorded): recorded is Recorded<SaleCompleted> {
  return recorded.entry.type === "sale-completed";
}
