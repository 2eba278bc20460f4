import type { ExchangeView } from "../../contract/exchange-views.ts";
import type { LineId } from "../../contract/ids.ts";
import { isSameMoney, subtractMoney, type Money } from "../../contract/money.ts";
import type { PaidRefundView } from "../../contract/refund-views.ts";
import type { RegisterView, SaleDetailView, SaleView, TenderView } from "../../contract/views.ts";
import { api } from "../api.ts";
import { formatAmount } from "../format/format-money.ts";
import { newPartId, newRefundId } from "../format/new-id.ts";
import { isRefusalCode, type RefusalCode } from "../format/words.ts";
import { t } from "../i18n/t.ts";
import { exchangeOf, useExchange, type Exchange } from "../store/exchange-store.ts";
import { useRegister } from "../store/register-store.ts";
import { useTender } from "../store/tender-store.ts";
import { useUi } from "../store/ui-store.ts";
import { askAllowed } from "./approve.ts";
import { enterSale } from "./lanes.ts";
import { openSale, showRefusal } from "./open-sale.ts";
import { askRisk } from "./risk.ts";
import { askUntilAnswered, registerConnected } from "./take-cash.ts";

export function canExchange({ left }: SaleDetailView): boolean {
  const hasPieces = left.lines.some(({ refundableQuantity }) => refundableQuantity > 0);
  return hasPieces && left.refundable.minor > 0;
}

export function openExchange(detail: SaleDetailView): void {
  if (canExchange(detail)) useExchange.setState({ choosingId: detail.receipt.saleId });
}

export function closeExchange(): void {
  useExchange.setState({ choosingId: null });
}

/**
 * Nothing was given back yet: the goods stay with the customer. Else the customer gets the money
 * for them. Not while it is being booked.
 */
export function giveUpExchange(): void {
  const { exchange, isUnderWay } = useExchange.getState();
  if (exchange === null || isUnderWay) return;
  if (exchange.isPaidBack || exchange.isUnsure) askHandOver(exchange);
  else void endExchange(exchange);
}

/** It is gone from the screen once the register has forgotten it, too. */
async function endExchange({ refundId }: Exchange): Promise<RefusalCode | null> {
  const answer = await api("exchange.end", { refundId });
  if (!answer.ok) {
    showRefusal(answer.refusal, "");
    return answer.refusal;
  }
  useExchange.setState({ exchange: null });
  return null;
}

/** The book has the money going back already, or may have: what is left is to hand it over. */
function askHandOver(exchange: Exchange): void {
  const { receiptNumber: receipt, worth, isPaidBack } = exchange;
  const figure = formatAmount(worth);
  askRisk({
    title: t("exchange.giveUp"),
    kept: isPaidBack ? t("exchange.handOver", { receipt }) : t("exchange.lookFirst", { receipt }),
    facts: [[isPaidBack ? t("exchange.giveBack") : t("exchange.comesBack"), figure]],
    reasons: [],
    hold: isPaidBack ? t("exchange.handedOver") : t("split.giveUp"),
    figure,
    act: () => endExchange(exchange),
  });
}

/** Its money pays for no other sale: one that was parked brings the exchange back. */
export function isFor({ forId }: Exchange, { saleId }: SaleView): boolean {
  return saleId === forId;
}

/** The exchange under way; it is over once its money is in its sale, whoever heard so. */
export function followExchange(): Exchange | null {
  const { exchange, isUnderWay } = useExchange.getState();
  const { view } = useRegister.getState();
  if (exchange === null || isUnderWay || !view || !isTaken(exchange, view)) return exchange;
  useExchange.setState({ exchange: null });
  return null;
}

function isTaken({ forId, partId, worth, isPaidBack }: Exchange, view: RegisterView): boolean {
  const { sale, lastReceipt } = view;
  if (sale.saleId === forId && sale.taken.some((part) => part.partId === partId)) return true;
  if (lastReceipt?.saleId !== forId) return false;
  // Completed with other money only, what was paid back is still the customer's.
  const isIn = (tender: TenderView) => tender.tender === "cash" && isSameMoney(tender.given, worth);
  return !isPaidBack || lastReceipt.tenders.some(isIn);
}

/** Notes what comes back, and goes to the sale of what goes out. Answers why not, or null. */
export async function beginExchange(
  { receipt: { saleId }, left }: SaleDetailView,
  lineIds: readonly LineId[],
): Promise<RefusalCode | null> {
  const lines = left.lines
    .filter(({ lineId, refundableQuantity }) => refundableQuantity > 0 && lineIds.includes(lineId))
    .map(({ lineId, refundableQuantity: quantity }) => ({ lineId, quantity }));
  if (lines.length === 0) return "nothing-to-move";
  if (isUnfinished()) {
    closeExchange();
    enterSale();
    return null;
  }
  const forId = openSale()?.saleId;
  if (forId === undefined) return "sale-not-open";
  const ids = { refundId: newRefundId(), partId: newPartId() };
  const begun = await api("exchange.begin", { ...ids, saleId, lines, forId });
  if (!begun.ok) return begun.refusal;
  useExchange.setState({
    ...{ exchange: exchangeOf(begun.value), choosingId: null, ended: null },
  });
  enterSale();
  return null;
}

/** Its money would be forgotten for another exchange: the sale's screen says what is left to do. */
function isUnfinished(): boolean {
  const exchange = followExchange();
  if (exchange?.isPaidBack || exchange?.isUnsure) return true;
  return useExchange.getState().isUnderWay;
}

/** The difference: what the customer still pays, or below nothing gets. */
export function differenceOf(sale: SaleView, { worth }: Exchange): Money {
  return subtractMoney(sale.cashLeft, worth);
}

/** Before goods and money change hands: both sides, and what is left between them. */
export function askExchange(): void {
  const exchange = followExchange();
  const sale = openSale();
  if (exchange === null || useExchange.getState().isUnderWay) return;
  if (!sale || !isFor(exchange, sale) || sale.lines.length === 0) return;
  const difference = differenceOf(sale, exchange);
  const isOwed = difference.minor < 0;
  const figure = formatAmount(isOwed ? { ...difference, minor: -difference.minor } : difference);
  askRisk({
    title: t("exchange.title"),
    kept: t("exchange.kept", { receipt: exchange.receiptNumber }),
    facts: [
      [t("exchange.comesBack"), formatAmount(exchange.worth)],
      [t("exchange.goesOut"), formatAmount(sale.cashLeft)],
      [isOwed ? t("exchange.giveBack") : t("exchange.toPay"), figure],
    ],
    reasons: [t("exchange.otherSize"), t("exchange.unwanted"), t("exchange.faulty")],
    hold: t("exchange.hold"),
    figure,
    act: (reason) => tryExchange(sale, reason),
  });
}

/** One try at a time: as long as nobody knows what becomes of it, there is no other. */
async function tryExchange(sale: SaleView, reason: string): Promise<RefusalCode | null> {
  if (useExchange.getState().isUnderWay) return "refund-in-progress";
  const exchange = followExchange();
  if (exchange === null) return null;
  useExchange.setState({ isUnderWay: true });
  const refusal = await finishExchange(exchange, sale, reason);
  useExchange.setState({ isUnderWay: false });
  return followExchange() === null ? null : refusal;
}

/**
 * The goods go back in cash, and that cash pays for the new ones: both stand in the book, and only
 * the difference changes hands. The refund comes first; where what follows fails, its money is
 * taken by another try, for the same refund is answered as before.
 */
async function finishExchange(
  exchange: Exchange,
  sale: SaleView,
  reason: string,
): Promise<RefusalCode | null> {
  const refused = exchange.isPaidBack ? null : await giveBack(exchange, reason);
  if (refused !== null) return refused;
  useExchange.setState({ exchange: { ...exchange, isPaidBack: true, isUnsure: false } });
  const paid = await payWith(exchange, sale);
  if (paid === null) useExchange.setState({ exchange: null });
  return paid;
}

/** Said before anybody looked at the refund: it tells nothing of a try that was not answered. */
const atDoor: readonly RefusalCode[] = [
  ...(["unknown-command", "not-allowed", "needs-approval", "locked"] as const),
  ...(["bad-input", "disk-full", "storage-failed", "ledger-diverged"] as const),
];

function noteUnsure(isUnsure: boolean): void {
  useExchange.setState(({ exchange }) => ({ exchange: exchange && { ...exchange, isUnsure } }));
}

async function giveBack(exchange: Exchange, reason: string): Promise<RefusalCode | null> {
  for (;;) {
    const end = await askBack(exchange, reason);
    // The page was away: the same call again says what became of it.
    if (end === null) {
      noteUnsure(true);
      await registerConnected();
      continue;
    }
    const isRefusal = typeof end === "string";
    if (!isRefusal || !atDoor.includes(end)) noteUnsure(false);
    if (isRefusal) return end;
    if (end.phase === "paid") return null;
    const { refusal } = end;
    return refusal !== null && isRefusalCode(refusal) ? refusal : "relay-offline";
  }
}

/** How the refund ended, or why it was not begun; null where nobody answered. */
async function askBack(
  exchange: Exchange,
  reason: string,
): Promise<PaidRefundView | RefusalCode | null> {
  const { refundId, saleId, lines, worth: total } = exchange;
  // What ended a try before says nothing of this one.
  useExchange.setState({ ended: null });
  const answer = await askAllowed("refunds.pay", {
    ...{ refundId, saleId, lines: [...lines], total, reason },
    to: { tender: "cash" },
  });
  if (!answer.ok) return answer.refusal === "connection-lost" ? null : answer.refusal;
  return answer.value.phase === "asked" ? endOf(exchange) : answer.value;
}

/** What the relay makes of it; null once the page was without the register meanwhile. */
function endOf({ refundId }: Exchange): Promise<PaidRefundView | null> {
  return new Promise((resolve) => {
    let wasAway = false;
    const stops = [
      useExchange.subscribe(look),
      useRegister.subscribe(({ connection }) => {
        if (connection !== "connected") wasAway = true;
        else if (wasAway) end(null);
      }),
    ];
    function end(view: PaidRefundView | null): void {
      stops.forEach((stop) => stop());
      resolve(view);
    }
    function look(): void {
      const { ended } = useExchange.getState();
      if (ended?.refundId === refundId) end(ended);
    }
    look();
  });
}

/** As much of the worth as the new goods cost pays for them; the change is what is left of it. */
async function payWith(
  { refundId, partId, worth }: Exchange,
  { saleId, left, cashLeft }: SaleView,
): Promise<RefusalCode | null> {
  if (worth.minor >= cashLeft.minor) {
    const cash = { saleId, total: cashLeft, given: worth, refundId };
    const paid = await askUntilAnswered("sales.pay-cash", cash);
    if (!paid.ok) return paid.refusal;
    useUi.setState({ place: "change", paid: paid.value, panel: null });
    return null;
  }
  const part = { saleId, partId, left, amount: worth, given: worth };
  const taken = await askUntilAnswered("payments.take-cash", part);
  if (!taken.ok) return taken.refusal;
  useTender.setState({ panel: "cash", split: null, owed: null });
  useUi.setState({ place: "tender", panel: null, notice: null, paying: null, givenDigits: "" });
  return null;
}

export function followPaidRefund(view: PaidRefundView): void {
  if (view.phase === "asked") return;
  const { exchange, isUnderWay } = useExchange.getState();
  if (exchange?.refundId !== view.refundId) return;
  useExchange.setState({ ended: view });
  // A try of this page says itself what came of it; what another began is known from here on.
  const isPaidBack = exchange.isPaidBack || view.phase === "paid";
  if (!isUnderWay) useExchange.setState({ exchange: { ...exchange, isPaidBack, isUnsure: false } });
}

/** What the register keeps of it takes the place of the copy, unless this page is trying it now. */
export function noteExchange(view: ExchangeView | null): void {
  if (useExchange.getState().isUnderWay) return;
  useExchange.setState({ exchange: view && exchangeOf(view) });
}

/** The sale of its new goods is parked: it is taken up again, so that the exchange can go on. */
export async function recallExchange(): Promise<void> {
  const exchange = followExchange();
  if (exchange === null) return;
  const answer = await api("sales.recall", { saleId: exchange.forId });
  if (answer.ok) useUi.setState({ panel: null, notice: null });
  else showRefusal(answer.refusal, "");
}
