import type { PaymentId, SaleId } from "../../contract/ids.ts";
import { PaymentId as ParsePaymentId } from "../../contract/ids.ts";
import type { PaymentView } from "../../contract/payment-views.ts";
import type { SaleView } from "../../contract/views.ts";
import { isOnReader, type CardTill } from "../support/card-till.ts";
import { addToSale } from "../support/selling.ts";
import { cards } from "../support/stripe-control.ts";

const CARD_MINOR = 100;
const CASH_MINOR = 50;
const cashPart = ParsePaymentId.parse("pay_drill-cash");

/** What a clerk remembers of the sale over crashes of the till. */
export type Split = { saleId: SaleId | null; paymentId: PaymentId | null; wasTakenBack: boolean };

/** A part by card, a part in cash, and the rest in cash; from wherever a crash has left it. */
export async function splitSale(shop: CardTill, split: Split, takesBack: boolean): Promise<void> {
  const { till } = shop;
  const sale = await openSale(shop, split);
  if (sale !== null) {
    await holdPart(shop, split);
    if (takesBack && !split.wasTakenBack) await takeCardBack(shop, split);
    await takeCashPart(shop);
    const { saleId, cashLeft } = (await till.value("register.view", {})).sale;
    await till.value("sales.pay-cash", { saleId, total: cashLeft, given: cashLeft });
  }
  const { saleId, paymentId } = split;
  const isCard = saleId !== null && paymentId !== null && !split.wasTakenBack;
  if (isCard) await shop.untilPhase({ saleId, paymentId }, "captured");
  await shop.untilSent();
}

/** Null where it was completed before the crash. */
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
    const held = sale.taken.find(({ tender }) => tender.tender === "card");
    if (held) split.paymentId = held.partId;
    if (held || split.wasTakenBack) return;
    const isOpen = payment !== null && payment.phase !== "cancelled";
    await pursue(shop, isOpen ? payment : await charge(shop, sale));
  }
}

function charge({ till }: CardTill, { saleId, left: total }: SaleView): Promise<PaymentView> {
  const amount = { ...total, minor: CARD_MINOR };
  return till.value("payments.charge", { saleId, total, amount });
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

async function takeCardBack(shop: CardTill, split: Split): Promise<void> {
  const { till } = shop;
  const { sale } = await till.value("register.view", {});
  const held = sale.taken.find(({ tender }) => tender.tender === "card");
  const { saleId } = sale;
  if (held && !held.isReturning) {
    const { partId } = held;
    await till.value("payments.take-back", { saleId, partId, reason: "another way" });
  }
  if (held) {
    await till.next((message) => {
      if (!("event" in message) || message.event !== "sale-changed") return false;
      return message.view.taken.every(({ tender }) => tender.tender !== "card");
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
