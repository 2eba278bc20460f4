import { assert } from "../../contract/assert.ts";
import type { Input, Who } from "../../contract/commands.ts";
import { RefundId } from "../../contract/ids.ts";
import { Currency, isSameMoney, money, type Money } from "../../contract/money.ts";
import type { RefundReading } from "../../contract/relay-protocol.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import type { RefundedSale } from "../../ledger/refunded.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { Clock, NewId } from "../ports.ts";
import { isSale } from "../sales/pay-cash.ts";
import { sumClasses } from "../sales/tax-sums.ts";
import { lateOf } from "./late-fact.ts";
import type { Payments } from "./payments.ts";
import { nextRefund, type Refund } from "./refund-state.ts";
import type { Refunds } from "./refunds.ts";

export type RefundDeps = Readonly<{
  db: Database;
  ledger: Ledger;
  payments: Payments;
  refunds: Refunds;
  outbox: Outbox;
  now: Clock;
  newId: NewId;
  /** Practice gives no money back. */
  isTraining: () => boolean;
  /** What went back of a sale or is held, at any till; true where a refund waits for the relay. */
  givenBack: (saleId: string) => RefundedSale;
  isPayingBack: (saleId: string) => boolean;
}>;

type RefundRefusal =
  "sale-not-found" | "not-refundable" | "refund-in-progress" | "price-changed" | "training";
/** A card's, on a reader or on a page; a page takes no tip. */
type CardTender = Extract<SaleCompleted["tenders"][number], { paymentId: string }>;

const tipOf = (card: CardTender): number => (card.tender === "card" ? card.tipMinor : 0);

function saleOf({ ledger }: RefundDeps, saleId: string): SaleCompleted | undefined {
  return ledger.entriesOf(saleId).find(isSale)?.entry;
}

/** The sale's card tender, where that is all it was paid by. */
function onlyCard({ tenders }: SaleCompleted): CardTender | undefined {
  const [tender] = tenders;
  return tender && "paymentId" in tender && tenders.length === 1 ? tender : undefined;
}

/**
 * What may be given back now: the whole card tender with its tip, once, when captured, and when
 * nothing was given back at a till.
 */
export function refundable(deps: RefundDeps, sale: SaleCompleted): Money {
  const card = onlyCard(sale);
  const { saleId } = sale;
  const isGiven = deps.isPayingBack(saleId) || deps.givenBack(saleId).refundedMinor > 0;
  const isDue = card && !isGiven && deps.payments.byId(card.paymentId)?.phase === "captured";
  return money(isDue ? card.amountMinor + tipOf(card) : 0, sale.currency);
}

/** The entry and the instruction commit together; the relay hears it when it can, never twice. */
export function requestRefund(
  deps: RefundDeps,
  who: Who,
  { saleId, total }: Input<"payments.refund">,
): Result<Refund, RefundRefusal> {
  if (deps.isTraining()) return refuse("training");
  const sale = saleOf(deps, saleId);
  if (sale === undefined) return refuse("sale-not-found");
  const isGiven = deps.refunds.ofSale(saleId).some(({ state }) => state !== "failed");
  if (isGiven) return refuse("refund-in-progress");
  const due = refundable(deps, sale);
  const card = onlyCard(sale);
  if (card === undefined || due.minor === 0) return refuse("not-refundable");
  if (!isSameMoney(due, total)) return refuse("price-changed");
  const refund: Refund = {
    refundId: RefundId.parse(deps.newId("refund")),
    paymentId: card.paymentId,
    saleId,
    userId: who.userId,
    amountMinor: total.minor,
    currency: total.currency,
    state: "requested",
    stripeRefundId: null,
    failureReason: null,
    requestedAtMs: deps.now(),
  };
  deps.db.transaction(() => start(deps, refund, total)).immediate();
  return ok(refund);
}

function start({ ledger, refunds, outbox }: RefundDeps, refund: Refund, amount: Money): void {
  const { refundId, paymentId, saleId, userId, amountMinor, requestedAtMs } = refund;
  const ids = { refundId, paymentId, saleId, userId };
  ledger.append({ type: "refund-started", ...ids, amountMinor, currency: amount.currency });
  refunds.save(refund);
  const id = `refund-${refundId}`;
  outbox.put({ type: "refund-payment", id, refundId, paymentId, amount }, requestedAtMs);
}

/** What the relay read becomes an entry, in the transaction of the caller. Null: not ours. */
export function recordRefund(deps: RefundDeps, reading: RefundReading): Refund | null {
  const before = deps.refunds.byId(reading.refundId);
  if (before === undefined) return null;
  const after = nextRefund(before, reading);
  if (after.state === before.state) return before;
  deps.refunds.save(after);
  if (isAccepted(after) && !isAccepted(before)) {
    deps.ledger.append({ type: "refund-accepted", ...factsOf(deps, after) });
  }
  if (after.state === "failed") {
    const wasAccepted = isAccepted(before);
    const reason = after.failureReason ?? "unknown";
    deps.ledger.append({ type: "refund-failed", ...factsOf(deps, after), reason, wasAccepted });
  }
  return after;
}

function isAccepted({ state }: Refund): boolean {
  return state === "pending" || state === "succeeded";
}

function factsOf(deps: RefundDeps, refund: Refund) {
  const { refundId, paymentId, saleId, stripeRefundId, amountMinor } = refund;
  const sale = saleOf(deps, saleId);
  const card = sale && onlyCard(sale);
  assert(sale && card, `refund ${refundId} is of no card sale`);
  const taxes = sumClasses(sale.lines);
  const ids = { refundId, paymentId, saleId, connection: card.connection, stripeRefundId };
  const currency = Currency.parse(refund.currency);
  const late = lateOf(
    deps.ledger,
    saleId,
    (entry) => entry.type === "refund-started" && entry.refundId === refundId,
  );
  const tender = card.tender === "link" ? { tender: card.tender } : {};
  return { ...ids, amountMinor, tipMinor: tipOf(card), currency, ...tender, taxes, ...late };
}
