import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { booksDiffer } from "../support/card-books.ts";
import { openCardTill, sellByCard, type CardTill } from "../support/card-till.ts";
import { startDemo, type Demo } from "../support/demo.ts";
import { keepRelayDown } from "../support/relay-down.ts";
import { addToSale, payCash } from "../support/selling.ts";

/** A tree for each: a relay that dies too often within a minute is given up. */
async function open(): Promise<{ demo: Demo; shop: CardTill }> {
  const demo = await startDemo();
  onTestFinished(async () => {
    await demo.stop();
  });
  return { demo, shop: await openCardTill(demo) };
}

describe("a till without its relay", () => {
  it("F28: sells on for cash, refuses cards as cards-offline, and recovers by itself", async () => {
    const { demo, shop } = await open();
    const { till, untilRelay } = shop;
    const letUp = keepRelayDown(demo);
    await untilRelay("offline");
    const sale = await addToSale(till);
    const { saleId, total } = sale;
    const refused = await till.call("payments.charge", { saleId, total });
    await payCash(till, sale);
    await letUp();
    expect(refused).toMatchObject({ ok: false, refusal: "cards-offline" });

    await untilRelay("online");
    await sellByCard(shop);
    expect(await booksDiffer(demo)).toEqual([]);
  });

  it("F28: shows a payment as unknown while nobody can ask, and hears what came of it", async () => {
    const { demo, shop } = await open();
    const { stripe, chargeOne, untilPhase, untilSent } = shop;
    const payment = await chargeOne();
    const letUp = keepRelayDown(demo);
    await untilPhase(payment, "unknown");
    await stripe.present();
    await letUp();
    await untilPhase(payment, "captured");
    await untilSent();
    expect(await booksDiffer(demo)).toEqual([]);
  });

  it("keeps a refund until the relay is back, and gives it once", async () => {
    const { demo, shop } = await open();
    const { till, stripe, untilRelay, untilRefund, untilSent } = shop;
    const { saleId, amount } = await sellByCard(shop);
    const letUp = keepRelayDown(demo);
    await untilRelay("offline");
    await till.value("payments.refund", { saleId, total: amount });
    const { status } = await till.value("register.view", {});
    await letUp();
    expect(status.unsent).toBe(1);
    await untilRefund(saleId, "succeeded");
    await untilSent();
    expect((await stripe.books()).refunds).toMatchObject([{ amount: amount.minor }]);
    expect(await booksDiffer(demo)).toEqual([]);
  });

  it("B22: stays offline with a token that the relay does not know, and sells for cash", async () => {
    const { demo, shop } = await open();
    const { till, untilRelay } = shop;
    const path = join(demo.data, "relay", "config.json");
    const config = readFileSync(path, "utf8");
    const strange = config.replace(/"tokenHash":"[0-9a-f]{64}"/, `"tokenHash":"${"0".repeat(64)}"`);
    expect(strange).not.toBe(config);
    writeFileSync(path, strange);
    demo.killNow("relay");
    await untilRelay("offline");
    const log = await demo.logged("a socket was not let in");
    expect(log).not.toContain(readFileSync(join(demo.data, "device-token"), "utf8"));

    const sale = await addToSale(till);
    const { saleId, total } = sale;
    const refused = await till.call("payments.charge", { saleId, total });
    expect(refused).toMatchObject({ ok: false, refusal: "cards-offline" });
    await payCash(till, sale);
    const { status } = await till.value("register.view", {});
    expect(status.relay.state).not.toBe("online");
    expect(await booksDiffer(demo)).toEqual([]);
  });
});
