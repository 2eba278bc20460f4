import type { Input, Outcome, RegisterEvent } from "../../contract/commands.ts";
import type { ExchangeView } from "../../contract/exchange-views.ts";
import { isSameMoney } from "../../contract/money.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { Books } from "../books.ts";
import type { Emit } from "../ports.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import { isPaidByExchange, isSale } from "../sales/pay-cash.ts";
import { survivingDisk } from "../surviving-disk.ts";
import { isPaidBack } from "./exchange-phase.ts";
import type { KeptExchange } from "./exchange-row.ts";
import type { PaidRefunds } from "./pay-refund.ts";

type ViewDeps = Pick<Books, "exchange" | "ledger" | "paidRefunds" | "drafts">;
type Telling = Readonly<{ emit: Emit }>;
type Deps = ViewDeps & Pick<Books, "db"> & Pick<PaidRefunds, "quote" | "receiptOf"> & Telling;

/**
 * The exchange under way, as the book has it: one whose money is owed, or may be, before one of which
 * nothing was given back. Null once the money of all is in their sales.
 */
export function exchangeView(deps: ViewDeps): ExchangeView | null {
  const views = deps.exchange.all().flatMap((kept) => {
    const { isGivenUp, ...exchange } = kept;
    const phase = phaseOf(deps, exchange);
    const isForgotten = isGivenUp && phase === "open";
    return isForgotten || isOver(deps, exchange, phase) ? [] : [{ ...exchange, phase }];
  });
  return views.find(({ phase }) => phase !== "open") ?? views[0] ?? null;
}

type Exchange = Omit<KeptExchange, "isGivenUp">;
type Refund = Pick<Exchange, "refundId" | "saleId">;

function phaseOf(deps: ViewDeps, refund: Refund): ExchangeView["phase"] {
  if (deps.paidRefunds.byId(refund.refundId) !== undefined) return "asked";
  return isPaidBack(deps, refund) ? "paid-back" : "open";
}

/** The relay did not answer: nothing was given back, and this refund never will be. */
function isLetGo({ ledger }: ViewDeps, { refundId }: Pick<Refund, "refundId">): boolean {
  return ledger.entriesOf(refundId).some(({ entry }) => entry.type === "reservation-released");
}

/**
 * Before anything was given back it goes with its sale or its refund; afterwards with its money
 * alone. Whose money a part or a sale was paid with stands in its entry: no other cash is taken for
 * it, whatever its size.
 */
function isOver(deps: ViewDeps, exchange: Exchange, phase: ExchangeView["phase"]): boolean {
  const { forId, partId, refundId } = exchange;
  if (phase === "asked") return false;
  if (phase === "open") return deps.drafts.byId(forId) === undefined || isLetGo(deps, exchange);
  const isPart = ({ entry }: Recorded) => entry.type === "tender-taken" && entry.partId === partId;
  return deps.ledger
    .entriesOf(forId)
    .some((one) => isPart(one) || (isSale(one) && isPaidByExchange(one, refundId)));
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
  // Noted once more, its money would be owed twice.
  if (isPaidBack(deps, { refundId, saleId }) || isLetGo(deps, { refundId })) {
    return refuse("refund-used", refundId);
  }
  if (deps.drafts.current().saleId !== forId) return refuse("sale-not-open");
  const receiptNumber = deps.receiptOf(saleId);
  if (receiptNumber === undefined) return refuse("sale-not-found", saleId);
  const quote = deps.quote({ saleId, lines });
  if (!quote.ok) return quote;
  const worth = quote.value.cashAmount;
  const kept = { refundId, partId, saleId, receiptNumber, lines, worth, forId };
  const begin = () => {
    forgetOver(deps);
    // Its refund may be waiting for a manager's yes in another window.
    if (before !== null) deps.exchange.giveUp(before.refundId);
    deps.exchange.keep({ ...kept, isGivenUp: false });
  };
  deps.db.transaction(begin).immediate();
  const view: ExchangeView = { ...kept, phase: "open" };
  deps.emit({ event: "exchange-changed", view });
  return ok(view);
}

/** Rows of which the book says that their money was used. */
function forgetOver(deps: Deps): void {
  for (const kept of deps.exchange.all()) {
    const phase = phaseOf(deps, kept);
    if (phase === "paid-back" && isOver(deps, kept, phase)) deps.exchange.remove(kept.refundId);
  }
}

export function endExchange(
  deps: Deps,
  { refundId, isHandedOver }: Input<"exchange.end">,
): Outcome<"exchange.end"> {
  const before = exchangeView(deps);
  if (before?.refundId === refundId) {
    const isOwed = before.phase === "paid-back" && !isHandedOver;
    if (before.phase === "asked" || isOwed) return refuse("refund-in-progress");
    const end = () => {
      if (before.phase === "open") deps.exchange.giveUp(refundId);
      else deps.exchange.remove(refundId);
    };
    deps.db.transaction(end).immediate();
  }
  const view = exchangeView(deps);
  deps.emit({ event: "exchange-changed", view });
  return ok(view);
}

/** `sales.pay-cash` takes of it all that it is worth, once, for its own sale. */
export function canExchangePay(
  deps: ViewDeps,
  { refundId, saleId, given }: Input<"sales.pay-cash">,
): boolean {
  const view = exchangeView(deps);
  if (view === null || view.refundId !== refundId || view.forId !== saleId) return false;
  return view.phase === "paid-back" && isSameMoney(view.worth, given);
}

/** Tells the screens of each change, whatever made it: its refund, its sale, or a part of that. */
export function followExchange(deps: ViewDeps & Pick<Books, "log"> & Telling) {
  let told = exchangeView(deps);
  return survivingDisk(deps.log, (event: RegisterEvent) => {
    if (event.event === "exchange-changed") {
      told = event.view;
      return;
    }
    const view = exchangeView(deps);
    const isTold = view?.refundId === told?.refundId && view?.phase === told?.phase;
    if (!isTold) deps.emit({ event: "exchange-changed", view });
  });
}
