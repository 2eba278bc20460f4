import type { PaymentView } from "../../contract/payment-views.ts";
import type { Way } from "../../contract/reader-views.ts";
import { openCardTill, type CardTill } from "../support/card-till.ts";
import type { Demo } from "../support/demo.ts";
import { addToSale, payCash } from "../support/selling.ts";
import { payAtStripe } from "../support/pay-by-page.ts";
import { giveBack } from "./refund-flows.ts";
import { splitSale, type Ending, type Split } from "./split-flows.ts";
import { cards } from "../support/stripe-control.ts";

/** A little longer than Stripe keeps a page open of which no end was asked. */
const PAGE_LIVES_MS = 32 * 60_000;

/** What a clerk and a customer want of a payment, whatever dies meanwhile. */
type Wish = Readonly<{
  start: "payments.charge" | "payments.start-link";
  /** What is done when the amount stands on the reader. */
  onReader: (shop: CardTill, payment: PaymentView) => Promise<unknown>;
  /** Whether the clerk charges again where an attempt has ended without money. */
  wantsMoney: boolean;
  /** Until when it is followed; captured, unless said. */
  endsAt?: "authorised";
}>;

const tap =
  (number: string) =>
  ({ stripe }: CardTill) =>
    stripe.present({ number });

const paid: Wish = {
  start: "payments.charge",
  onReader: tap(cards.good),
  wantsMoney: true,
};
const held: Wish = { ...paid, endsAt: "authorised" };
const declinedFirst: Wish = {
  start: "payments.charge",
  onReader: (shop, { tries }) => tap(tries.length === 1 ? cards.declined : cards.good)(shop),
  wantsMoney: true,
};
const byLink: Wish = { start: "payments.start-link", onReader: payOnPage, wantsMoney: true };
const linkClosed: Wish = {
  start: "payments.start-link",
  onReader: ({ till }, { paymentId }) => till.call("payments.cancel", { paymentId }),
  wantsMoney: false,
};
/** Paid, and then called off before anybody has heard that it was. */
const linkPaidAsClosed: Wish = {
  ...byLink,
  onReader: async (shop, payment) => {
    await payOnPage(shop, payment);
    await shop.till.call("payments.cancel", { paymentId: payment.paymentId });
  },
};
/** Nobody pays, and nobody calls it off: Stripe closes the page by itself. */
const linkExpired: Wish = {
  ...byLink,
  onReader: ({ stripe }) => stripe.advanceClock(PAGE_LIVES_MS),
  wantsMoney: false,
};
const cancelled: Wish = {
  start: "payments.charge",
  onReader: ({ till }, { paymentId }) => till.call("payments.cancel", { paymentId }),
  wantsMoney: false,
};

export type DrillFlow = Readonly<{
  /** Done in peace before the demo that meets its crash: what is given back was sold first. */
  before: ((demo: Demo) => Promise<void>) | null;
  /** The way to the reader; by the direct one its page runs beside, and outlives the register. */
  via: Way;
  /** Where the store stands; Interac is taken in Canada alone. */
  country?: "IE" | "CA";
  /** For so long its sales can be voided. */
  voidWindowMs?: number;
  /** Resolves once all that it began has come to its end, whatever died meanwhile. */
  run: (demo: Demo) => Promise<void>;
}>;

const byRelay = { before: null, via: "relay" } as const;
const direct = { before: null, via: "direct" } as const;

/** Longer than any restart: the till must not capture before it is asked to void. */
const VOID_WINDOW_MS = 600_000;
/** Longer than most restarts: a tip that comes too late is refused, and nothing is owed. */
const TIP_WINDOW_MS = 20_000;
const inCanada = {
  country: "CA",
  before: (demo: Demo) => sell(demo, { ...paid, onReader: tap(cards.interac) }),
  run: refundWhole,
} as const;

/** One row a flow: the drill kills register and relay at each of their steps in each of these. */
export const flows = {
  charge: { ...byRelay, run: (demo) => sell(demo, paid) },
  "decline and retry": { ...byRelay, run: (demo) => sell(demo, declinedFirst) },
  cancel: { ...byRelay, run: (demo) => sell(demo, cancelled) },
  link: { ...byRelay, run: (demo) => sell(demo, byLink) },
  "link closed": { ...byRelay, run: (demo) => sell(demo, linkClosed) },
  "link paid as it is closed": { ...byRelay, run: (demo) => sell(demo, linkPaidAsClosed) },
  "link expired": { ...byRelay, run: (demo) => sell(demo, linkExpired) },
  refund: { ...byRelay, before: (demo) => sell(demo, paid), run: refundWhole },
  "refund of a part": { ...byRelay, before: (demo) => sell(demo, paid), run: refundPart },
  "refund by Interac": { ...inCanada, via: "relay" },
  "direct refund by Interac": { ...inCanada, via: "direct" },
  "void a sale": { ...byRelay, voidWindowMs: VOID_WINDOW_MS, run: voidLast },
  "tip on the slip": { ...byRelay, voidWindowMs: TIP_WINDOW_MS, run: tipLast },
  "direct charge": { ...direct, run: (demo) => sell(demo, paid) },
  "direct decline and retry": { ...direct, run: (demo) => sell(demo, declinedFirst) },
  "direct cancel": { ...direct, run: (demo) => sell(demo, cancelled) },
  split: { ...byRelay, run: (demo) => splitWith(demo, "cash") },
  "split with vouchers": { ...byRelay, run: (demo) => splitWith(demo, "voucher") },
  "split by two cards": { ...byRelay, run: (demo) => splitWith(demo, "second card") },
  "void of a part": { ...byRelay, run: (demo) => splitWith(demo, "taken back") },
  "parts given up": { ...byRelay, run: (demo) => splitWith(demo, "given up") },
  "larger hold": { ...byRelay, run: (demo) => splitWith(demo, "larger hold") },
} as const satisfies Readonly<Record<string, DrillFlow>>;
export type Flow = keyof typeof flows;

/** Sells one item and comes back to it after every crash, until its payment has ended. */
async function sell(demo: Demo, wish: Wish): Promise<void> {
  let last: PaymentView | null = null;
  await comingBack(demo, async (shop) => {
    last ??= await chargeOpenSale(shop, wish);
    last = await pursue(shop, wish, last);
    if (last.phase === "cancelled") await takeCash(shop);
    await shop.untilSent();
  });
}

/** Goes on with whatever the till shows, until the payment is captured or may stay dead. */
async function pursue(shop: CardTill, wish: Wish, from: PaymentView): Promise<PaymentView> {
  const { endsAt = "captured" } = wish;
  let payment = await shop.until(from, () => true);
  for (;;) {
    if (payment.phase === endsAt || payment.phase === "captured") return payment;
    if (payment.phase === "cancelled") {
      if (!wish.wantsMoney) return payment;
      payment = await chargeOpenSale(shop, wish);
    }
    const seen = payment;
    await act(shop, wish, seen);
    const before = JSON.stringify(seen);
    payment = await shop.until(seen, (now) => JSON.stringify(now) !== before);
  }
}

async function act(shop: CardTill, wish: Wish, payment: PaymentView): Promise<void> {
  const { phase, onReaderAtMs, isCancelRequested, paymentId } = payment;
  if (phase === "declined") {
    await shop.untilReader();
    await shop.till.call("payments.retry", { paymentId });
  }
  if (phase !== "waiting" || onReaderAtMs === null || isCancelRequested) return;
  if (payment.via === "link") {
    await wish.onReader(shop, payment);
    return;
  }
  const { screen } = await shop.stripe.reader();
  // The relay may have taken the amount off again: then its reading says so.
  if (screen.kind === "present-card") await wish.onReader(shop, payment);
}

/** The customer on Stripe's page, as long as it is open. */
async function payOnPage({ stripe }: CardTill, { paymentId }: PaymentView): Promise<void> {
  const { checkoutSessions } = await stripe.books();
  const session = checkoutSessions.find((each) => each.client_reference_id === paymentId);
  if (session?.status === "open") await payAtStripe(stripe, session.id);
}

async function chargeOpenSale(shop: CardTill, { start }: Wish): Promise<PaymentView> {
  const { sale, payment } = await shop.till.value("register.view", {});
  if (payment !== null && payment.phase !== "cancelled") return payment;
  await shop.untilReader();
  const { saleId, total } = sale.lines.length === 0 ? await addToSale(shop.till) : sale;
  return shop.till.value(start, { saleId, total });
}

async function takeCash({ till }: CardTill): Promise<void> {
  const { sale } = await till.value("register.view", {});
  if (sale.lines.length > 0) await payCash(till, sale);
}

/** In parts, the first of them by card. */
async function splitWith(demo: Demo, ending: Ending): Promise<void> {
  const split: Split = { saleId: null, paymentId: null, wasTakenBack: false };
  await comingBack(demo, (shop) => splitSale(shop, split, ending));
}

const underWay = new Set<string>(["void-in-progress", "not-voidable"]);

/** Asked again after a crash, it may be under way or over; a relay that is gone comes back. */
async function voidSale(shop: CardTill, { saleId, amount: total }: PaymentView): Promise<void> {
  for (;;) {
    await shop.untilRelay("online");
    const voided = await shop.till.call("payments.void", { saleId, total, reason: "wrong sale" });
    if (voided.ok || underWay.has(voided.refusal)) return;
    if (voided.refusal !== "cards-offline") throw new Error(voided.refusal);
  }
}

/** A sale by card, and its hold let go of before it is captured. */
async function voidLast(demo: Demo): Promise<void> {
  let last: PaymentView | null = null;
  await comingBack(demo, async (shop) => {
    last ??= await chargeOpenSale(shop, held);
    if (last.phase !== "authorised") last = await pursue(shop, held, last);
    await voidSale(shop, last);
    await shop.untilPhase(last, "cancelled");
    await shop.untilSent();
  });
}

/** Asked again after a crash it is the same wish; once the window is over it can be none. */
async function addTip(shop: CardTill, { paymentId, amount }: PaymentView): Promise<void> {
  const tip = { ...amount, minor: 300 };
  for (;;) {
    await shop.untilRelay("online");
    const added = await shop.till.call("payments.add-tip", { paymentId, tip });
    if (added.ok || added.refusal === "tip-not-possible") return;
    if (added.refusal !== "cards-offline") throw new Error(added.refusal);
  }
}

/** A sale by card, and the tip of its slip before the hold is captured. */
async function tipLast(demo: Demo): Promise<void> {
  let last: PaymentView | null = null;
  await comingBack(demo, async (shop) => {
    last ??= await chargeOpenSale(shop, held);
    if (last.phase !== "authorised") last = await pursue(shop, held, last);
    await addTip(shop, last);
    await shop.untilPhase(last, "captured");
    await shop.untilSent();
  });
}

async function refundPart(demo: Demo): Promise<void> {
  const started = { count: 0 };
  await comingBack(demo, (shop) => giveBack(shop, started, "part"));
}

async function refundWhole(demo: Demo): Promise<void> {
  const started = { count: 0 };
  await comingBack(demo, (shop) => giveBack(shop, started, "whole"));
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
