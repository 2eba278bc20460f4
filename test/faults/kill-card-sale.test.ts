import { describe, expect, it, onTestFinished } from "vitest";
import type { PaymentView } from "../../contract/payment-views.ts";
import type { TraceStep as RegisterStep } from "../../register/ports.ts";
import type { TraceStep as RelayStep } from "../../server/ports.ts";
import { booksDiffer, entriesOfSale } from "../support/card-books.ts";
import { openCardTill, sellByCard, type CardTill } from "../support/card-till.ts";
import { startDemo, type Demo } from "../support/demo.ts";
import { addToSale, payCash } from "../support/selling.ts";

const paid = ["payment-started", "payment-authorised", "sale-completed", "payment-captured"];

async function open(killAt: RegisterStep | RelayStep): Promise<{ demo: Demo; shop: CardTill }> {
  const demo = await startDemo({ killAt });
  onTestFinished(async () => {
    await demo.stop();
  });
  return { demo, shop: await openCardTill(demo) };
}

/** The next customer, on the same processes, once the crash is mended. */
async function expectSellsOn(demo: Demo, shop: CardTill): Promise<void> {
  await sellByCard(shop);
  expect(await booksDiffer(demo)).toEqual([]);
}

describe("kill -9 of the register in a card payment", () => {
  it("started-committed: nothing was sent, so the attempt is proven dead, and cash can be taken", async () => {
    const { demo, shop } = await open("started-committed");
    const { saleId, total } = await addToSale(shop.till);
    const charge = shop.till.call("payments.charge", { saleId, total });
    await expect(charge).rejects.toThrow("the bridge is closed");
    await demo.restarted();

    const again = await openCardTill(demo);
    const { payment } = await again.till.value("register.view", {});
    if (!payment) throw new Error("the attempt is lost");
    await again.untilPhase(payment, "cancelled");
    const { sale } = await again.till.value("register.view", {});
    expect(sale.saleId).toBe(saleId);
    await payCash(again.till, sale);
    expect(entriesOfSale(demo, saleId)).toEqual([
      "payment-started",
      "payment-cancelled",
      "sale-completed",
    ]);
    expect((await again.stripe.books()).paymentIntents).toEqual([]);
    await expectSellsOn(demo, again);
  });

  const afterTheTap: readonly RegisterStep[] = [
    "authorised-read",
    "authorised-committed",
    "captured-read",
    "captured-committed",
  ];

  it.each(afterTheTap)("%s: the sale is in the ledger once, and captured once", async (step) => {
    const { demo, shop } = await open(step);
    const payment = await shop.chargeOne();
    await shop.stripe.present();
    await shop.till.closed;
    await demo.restarted();

    const again = await openCardTill(demo);
    await again.untilPhase(payment, "captured");
    await again.untilSent();
    expect(entriesOfSale(demo, payment.saleId)).toEqual(paid);
    expect(await booksDiffer(demo)).toEqual([]);
    await expectSellsOn(demo, again);
  });
});

describe("kill -9 of the relay in a card payment", () => {
  const steps: readonly RelayStep[] = [
    "event-committed",
    "object-read",
    "mail-committed",
    "instruction-stored",
    "capture-answered",
  ];

  /** The webhooks of the start wait, so that the relay dies over those of the tap. */
  async function chargeAndTap({ stripe, chargeOne }: CardTill): Promise<PaymentView> {
    await stripe.pauseDeliveries();
    const payment = await chargeOne();
    await stripe.present();
    void stripe.resumeDeliveries();
    return payment;
  }

  it.each(steps)("F27, %s: the till hears the verdict all the same, once", async (step) => {
    const { demo, shop } = await open(step);
    const payment = await chargeAndTap(shop);
    await demo.restarted("relay");

    await shop.untilPhase(payment, "captured");
    await shop.untilSent();
    expect(entriesOfSale(demo, payment.saleId)).toEqual(paid);
    expect(await booksDiffer(demo)).toEqual([]);
    await shop.untilRelay("online");
    await expectSellsOn(demo, shop);
  });
});
