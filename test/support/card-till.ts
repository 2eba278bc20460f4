import type { PaymentView, Phase, StatusView } from "../../contract/payment-views.ts";
import type { SaleId } from "../../contract/ids.ts";
import type { BridgeMessage } from "../../contract/bridge.ts";
import type { SaleDetailView } from "../../contract/views.ts";
import { openBridge, type BridgeClient } from "./bridge-client.ts";
import type { Demo } from "./demo.ts";
import { addToSale } from "./selling.ts";
import { cards, stripeControl, type StripeControl } from "./stripe-control.ts";

type PaymentIds = Pick<PaymentView, "paymentId" | "saleId">;

/** A till at a running demo, and the hands at its reader. */
export type CardTill = Readonly<{
  till: BridgeClient;
  stripe: StripeControl;
  /** Sells one item by card, up to the moment when the amount stands on the reader. */
  chargeOne: () => Promise<PaymentView>;
  /** Waits until the payment is as wanted; answers how it is then. */
  until: (payment: PaymentIds, fits: (payment: PaymentView) => boolean) => Promise<PaymentView>;
  untilPhase: (payment: PaymentIds, ...phases: Phase[]) => Promise<PaymentView>;
  untilRelay: (state: "online" | "offline") => Promise<void>;
  /** Waits until the reader takes a payment: by the direct way its page has to connect first. */
  untilReader: () => Promise<void>;
  /** Waits until the relay has confirmed every instruction. */
  untilSent: () => Promise<void>;
  untilRefund: (saleId: SaleId, state: "succeeded" | "failed") => Promise<SaleDetailView>;
}>;

/** Connects as the till's page does, and waits until cards can be taken. */
export async function openCardTill(demo: Demo): Promise<CardTill> {
  const till = await openBridge(demo);
  const stripe = stripeControl(demo);
  // The demo's bank takes its time for people to see; tests do not look.
  await stripe.setReader({ authorisationMs: 0 });
  const follow = follower(till);
  await follow.untilRelay("online");

  async function chargeOne(): Promise<PaymentView> {
    const { saleId, total } = await addToSale(till);
    const payment = await till.value("payments.charge", { saleId, total });
    return follow.until(payment, isOnReader);
  }
  return { till, stripe, chargeOne, ...follow };
}

/** Sells one item to a good card, captured and confirmed. */
export async function sellByCard(cardTill: CardTill): Promise<PaymentView> {
  const { stripe, chargeOne, untilPhase, untilSent } = cardTill;
  const payment = await chargeOne();
  await stripe.present({ number: cards.good });
  const captured = await untilPhase(payment, "captured");
  await untilSent();
  return captured;
}

export function isOnReader({ phase, onReaderAtMs }: PaymentView): boolean {
  return phase === "waiting" && onReaderAtMs !== null;
}

/**
 * Waits by events. A call's answer passes over the events before it, so the newest view of each
 * payment is kept as it comes: what was told while something was asked is not lost.
 */
function follower(till: BridgeClient) {
  const latest = new Map<string, PaymentView>();
  till.onMessage((message) => {
    if (!("event" in message) || message.event !== "payment-changed") return;
    latest.set(message.view.paymentId, message.view);
  });

  async function until(
    payment: PaymentIds,
    fits: (payment: PaymentView) => boolean,
  ): Promise<PaymentView> {
    const asked = await paymentNow(till, payment);
    const now = latest.get(payment.paymentId) ?? asked;
    if (now !== undefined && fits(now)) return now;
    const isIt = (message: BridgeMessage) =>
      "event" in message &&
      message.event === "payment-changed" &&
      message.view.paymentId === payment.paymentId &&
      fits(message.view);
    const message = await till.next(isIt);
    return (message as Extract<BridgeMessage, { event: "payment-changed" }>).view;
  }

  async function untilStatus(fits: (status: StatusView) => boolean): Promise<void> {
    const { status } = await till.value("register.view", {});
    if (fits(status)) return;
    await till.next(
      (message) => "event" in message && message.event === "status-changed" && fits(message.view),
    );
  }

  return {
    until,
    untilPhase: (payment: PaymentIds, ...phases: Phase[]) =>
      until(payment, ({ phase }) => phases.includes(phase)),
    untilRelay: (state: "online" | "offline") =>
      untilStatus(({ relay }) =>
        state === "online" ? relay.state === "online" : relay.state !== "online",
      ),
    untilReader: () => untilStatus(({ reader }) => reader.state === "ready"),
    untilSent: () => untilStatus(({ unsent }) => unsent === 0),
    async untilRefund(saleId: SaleId, state: "succeeded" | "failed"): Promise<SaleDetailView> {
      const isDone = (detail: SaleDetailView) =>
        detail.payments.some(({ refunds }) => refunds.some((refund) => refund.state === state));
      const now = await till.value("sales.detail", { saleId });
      if (isDone(now)) return now;
      const isIt = (message: BridgeMessage) =>
        "event" in message &&
        message.event === "sale-detail-changed" &&
        message.view.receipt.saleId === saleId &&
        isDone(message.view);
      const message = await till.next(isIt);
      return (message as Extract<BridgeMessage, { event: "sale-detail-changed" }>).view;
    },
  };
}

/** The payment of the open sale, of one set aside, or of one that it completed. */
async function paymentNow(
  till: BridgeClient,
  { paymentId, saleId }: PaymentIds,
): Promise<PaymentView | undefined> {
  const { payment, lanes } = await till.value("register.view", {});
  const detail = await till.call("sales.detail", { saleId });
  const completed = detail.ok ? detail.value.payments.map((each) => each.payment) : [];
  const known = [payment, ...lanes.map((lane) => lane.payment), ...completed];
  return known.find((each) => each?.paymentId === paymentId) ?? undefined;
}
