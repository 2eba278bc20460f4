import type { Input, Outcome } from "../../contract/commands.ts";
import type { ExchangeView } from "../../contract/exchange-views.ts";
import { isSameMoney, money } from "../../contract/money.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { Books } from "../books.ts";
import type { Emit } from "../ports.ts";
import type { KeptExchange } from "./exchange-row.ts";
import type { PaidRefunds } from "./pay-refund.ts";

type ViewDeps = Pick<Books, "exchange" | "ledger" | "paidRefunds" | "drafts">;
type Deps = ViewDeps &
  Pick<Books, "db"> &
  Pick<PaidRefunds, "quote" | "receiptOf"> &
  Readonly<{ emit: Emit }>;

/** The exchange under way, as the book has it; null once its money is in its sale. */
export function exchangeView(deps: ViewDeps): ExchangeView | null {
  const kept = deps.exchange.kept();
  if (kept === undefined) return null;
  const phase = phaseOf(deps, kept);
  return isOver(deps, kept, phase) ? null : { ...kept, phase };
}

function phaseOf(
  { ledger, paidRefunds }: ViewDeps,
  { refundId, saleId }: KeptExchange,
): ExchangeView["phase"] {
  if (paidRefunds.byId(refundId) !== undefined) return "asked";
  const isPaid = ledger
    .entriesOf(saleId)
    .some(({ entry }) => entry.type === "refund-paid" && entry.refundId === refundId);
  return isPaid ? "paid-back" : "open";
}

/** Before anything was given back it goes with its sale; afterwards with its money alone. */
function isOver(
  { ledger, drafts }: ViewDeps,
  { forId, partId, worth }: KeptExchange,
  phase: ExchangeView["phase"],
): boolean {
  if (phase !== "paid-back") return phase === "open" && drafts.byId(forId) === undefined;
  return ledger.entriesOf(forId).some(({ entry }) => {
    if (entry.type === "tender-taken") return entry.partId === partId;
    if (entry.type !== "sale-completed") return false;
    const { currency, tenders } = entry;
    return tenders.some(
      (tender) =>
        tender.partId === partId ||
        (tender.tender === "cash" && isSameMoney(money(tender.givenMinor, currency), worth)),
    );
  });
}

/** Nothing is given back by it; what the goods are worth is quoted as `refunds.pay` would pay. */
export function beginExchange(
  deps: Deps,
  { refundId, partId, saleId, lines, forId }: Input<"exchange.begin">,
): Outcome<"exchange.begin"> {
  const before = exchangeView(deps);
  if (before?.refundId === refundId) return ok(before);
  // Its money would be forgotten.
  if (before !== null && before.phase !== "open") return refuse("refund-in-progress");
  if (deps.drafts.current().saleId !== forId) return refuse("sale-not-open");
  const receiptNumber = deps.receiptOf(saleId);
  if (receiptNumber === undefined) return refuse("sale-not-found", saleId);
  const quote = deps.quote({ saleId, lines });
  if (!quote.ok) return quote;
  const worth = quote.value.cashAmount;
  const kept = { refundId, partId, saleId, receiptNumber, lines, worth, forId };
  deps.db.transaction(() => deps.exchange.keep(kept)).immediate();
  const view: ExchangeView = { ...kept, phase: "open" };
  deps.emit({ event: "exchange-changed", view });
  return ok(view);
}

export function endExchange(
  deps: Deps,
  { refundId }: Input<"exchange.end">,
): Outcome<"exchange.end"> {
  deps.db.transaction(() => deps.exchange.remove(refundId)).immediate();
  const view = exchangeView(deps);
  deps.emit({ event: "exchange-changed", view });
  return ok(view);
}
