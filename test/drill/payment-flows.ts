import type { PaymentView } from "../../contract/payment-views.ts";
import { openCardTill, type CardTill } from "../support/card-till.ts";
import type { Demo } from "../support/demo.ts";
import { addToSale, payCash } from "../support/selling.ts";
import { splitSale, type Split } from "./split-flows.ts";
import { cards } from "../support/stripe-control.ts";

/** What a clerk and a customer want of a payment, whatever dies meanwhile. */
type Wish = Readonly<{
  /** What is done when the amount stands on the reader. */
  onReader: (shop: CardTill, payment: PaymentView) => Promise<unknown>;
  /** Whether the clerk charges again where an attempt has ended without money. */
  wantsMoney: boolean;
}>;

const tap =
  (number: string) =>
  ({ stripe }: CardTill) =>
    stripe.present({ number });

const paid: Wish = { onReader: tap(cards.good), wantsMoney: true };
const declinedFirst: Wish = {
  onReader: (shop, { tries }) => tap(tries.length === 1 ? cards.declined : cards.good)(shop),
  wantsMoney: true,
};
const cancelled: Wish = {
  onReader: ({ till }, { paymentId }) => till.call("payments.cancel", { paymentId }),
  wantsMoney: false,
};

export const flows = {
  charge: (demo: Demo) => sell(demo, paid),
  "decline and retry": (demo: Demo) => sell(demo, declinedFirst),
  cancel: (demo: Demo) => sell(demo, cancelled),
  refund: (demo: Demo) => refundLast(demo),
  split: (demo: Demo) => splitWith(demo, false),
  void: (demo: Demo) => splitWith(demo, true),
} as const;
export type Flow = keyof typeof flows;

/** Sells one item and comes back to it after every crash, until its payment has ended. */
async function sell(demo: Demo, wish: Wish): Promise<void> {
  let last: PaymentView | null = null;
  await comingBack(demo, async (shop) => {
    last ??= await chargeOpenSale(shop);
    last = await pursue(shop, wish, last);
    if (last.phase === "cancelled") await takeCash(shop);
    await shop.untilSent();
  });
}

/** Goes on with whatever the till shows, until the payment is captured or may stay dead. */
async function pursue(shop: CardTill, wish: Wish, from: PaymentView): Promise<PaymentView> {
  let payment = await shop.until(from, () => true);
  for (;;) {
    if (payment.phase === "captured") return payment;
    if (payment.phase === "cancelled") {
      if (!wish.wantsMoney) return payment;
      payment = await chargeOpenSale(shop);
    }
    const seen = payment;
    await act(shop, wish, seen);
    const before = JSON.stringify(seen);
    payment = await shop.until(seen, (now) => JSON.stringify(now) !== before);
  }
}

async function act(shop: CardTill, wish: Wish, payment: PaymentView): Promise<void> {
  const { phase, onReaderAtMs, isCancelRequested, paymentId } = payment;
  if (phase === "declined") await shop.till.call("payments.retry", { paymentId });
  if (phase !== "waiting" || onReaderAtMs === null || isCancelRequested) return;
  const { screen } = await shop.stripe.reader();
  // The relay may have taken the amount off again: then its reading says so.
  if (screen.kind === "present-card") await wish.onReader(shop, payment);
}

async function chargeOpenSale(shop: CardTill): Promise<PaymentView> {
  const { sale, payment } = await shop.till.value("register.view", {});
  if (payment !== null && payment.phase !== "cancelled") return payment;
  const { saleId, total } = sale.lines.length === 0 ? await addToSale(shop.till) : sale;
  return shop.till.value("payments.charge", { saleId, total });
}

async function takeCash({ till }: CardTill): Promise<void> {
  const { sale } = await till.value("register.view", {});
  if (sale.lines.length > 0) await payCash(till, sale);
}

/** In parts; `takesBack` lets the card's part go first. */
async function splitWith(demo: Demo, takesBack: boolean): Promise<void> {
  const split: Split = { saleId: null, paymentId: null, wasTakenBack: false };
  await comingBack(demo, (shop) => splitSale(shop, split, takesBack));
}

/** Gives the newest sale back. */
async function refundLast(demo: Demo): Promise<void> {
  await comingBack(demo, async (shop) => {
    const { till, untilRefund, untilSent } = shop;
    const [sale] = await till.value("sales.list", { beforeSeq: null, limit: 1 });
    if (sale === undefined) throw new Error("there is no sale to refund");
    const { saleId } = sale;
    const { refundable } = await till.value("sales.detail", { saleId });
    if (refundable.minor > 0) await till.value("payments.refund", { saleId, total: refundable });
    await untilRefund(saleId, "succeeded");
    await untilSent();
  });
}

/** Runs the work on a fresh connection each time the register has died under it. */
async function comingBack(demo: Demo, work: (shop: CardTill) => Promise<void>): Promise<void> {
  for (;;) {
    const pid = demo.pids()["register"];
    try {
      const shop = await openCardTill(demo);
      await work(shop);
      shop.till.close();
      return;
    } catch (error) {
      const isCut =
        error instanceof Error && /bridge is closed|ECONNREFUSED|fetch failed/.test(error.message);
      if (!isCut) throw error;
      if (demo.pids()["register"] === pid) await demo.restarted();
    }
  }
}
