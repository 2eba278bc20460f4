import type { OwnReason } from "../../contract/own-reasons.ts";
import { assert } from "../../contract/assert.ts";
import type { Input } from "../../contract/commands.ts";
import { RefundId } from "../../contract/ids.ts";
import { addMoney, Currency, money, type Money } from "../../contract/money.ts";
import type { RefundReading } from "../../contract/relay-protocol.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { ShopView } from "../../contract/views.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { LedgerEntry, RefundStarted, SaleCompleted } from "../../ledger/ledger-entry.ts";
import type { RefundedSale } from "../../ledger/refunded.ts";
import {
  isCardTender,
  tipOfRefund,
  tipPaidBy,
  type CardTender,
} from "../../ledger/refunded-cards.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { Clock, NewId } from "../ports.ts";
import { cardTenderOf, refundableSale } from "../refunds/refundable-sale.ts";
import { isSale } from "../sales/pay-cash.ts";
import type { ReceiptNames } from "../sales/sale-views.ts";
import { sumClasses } from "../../ledger/day/tax-sums.ts";
import { lateOf } from "./late-fact.ts";
import type { Payments } from "./payments.ts";
import { nextRefund, type AtReader, type Refund } from "./refund-state.ts";
import type { Refunds } from "./refunds.ts";

export type RefundDeps = Readonly<{
  db: Database;
  ledger: Ledger;
  payments: Payments;
  refunds: Refunds;
  outbox: Outbox;
  shop: ShopView;
  names: ReceiptNames;
  now: Clock;
  newId: NewId;
  /** What went back of a sale or is held, at any till; true where a refund waits for the relay. */
  givenBack: (saleId: string) => RefundedSale;
  isPayingBack: (saleId: string) => boolean;
}>;

function saleOf({ ledger }: Pick<RefundDeps, "ledger">, saleId: string): SaleCompleted | undefined {
  return ledger.entriesOf(saleId).find(isSale)?.entry;
}

/** The sale's card tender, where that is all it was paid by. */
function onlyCard({ tenders }: SaleCompleted): CardTender | undefined {
  const [tender] = tenders;
  return tender && isCardTender(tender) && tenders.length === 1 ? tender : undefined;
}

type Views = Pick<RefundDeps, "shop" | "names" | "payments" | "givenBack" | "isPayingBack">;

/**
 * All that may go back now to the one card of a sale: what is left of its lines, and of the tip.
 * Zero until the payment is captured, and while a refund of it waits for the relay.
 */
export function refundable(deps: Views, sale: SaleCompleted): Money {
  const { tip, goods } = wholeOf(deps, sale);
  return addMoney(goods, tip);
}

function wholeOf(deps: Views, sale: SaleCompleted) {
  const { currency, saleId } = sale;
  const left = refundableSale(deps, sale);
  const paymentId = onlyCard(sale)?.paymentId;
  const card = left.cards.find((one) => one.paymentId === paymentId);
  const isDue = card !== undefined && card.refundable.minor > 0 && !deps.isPayingBack(saleId);
  const nothing = money(0, currency);
  if (!isDue) return { left, tip: nothing, goods: nothing };
  return { left, tip: card.tipRefundable, goods: left.refundable };
}

/** What `refunds.pay` is asked, so that all that is left of a card sale goes back to its card. */
export function wholeRefund(
  deps: RefundDeps,
  { saleId, total }: Input<"payments.refund">,
): Result<Input<"refunds.pay">, "sale-not-found" | "refund-in-progress" | "not-refundable"> {
  const sale = saleOf(deps, saleId);
  if (sale === undefined) return refuse("sale-not-found");
  const card = onlyCard(sale);
  const { left, tip, goods } = wholeOf(deps, sale);
  if (card === undefined || goods.minor + tip.minor === 0) {
    const isGiven = deps.refunds.ofSale(saleId).some(({ state }) => state !== "failed");
    const isUnderWay = isGiven || deps.isPayingBack(saleId);
    return refuse(isUnderWay ? "refund-in-progress" : "not-refundable");
  }
  const { paymentId } = card;
  const lines = left.lines
    .filter(({ refundableQuantity }) => refundableQuantity > 0)
    .map(({ lineId, refundableQuantity: quantity }) => ({ lineId, quantity }));
  return ok({
    refundId: RefundId.parse(deps.newId("refund")),
    ...{ saleId, lines, to: { tender: "card", paymentId }, total, reason: WHOLE },
    ...(tip.minor > 0 && { tip }),
  });
}

const WHOLE: OwnReason = "whole-sale";

type StartDeps = Pick<RefundDeps, "ledger" | "refunds" | "outbox" | "now">;

/**
 * In the caller's transaction: the entry, its row and the instruction commit together; the relay
 * hears it when it can, never twice. One at a reader is no instruction: it is begun at once or never.
 */
export function startCardRefund(
  deps: StartDeps,
  entry: RefundStarted,
  reader: AtReader | null = null,
): void {
  const { ledger, refunds, outbox, now } = deps;
  const { refundId, paymentId, saleId, userId, amountMinor, currency } = entry;
  const ids = { refundId, paymentId, saleId, userId };
  const open = { state: "requested", stripeRefundId: null, failureReason: null } as const;
  const requestedAtMs = now();
  ledger.append(entry);
  refunds.save({ ...ids, amountMinor, currency, ...open, requestedAtMs, reader });
  if (reader !== null) return;
  const amount = money(amountMinor, currency);
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
    const facts = factsOf(deps, after);
    deps.ledger.append({ type: "refund-failed", ...facts, reason, wasAccepted });
    if (facts.isReplaced === true) needPerson(deps, after.paymentId);
  }
  return after;
}

/** What a replaced payment brought could not be given back by itself. */
function needPerson({ payments }: RefundDeps, paymentId: string): void {
  const payment = payments.byId(paymentId);
  if (payment) payments.save({ ...payment, attention: "replaced-not-returned" });
}

function isAccepted({ state }: Refund): boolean {
  return state === "pending" || state === "succeeded";
}

/** Of its first entry; older ones say neither the tip's part nor the taxes: all of the sale's. */
function factsOf(deps: RefundDeps, refund: Refund) {
  const { refundId, paymentId, saleId, stripeRefundId, amountMinor } = refund;
  const isStart = (entry: LedgerEntry) =>
    entry.type === "refund-started" && entry.refundId === refundId;
  const started = deps.ledger.entriesOf(saleId).find(({ entry }) => isStart(entry))?.entry;
  assert(started?.type === "refund-started", `refund ${refundId} never started`);
  const connection = deps.payments.byId(paymentId)?.connection;
  assert(connection, `refund ${refundId} is of no payment of this register`);
  const ids = { refundId, paymentId, saleId, connection, stripeRefundId, amountMinor };
  const currency = Currency.parse(refund.currency);
  const parts = { ...partsOf(deps, started), currency };
  return { ...ids, ...parts, ...lateOf(deps.ledger, saleId, isStart) };
}

function partsOf(deps: RefundDeps, started: RefundStarted) {
  if (started.isReplaced === true) return { tipMinor: 0, taxes: [], isReplaced: true as const };
  const sale = saleOf(deps, started.saleId);
  const card = sale && cardTenderOf(sale, started.paymentId);
  assert(sale && card, `refund ${started.refundId} is of no card sale`);
  const tipMinor = tipOfRefund(started, tipPaidBy(card));
  const tender = card.tender === "link" ? { tender: card.tender } : {};
  return { tipMinor, taxes: [...(started.taxes ?? sumClasses(sale.lines))], ...tender };
}
