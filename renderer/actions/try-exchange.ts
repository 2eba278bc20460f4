import { isSameMoney } from "../../contract/money.ts";
import type { PaidRefundView } from "../../contract/refund-views.ts";
import type { SaleView } from "../../contract/views.ts";
import { formatAmount } from "../format/format-money.ts";
import { newPartId, newRefundId } from "../format/new-id.ts";
import { isRefusalCode, type RefusalCode } from "../format/words.ts";
import { t } from "../i18n/t.ts";
import { useExchange, type Exchange } from "../store/exchange-store.ts";
import { useRegister } from "../store/register-store.ts";
import { useTender } from "../store/tender-store.ts";
import { useUi } from "../store/ui-store.ts";
import { askAllowed } from "./approve.ts";
import { differenceOf, isFor, noteExchange } from "./exchange.ts";
import { openSale } from "./open-sale.ts";
import { askRisk } from "./risk.ts";
import { askUntilAnswered, registerConnected } from "./take-cash.ts";

/** Before goods and money change hands: both sides, and what is left between them. */
export function askExchange(): void {
  const { exchange, isUnderWay } = useExchange.getState();
  const sale = openSale();
  if (exchange === null || isUnderWay) return;
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
    act: (reason) => tryExchange(exchange, sale, reason),
  });
}

/** One try at a time: as long as nobody knows what becomes of it, there is no other. */
async function tryExchange(
  shown: Exchange,
  sale: SaleView,
  reason: string,
): Promise<RefusalCode | null> {
  const { exchange, isUnderWay } = useExchange.getState();
  if (isUnderWay) return "refund-in-progress";
  // Another page ended it, or used its money, or began another, while the dialog stood open.
  if (exchange === null || !isAsShown(exchange, shown)) return "no-exchange-money";
  useExchange.setState({ isUnderWay: true });
  const refusal = await finishExchange(exchange, sale, reason);
  await takeWord(exchange, refusal);
  return refusal;
}

/** Its ids may be new: a refund that was let go of begins anew under others. */
function isAsShown({ saleId, forId, worth }: Exchange, shown: Exchange): boolean {
  return saleId === shown.saleId && forId === shown.forId && isSameMoney(worth, shown.worth);
}

/** What became of it the register alone says; where it cannot, that is what this page shows. */
async function takeWord(exchange: Exchange, refusal: RefusalCode | null): Promise<void> {
  const view = await askUntilAnswered("register.view", {});
  useExchange.setState({ isUnderWay: false });
  if (view.ok) noteExchange(view.value.exchange);
  else useExchange.setState({ exchange: refusal && { ...exchange, isUnsure: true } });
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
  const noted = await noteAgain(exchange);
  // Its refund has ended, and the register keeps it no more.
  if (!noted.ok) return noted.refusal === "refund-used" ? "no-exchange-money" : noted.refusal;
  const refused = noted.value.phase === "paid-back" ? null : await giveBack(exchange, reason);
  return refused ?? payWith(exchange, sale);
}

/**
 * Nothing is given back, nor used, for what the register does not keep: another page may have ended
 * it or begun its own.
 */
function noteAgain({ refundId, partId, saleId, lines, forId }: Exchange) {
  const input = { refundId, partId, saleId, lines: [...lines], forId };
  return askUntilAnswered("exchange.begin", input);
}

async function giveBack(exchange: Exchange, reason: string): Promise<RefusalCode | null> {
  for (;;) {
    const end = await askBack(exchange, reason);
    // The page was away: the same call again says what became of it.
    if (end === null) {
      await registerConnected();
      continue;
    }
    if (end === "refund-used") return beginAnew(exchange, end);
    if (typeof end === "string") return end;
    if (end.phase === "paid") return null;
    const { refusal } = end;
    const shown = refusal !== null && isRefusalCode(refusal) ? refusal : "relay-offline";
    return end.phase === "released" ? beginAnew(exchange, shown) : shown;
  }
}

/**
 * The refund was let go of, so its id never gives back: under new ids the clerk can try again, also
 * without the relay. Where the goods went back some other way, the register does not note it.
 */
async function beginAnew(exchange: Exchange, refusal: RefusalCode): Promise<RefusalCode> {
  await noteAgain({ ...exchange, refundId: newRefundId(), partId: newPartId() });
  return refusal;
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
