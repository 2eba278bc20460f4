import type { ExchangeView } from "../../contract/exchange-views.ts";
import { subtractMoney, type Money } from "../../contract/money.ts";
import type { PaidRefundView, RefundableSaleView } from "../../contract/refund-views.ts";
import type { SaleView } from "../../contract/views.ts";
import { api } from "../api.ts";
import { formatAmount } from "../format/format-money.ts";
import { newPartId, newRefundId } from "../format/new-id.ts";
import type { RefusalCode } from "../format/words.ts";
import { t } from "../i18n/t.ts";
import { exchangeOf, useExchange, type Exchange } from "../store/exchange-store.ts";
import { useUi } from "../store/ui-store.ts";
import { enterSale } from "./lanes.ts";
import { openSale, showRefusal } from "./open-sale.ts";
import { allPieces, piecesLeft, type Pieces } from "./refund-choice.ts";
import { askRisk } from "./risk.ts";

export function canExchange(left: RefundableSaleView): boolean {
  return allPieces(left).length > 0 && left.refundable.minor > 0;
}

export function openExchange(left: RefundableSaleView): void {
  if (canExchange(left)) useExchange.setState({ choosingId: left.saleId });
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
  else void endExchange(exchange, false);
}

/** It is gone from the screen once the register has forgotten it, too. */
async function endExchange(
  { refundId }: Exchange,
  isHandedOver: boolean,
): Promise<RefusalCode | null> {
  const answer = await api("exchange.end", { refundId, isHandedOver });
  if (!answer.ok) {
    showRefusal(answer.refusal, "");
    return answer.refusal;
  }
  noteExchange(answer.value);
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
    // Its money was used, or handed over, by another page meanwhile: none is handed over again.
    act: () => {
      const isIts = useExchange.getState().exchange?.refundId === exchange.refundId;
      return isIts ? endExchange(exchange, true) : Promise.resolve("no-exchange-money");
    },
  });
}

/** Its money pays for no other sale: one that was parked brings the exchange back. */
export function isFor({ forId }: Exchange, { saleId }: SaleView): boolean {
  return saleId === forId;
}

/** Notes what comes back, and goes to the sale of what goes out. Answers why not, or null. */
export async function beginExchange(
  left: RefundableSaleView,
  pieces: Pieces,
): Promise<RefusalCode | null> {
  const lines = [...piecesLeft(left, pieces)];
  if (lines.length === 0) return "nothing-to-move";
  if (isUnfinished()) {
    closeExchange();
    enterSale();
    return null;
  }
  const forId = openSale()?.saleId;
  if (forId === undefined) return "sale-not-open";
  const ids = { refundId: newRefundId(), partId: newPartId() };
  const begun = await api("exchange.begin", { ...ids, saleId: left.saleId, lines, forId });
  if (!begun.ok) return begun.refusal;
  useExchange.setState({
    ...{ exchange: exchangeOf(begun.value), choosingId: null, ended: null },
  });
  enterSale();
  return null;
}

/** Its money would be forgotten for another exchange: the sale's screen says what is left to do. */
function isUnfinished(): boolean {
  const { exchange, isUnderWay } = useExchange.getState();
  return isUnderWay || exchange?.isPaidBack === true || exchange?.isUnsure === true;
}

/** The difference: what the customer still pays, or below nothing gets. */
export function differenceOf(sale: SaleView, { worth }: Exchange): Money {
  return subtractMoney(sale.cashLeft, worth);
}

/** What a try of this page waits for; what the exchange comes to by it, `exchange-changed` tells. */
export function followPaidRefund(view: PaidRefundView): void {
  const isTried = useExchange.getState().exchange?.refundId === view.refundId;
  if (isTried && view.phase !== "asked") useExchange.setState({ ended: view });
}

/**
 * What the register keeps of it takes the place of the copy. While this page tries it, the try goes
 * on with what it began with, and asks the register at its end.
 */
export function noteExchange(view: ExchangeView | null): void {
  if (useExchange.getState().isUnderWay) return;
  useExchange.setState({ exchange: view && exchangeOf(view) });
}

/** The sale of its new goods is parked: it is taken up again, so that the exchange can go on. */
export async function recallExchange(): Promise<void> {
  const { exchange } = useExchange.getState();
  if (exchange === null) return;
  const answer = await api("sales.recall", { saleId: exchange.forId });
  if (answer.ok) useUi.setState({ panel: null, notice: null });
  else showRefusal(answer.refusal, "");
}
