import type { PaymentId, SaleId } from "../../contract/ids.ts";
import { PaymentId as ParsePaymentId } from "../../contract/ids.ts";
import type { Money } from "../../contract/money.ts";
import type { PaymentView } from "../../contract/payment-views.ts";
import type { SaleView, TakenView } from "../../contract/views.ts";
import { isOnReader, type CardTill } from "../support/card-till.ts";
import { addToSale } from "../support/selling.ts";
import { cards } from "../support/stripe-control.ts";

const CARD_MINOR = 100;
const CASH_MINOR = 50;
const cashPart = ParsePaymentId.parse("pay_drill-cash");

/** What becomes of a sale of which a card holds a part. */
export type Ending = "cash" | "voucher" | "taken back" | "second card" | "larger hold" | "given up";

/** What a clerk remembers of the sale over crashes of the till. */
export type Split = { saleId: SaleId | null; paymentId: PaymentId | null; wasTakenBack: boolean };

/** A part by card, and the rest as wanted; from wherever a crash has left it. */
export async function splitSale(shop: CardTill, split: Split, ending: Ending): Promise<void> {
  if ((await openSale(shop, split)) !== null) {
    await holdPart(shop, split);
    await endings[ending](shop, split);
  }
  await untilPartsEnd(shop, split);
  await shop.untilSent();
}

type End = (shop: CardTill, split: Split) => Promise<void>;

const endings: Readonly<Record<Ending, End>> = {
  cash: payInCash,
  voucher: payByVoucher,
  "taken back": async (shop, split) => {
    if (!split.wasTakenBack) await takeCardBack(shop, split);
    await payInCash(shop);
  },
  "second card": payByAnotherCard,
  "larger hold": holdMore,
  "given up": giveUp,
};

/** Null where it was completed, or given up, before the crash. */
async function openSale({ till }: CardTill, split: Split): Promise<SaleView | null> {
  const { sale } = await till.value("register.view", {});
  if (split.saleId !== null) return sale.saleId === split.saleId ? sale : null;
  const begun = sale.lines.length === 0 ? await addToSale(till) : sale;
  split.saleId = begun.saleId;
  return begun;
}

/** Charges a part until it is held; a card that a crash has ended is charged anew. */
async function holdPart(shop: CardTill, split: Split): Promise<void> {
  for (;;) {
    const { sale, payment } = await shop.till.value("register.view", {});
    const held = cardPartOf(sale);
    if (held) split.paymentId = held.partId;
    if (held || split.wasTakenBack) return;
    await goOn(shop, payment, { sale, amount: { ...sale.left, minor: CARD_MINOR } });
  }
}

function cardPartOf({ taken }: SaleView): TakenView | undefined {
  return taken.find(({ tender }) => tender.tender === "card");
}

type Wanted = Readonly<{ sale: SaleView; amount: Money }>;

/** Follows what is under way, or asks a card for the amount. */
async function goOn(shop: CardTill, open: PaymentView | null, wanted: Wanted): Promise<void> {
  const isOpen = open !== null && open.phase !== "cancelled";
  const payment = isOpen ? open : await charge(shop, wanted);
  if (payment !== null) await pursue(shop, payment);
}

/** Null where the relay was lost between the look and the wish: nothing was asked. */
async function charge(shop: CardTill, { sale, amount }: Wanted): Promise<PaymentView | null> {
  await shop.untilRelay("online");
  await shop.untilReader();
  const { saleId, left: total } = sale;
  const asked = await shop.till.call("payments.charge", { saleId, total, amount });
  if (!asked.ok && asked.refusal !== "cards-offline") throw new Error(asked.refusal);
  return asked.ok ? asked.value : null;
}

async function pursue(shop: CardTill, from: PaymentView): Promise<void> {
  let payment = from;
  while (payment.phase === "waiting" || payment.phase === "unknown") {
    const before = JSON.stringify(payment);
    if (isOnReader(payment)) {
      const { screen } = await shop.stripe.reader();
      if (screen.kind === "present-card") await shop.stripe.present({ number: cards.good });
    }
    payment = await shop.until(payment, (now) => JSON.stringify(now) !== before);
  }
}

/** A part in cash, and then the rest. */
async function payInCash(shop: CardTill): Promise<void> {
  const { till } = shop;
  await takeCashPart(shop);
  const { saleId, cashLeft } = (await till.value("register.view", {})).sale;
  await till.value("sales.pay-cash", { saleId, total: cashLeft, given: cashLeft });
}

const voucherParts = ["pay_drill-voucher-1", "pay_drill-voucher-2"].map((id) =>
  ParsePaymentId.parse(id),
);

/** A part by the shop's own tender, and then the rest by another of the same. */
async function payByVoucher({ till }: CardTill): Promise<void> {
  for (const [at, partId] of voucherParts.entries()) {
    const { sale } = await till.value("register.view", {});
    if (sale.taken.some((part) => part.partId === partId)) continue;
    const { saleId, left } = sale;
    const amount = at === 0 ? { ...left, minor: CASH_MINOR } : left;
    const tender = { tender: "other", name: "Voucher", reference: `V-${at}` } as const;
    await till.value("payments.take-other", { saleId, partId, left, amount, tender });
  }
}

async function takeCardBack({ till }: CardTill, split: Split): Promise<void> {
  const { sale } = await till.value("register.view", {});
  const held = cardPartOf(sale);
  const { saleId } = sale;
  if (held && !held.isReturning) {
    const { partId } = held;
    await till.value("payments.take-back", { saleId, partId, reason: "another way" });
  }
  if (held) {
    await till.next((message) => {
      if (!("event" in message) || message.event !== "sale-changed") return false;
      return cardPartOf(message.view) === undefined;
    });
  }
  split.wasTakenBack = true;
}

async function takeCashPart({ till }: CardTill): Promise<void> {
  const { sale } = await till.value("register.view", {});
  if (sale.taken.some(({ partId }) => partId === cashPart)) return;
  const { saleId, left } = sale;
  const amount = { ...left, minor: CASH_MINOR };
  await till.value("payments.take-cash", { saleId, partId: cashPart, left, amount, given: amount });
}

/** The sale completes by itself as the second card is approved. */
async function payByAnotherCard(shop: CardTill, { saleId }: Split): Promise<void> {
  for (;;) {
    const { sale, payment } = await shop.till.value("register.view", {});
    if (sale.saleId !== saleId) return;
    await goOn(shop, payment, { sale, amount: sale.left });
  }
}

/** The card that holds a part is asked for the rest, again where a crash kept the wish from its bank. */
async function holdMore(shop: CardTill, { saleId }: Split): Promise<void> {
  const { till } = shop;
  for (;;) {
    const { sale } = await till.value("register.view", {});
    if (sale.saleId !== saleId) return;
    const held = cardPartOf(sale);
    if (held?.isRaisable === true) await raise(shop, sale, held.partId);
    else await till.next((message) => "event" in message && message.event === "sale-changed");
  }
}

async function raise(shop: CardTill, { saleId, left }: SaleView, paymentId: PaymentId) {
  await shop.untilRelay("online");
  const asked = await shop.till.call("payments.raise", { saleId, paymentId, left });
  if (!asked.ok && asked.refusal !== "cards-offline") throw new Error(asked.refusal);
}

/** The goods stay: the hold goes back to its card, and the cash over the counter. */
async function giveUp(shop: CardTill, { saleId }: Split): Promise<void> {
  await takeCashPart(shop);
  if (saleId !== null) await shop.till.value("sales.give-up", { saleId, reason: "they left" });
}

/** All that its cards held is captured or let go of. */
async function untilPartsEnd({ till }: CardTill, { saleId, paymentId }: Split): Promise<void> {
  const detail = saleId === null ? null : await till.call("sales.detail", { saleId });
  const ofSale = detail?.ok === true ? detail.value.payments : [];
  const known = ofSale.map(({ payment }) => payment.paymentId);
  for (const id of new Set([...known, ...(paymentId === null ? [] : [paymentId])])) {
    // A sale that was given up has no detail, so the payment is asked for itself.
    while (!isEnd((await till.value("payments.certificate", { id })).phase)) {
      await till.next(
        (message) =>
          "event" in message &&
          message.event === "payment-changed" &&
          message.view.paymentId === id &&
          isEnd(message.view.phase),
      );
    }
  }
}

const isEnd = (phase: string) => phase === "captured" || phase === "cancelled";
