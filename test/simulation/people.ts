import type { DemoCountry } from "../../sandbox/demo-shop.ts";
import { RefundId } from "../../contract/ids.ts";
import type { InProcessStripe } from "./stripe-in-process.ts";
import { hasOpenPages, hasPages, payerActs } from "./link-people.ts";
import { said } from "./said.ts";
import { codes, viewOf, type SimRegister } from "./sim-register.ts";
import { splitOn } from "./split-people.ts";
import type { SimRelay } from "./sim-relay.ts";
import type { Weather } from "./weather.ts";
import { awaitedType } from "../../sandbox/stripe/behaviour/awaited.ts";
import { readerOf, sideOf } from "../../sandbox/stripe/behaviour/reader-commands.ts";
import { ways } from "../../contract/reader-views.ts";
import type { RegisterView, SaleDetailView } from "../../contract/views.ts";
import type { PaymentView } from "../../contract/payment-views.ts";

type Shop = Readonly<{
  weather: Weather;
  stripe: InProcessStripe;
  relay: SimRelay;
  country: DemoCountry;
}>;

/** One thing that a clerk may do now; answers what it was, for the log. */
export function clerkActs({ weather }: Pick<Shop, "weather">, register: SimRegister): string {
  const view = viewOf(register);
  if (view === null) return "the till is down";
  const { payment, lanes } = view;
  const chance = weather.random(100);
  if (chance < 3) return turnReader(weather, register);
  if (chance < 15) return tipNewest(weather, register);
  const isPaying = payment !== null && isLocking(payment);
  if (isPaying && weather.random(100) < 80) return handlePayment(weather, register, payment);
  if (lanes.length > 0 && weather.random(100) < 25) return handleLane(weather, register, view);
  return sellOn(weather, register, view);
}

/** The other way to the reader, another reader, or a look at which there are. */
function turnReader(weather: Weather, register: SimRegister): string {
  const dice = weather.random(4);
  if (dice === 0) return `look for readers ${said(register.act("readers.discover", {}))}`;
  const way = weather.pick(ways);
  if (dice > 1) return `drive by ${way} ${said(register.act("readers.set-way", { way }))}`;
  const readerId = register.readerId;
  return `choose the reader ${said(register.act("readers.choose", { readerId }))}`;
}

function sellOn(weather: Weather, register: SimRegister, view: RegisterView): string {
  const { saleId, taken, lines } = view.sale;
  if (taken.length > 0 && weather.random(10) > 0) return splitOn(weather, register, view);
  if (lines.length === 0 && weather.random(3) === 0) return undoOne(weather, register);
  const dice = weather.random(100);
  if (lines.length === 0 || dice < 15) {
    const code = weather.pick(codes);
    return `scan ${said(register.act("sales.scan", { saleId, code, quantity: 1 }))}`;
  }
  if (dice >= 84) return undoOne(weather, register);
  if (dice >= 66 && dice < 74) return splitOn(weather, register, view);
  return payAll(weather, register, view);
}

/** All that is left to pay, in one way. */
function payAll(weather: Weather, register: SimRegister, { sale }: RegisterView): string {
  const { saleId, left: total, cashLeft } = sale;
  const dice = weather.random(100);
  if (dice < 84) {
    const charged = said(register.act("payments.charge", { saleId, total }));
    // An impatient finger, or another window of the same till.
    if (weather.random(10) === 0) register.act("payments.charge", { saleId, total });
    return `charge ${charged}`;
  }
  if (dice < 92) return `link ${said(register.act("payments.start-link", { saleId, total }))}`;
  const cash = { saleId, total: cashLeft, given: cashLeft };
  return `cash ${said(register.act("sales.pay-cash", cash))}`;
}

function isLocking({ phase }: PaymentView): boolean {
  return phase === "waiting" || phase === "unknown" || phase === "declined";
}

function handlePayment(weather: Weather, register: SimRegister, payment: PaymentView): string {
  const { paymentId, phase } = payment;
  const dice = weather.random(100);
  if (phase === "declined" && dice < 60) {
    return `retry ${said(register.act("payments.retry", { paymentId }))}`;
  }
  if (phase === "unknown" && dice < 20) return tryOtherTender(register);
  if (phase === "unknown" && dice < 40) {
    return `serve next ${said(register.act("payments.serve-next", { paymentId }))}`;
  }
  if (dice < 55) return `check ${said(register.act("payments.check", { paymentId }))}`;
  return `cancel ${said(register.act("payments.cancel", { paymentId }))}`;
}

/** What must not be done while nobody knows: charge the open sale again, or take cash for it. */
function tryOtherTender(register: SimRegister): string {
  const view = viewOf(register);
  if (view === null) return "the till is down";
  const { saleId, left: total, cashLeft } = view.sale;
  const cash = { saleId, total: cashLeft, given: cashLeft };
  const paid = said(register.act("sales.pay-cash", cash));
  return `cash ${paid}, charge again ${said(register.act("payments.charge", { saleId, total }))}`;
}

function handleLane(weather: Weather, register: SimRegister, { lanes }: RegisterView): string {
  const { sale, payment } = weather.pick(lanes);
  if (isLocking(payment)) return `lane: ${handlePayment(weather, register, payment)}`;
  return `take up ${said(register.act("sales.take-up", { saleId: sale.saleId }))}`;
}

/** A sale goes back to its card, whole or in part, or is voided; or the clerk thinks better of it. */
function undoOne(weather: Weather, register: SimRegister): string {
  const listed = register.act("sales.list", { beforeSeq: null, limit: 5 });
  if (listed?.ok !== true || listed.value.length === 0) return "nothing to refund";
  const { saleId } = weather.pick(listed.value);
  const detail = register.act("sales.detail", { saleId });
  if (detail?.ok !== true) return "no such sale";
  return undo(weather, register, detail.value);
}

function undo(weather: Weather, register: SimRegister, detail: SaleDetailView): string {
  const { payments, refundable: total, receipt } = detail;
  const dice = weather.random(10);
  const asking = payments.flatMap(({ refunds }) => refunds).find(({ atReader }) => atReader);
  if (asking !== undefined && dice < 5) {
    const { refundId } = asking;
    return `cancel refund ${said(register.act("refunds.cancel", { refundId }))}`;
  }
  const isHeld = payments.some(({ payment }) => payment.phase === "authorised");
  if (dice < (isHeld ? 6 : 1)) return voidWhole(register, detail);
  if (dice < 5) return refundPart(weather, register, detail);
  const { saleId } = receipt;
  return `refund ${said(register.act("payments.refund", { saleId, total }))}`;
}

/** What a customer wrote on the slip, as a rule of the last sale; some banks say no to it. */
function tipNewest(weather: Weather, register: SimRegister): string {
  const listed = register.act("sales.list", { beforeSeq: null, limit: 2 });
  const sales = listed?.ok === true ? listed.value : [];
  if (sales.length === 0) return "no sale to tip";
  const detail = register.act("sales.detail", { saleId: weather.pick(sales).saleId });
  return detail?.ok === true ? addTip(weather, register, detail.value) : "no such sale";
}

function addTip(weather: Weather, register: SimRegister, { payments }: SaleDetailView): string {
  const held = payments.find(({ payment }) => payment.mostLateTip !== undefined)?.payment;
  if (held?.mostLateTip === undefined) return "no tip to be added";
  const minor = weather.pick([100, 155, 205, held.mostLateTip.minor]);
  const tip = { ...held.mostLateTip, minor };
  const asked = said(register.act("payments.add-tip", { paymentId: held.paymentId, tip }));
  return `a tip of ${minor} on ${held.paymentId} ${asked}`;
}

function voidWhole(register: SimRegister, { receipt }: SaleDetailView): string {
  const { saleId, total } = receipt;
  const reason = "changed their mind";
  return `void ${said(register.act("payments.void", { saleId, total, reason }))}`;
}

/** Some of the price, or of one card's tip too: to a card that paid, or out of the drawer. */
function refundPart(weather: Weather, register: SimRegister, detail: SaleDetailView): string {
  const { left, receipt } = detail;
  const cards = left.cards.filter(({ refundable }) => refundable.minor > 0);
  const card = cards.length > 0 ? weather.pick(cards) : undefined;
  const isToCard = card !== undefined && weather.random(4) > 0;
  const most = isToCard ? card.refundable : left.refundable;
  if (most.minor === 0) return "nothing to refund";
  // In coins, so that cash gives it back to the cent.
  const coins = Math.ceil(most.minor / 5);
  const minor = isToCard ? 1 + weather.random(most.minor) : 5 * (1 + weather.random(coins));
  const part = { ...most, minor };
  const to = isToCard
    ? ({ tender: "card", paymentId: card.paymentId } as const)
    : ({ tender: "cash" } as const);
  const refunded = register.act("refunds.pay", {
    refundId: RefundId.parse(`refund_part-${weather.random(1_000_000)}`),
    saleId: receipt.saleId,
    ...{ lines: [], part, total: part, reason: "faulty" },
    to,
  });
  return `refund ${minor} of ${most.minor} to ${to.tender} ${said(refunded)}`;
}

/** Good, declined, and one that wants the chip after the tap: two charges on one intent. */
const cards = [
  "4242424242424242",
  "4242424242424242",
  "4242424242424242",
  "5555555555554444",
  "4000000000000002",
  "4000000000009995",
  "4000002760000008",
] as const;

const INTERAC = "4506445006931933";

/** A customer holds a card to a reader that asks for one; answers what happened. */
export function customerActs(shop: Shop): string {
  const { weather, stripe } = shop;
  if (hasPages(shop) && weather.random(hasOpenPages(shop) ? 2 : 12) === 0) return payerActs(shop);
  const asking = stripe.readerIds.filter((readerId) => asksForCard(stripe, readerId));
  if (asking.length === 0) return "nothing is asked of the customer";
  return holdCard(shop, weather.pick(asking));
}

function holdCard({ weather, stripe, country }: Shop, readerId: string): string {
  const tipMinor = weather.random(8) === 0 ? weather.pick([50, 100, 5_000]) : 0;
  const authorisationMs = weather.random(3) === 0 ? weather.between(300, 6_000) : 0;
  const isInterac = country === "CA" && weather.random(2) === 0;
  const number = isInterac ? INTERAC : weather.pick(cards);
  stripe.control.present(readerId, { number, tipMinor, authorisationMs });
  return `card ${number.slice(-4)}${tipMinor > 0 ? ` and a tip of ${tipMinor}` : ""}`;
}

export function asksForCard({ world }: InProcessStripe, readerId: string): boolean {
  const reader = readerOf(world, readerId);
  const isBusy = sideOf(world, readerId).isAuthorising || reader.status === "offline";
  return awaitedType(reader) !== null && !isBusy;
}

/** What goes wrong at a reader, or is put right. */
export function readerChanges(
  { weather, stripe }: Pick<Shop, "weather" | "stripe">,
  readerId: string,
): string {
  const changes = [
    { isOnline: false },
    { isOnline: true },
    { nextCommand: "timeout-received" },
    { nextCommand: "timeout-lost" },
    { nextCommand: "hardware-fault" },
    { nextCard: "answer-lost" },
    { nextCard: "power-lost" },
    { nextCard: "power-lost-after" },
    { busyWith: "card-inserted" },
    { busyWith: null },
  ] as const;
  const change = weather.pick(changes);
  stripe.control.setReader(readerId, change);
  return JSON.stringify(change);
}

/** Every reader is whole and on its line again. */
export function mendReader({ stripe }: Pick<Shop, "stripe">, readerId: string): void {
  const mended = { isOnline: true, nextCommand: null, nextCard: null, busyWith: null } as const;
  stripe.control.setReader(readerId, mended);
}
