import { setTimeout } from "node:timers/promises";
import type { BridgeMessage } from "../../contract/bridge.ts";
import type { Input } from "../../contract/commands.ts";
import { RefundId, type SaleId } from "../../contract/ids.ts";
import type { RefundView } from "../../contract/payment-views.ts";
import type { SaleDetailView } from "../../contract/views.ts";
import type { CardTill } from "../support/card-till.ts";
import { cards } from "../support/stripe-control.ts";

const PART_MINOR = 100;
const LOOK_EVERY_MS = 100;
/** So many refunds ended by one crash would be a fault of its own. */
const MOST_TRIES = 5;

/** Gives the newest sale, or a part of it, back to its card, from wherever a crash has left it. */
export async function giveBack(
  shop: CardTill,
  started: { count: number },
  what: "whole" | "part",
): Promise<void> {
  const { till, untilSent } = shop;
  const [sale] = await till.value("sales.list", { beforeSeq: null, limit: 1 });
  if (sale === undefined) throw new Error("there is no sale to give back");
  const { saleId } = sale;
  while (!(await isGivenBack(shop, saleId))) {
    if (started.count >= MOST_TRIES) throw new Error("it never went back");
    await shop.untilRelay("online");
    await shop.untilReader();
    const detail = await till.value("sales.detail", { saleId });
    const input = inputOf(detail, what, (started.count += 1));
    const asked = await till.call("refunds.pay", input);
    if (asked.ok && asked.value.phase === "asked") await till.next(isAnswerTo(input.refundId));
  }
  await untilSent();
}

function inputOf(detail: SaleDetailView, what: "whole" | "part", count: number) {
  const { left, receipt, refundable } = detail;
  const [card] = left.cards;
  if (card === undefined) throw new Error("the sale was not paid by card");
  const part = { ...refundable, minor: PART_MINOR };
  const lines = left.lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
  const input: Input<"refunds.pay"> = {
    refundId: RefundId.parse(`refund_drill-${count}`),
    saleId: receipt.saleId,
    to: { tender: "card", paymentId: card.paymentId },
    reason: "returned",
    ...(what === "part" ? { total: part, lines: [], part } : { total: refundable, lines }),
  };
  return input;
}

const isAnswerTo = (refundId: string) => (message: BridgeMessage) =>
  "event" in message &&
  message.event === "paid-refund-changed" &&
  message.view.refundId === refundId &&
  message.view.phase !== "asked";

/** Waits for what is under way; false where nothing is, and nothing went back. */
async function isGivenBack(shop: CardTill, saleId: SaleId): Promise<boolean> {
  for (;;) {
    const refunds = refundsOf(await shop.till.value("sales.detail", { saleId }));
    if (refunds.some(({ state }) => state === "succeeded")) return true;
    const open = refunds.find(({ state }) => state !== "failed");
    if (open === undefined) return false;
    await presentAgain(shop, open);
    // The reader's glass tells nobody when it changes: it is looked at again.
    await setTimeout(LOOK_EVERY_MS);
  }
}

const refundsOf = ({ payments }: SaleDetailView) => payments.flatMap(({ refunds }) => refunds);

/** The customer, as soon as the reader asks for the card. */
async function presentAgain({ stripe }: CardTill, { atReader }: RefundView): Promise<void> {
  if (atReader === null) return;
  const { screen } = await stripe.reader();
  if (screen.kind === "present-card") await stripe.present({ number: cards.interac });
}
