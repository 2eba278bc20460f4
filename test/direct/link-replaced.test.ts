import { describe, expect, it } from "vitest";
import { demoShop } from "../../sandbox/demo-shop.ts";
import { readTill } from "../support/card-books.ts";
import { payAtStripe } from "../support/pay-by-page.ts";
import { products } from "../support/world.ts";
import { openShop, openTill } from "./support/direct-shop.ts";

const expire = { method: "POST", path: "/v1/checkout/sessions/*/expire" };
const readSession = { method: "GET", path: "/v1/checkout/sessions/*" };
const people = {
  ...demoShop.people,
  rights: { clerk: { "payments.replace-by-cash": "allowed" } },
} as const;

/** A sale whose page is open at Stripe, which then answers nobody about it: UNKNOWN. */
async function openUnknown() {
  const shop = await openShop();
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const till = openTill(shop, { way: "relay", config: { people }, now });
  await till.untilReader("ready");
  const { saleId } = till.view().sale;
  till.act("sales.scan", { saleId, code: products[0]?.barcodes[0] ?? "", quantity: 1 });
  const { total } = till.view().sale;
  const { paymentId } = till.act("payments.start-link", { saleId, total });
  await till.untilPayment(paymentId, ({ link }) => link?.url != null);
  const [session] = shop.stripe.books().checkoutSessions;
  for (const on of [expire, readSession]) {
    shop.stripe.control.addFault({ on, do: "cut-before", times: null });
  }
  till.act("payments.cancel", { paymentId });
  // Longer than the till waits for what came of a cancel.
  aheadMs = 25_000;
  await till.untilPayment(paymentId, ({ phase }) => phase === "unknown");
  const { cashLeft } = till.view().sale;
  const inCash = { paymentId, saleId, total: cashLeft, given: cashLeft, reason: "no answer" };
  return { shop, till, paymentId, inCash, sessionId: session?.id ?? "" };
}

type Unknown = Awaited<ReturnType<typeof openUnknown>>;

/** Stripe answers again, and the till has read the end. */
async function heal({ shop, till, paymentId }: Unknown): Promise<void> {
  shop.stripe.control.clearFaults();
  await till.untilPayment(paymentId, ({ phase }) => phase === "cancelled" || phase === "captured");
}

const live = ({ shop }: Unknown) =>
  shop.stripe.books().paymentIntents.filter(({ status }) => status !== "canceled");

describe("a payment by link that cash took the place of", () => {
  it("is closed at Stripe once it answers, and the sale was paid once, in cash", async () => {
    const unknown = await openUnknown();
    unknown.till.act("payments.replace-by-cash", unknown.inCash);
    await heal(unknown);
    const { checkoutSessions } = unknown.shop.stripe.books();
    expect(checkoutSessions.map(({ status }) => status)).toEqual(["expired"]);
    expect(live(unknown)).toEqual([]);
    expect(readTill(unknown.till.folder).fault).toBeUndefined();
  });

  it("F19: lets the hold go of a customer who paid on the page all the same", async () => {
    const unknown = await openUnknown();
    await payAtStripe(unknown.shop.stripe, unknown.sessionId);
    expect(live(unknown)).toMatchObject([{ status: "requires_capture" }]);
    unknown.till.act("payments.replace-by-cash", unknown.inCash);
    await heal(unknown);
    expect(live(unknown)).toEqual([]);
    const types = readTill(unknown.till.folder).entries.map(({ entry }) => entry.type);
    expect(types.filter((type) => type === "sale-completed")).toHaveLength(1);
    expect(types).not.toContain("payment-captured");
    expect(unknown.till.act("attention.list", {})).toEqual([]);
  });
});
