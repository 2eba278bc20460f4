import { describe, expect, it } from "vitest";
import { cards } from "../support/stripe-control.ts";
import { openPage, openShop, openTill, type Shop } from "./support/direct-shop.ts";

async function openConnected() {
  const shop = await openShop();
  const till = openTill(shop);
  const page = openPage(till);
  await till.untilReader("ready");
  return { shop, till, page };
}

const intents = ({ stripe }: Shop) => stripe.books().paymentIntents;

describe("a card sale by the direct way", () => {
  it("is collected and processed by the page, and captured by the ledger's word", async () => {
    const { shop, till, page } = await openConnected();
    const { paymentId } = till.charge();
    await till.untilPayment(paymentId, ({ onReaderAtMs }) => onReaderAtMs !== null);
    shop.stripe.control.present(shop.readerId, { number: cards.good });
    const captured = await till.untilPayment(paymentId, ({ phase }) => phase === "captured");
    expect(captured).toMatchObject({ via: "direct", attention: null });
    expect(intents(shop)).toMatchObject([{ status: "succeeded", amount_received: 2_450 }]);
    expect(page.said.map(({ type }) => type)).toContain("reader-finished");
  });
});
