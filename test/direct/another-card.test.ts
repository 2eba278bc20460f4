import { describe, expect, it } from "vitest";
import { cards } from "../support/stripe-control.ts";
import { inPhase, onReader, openSlow, statuses } from "./support/slow-page.ts";

describe("another card by the direct way", () => {
  it("asked for before the window let go of the declined one begins once it has", async () => {
    const { shop, till, letSay } = await openSlow();
    const { paymentId } = till.charge();
    await onReader(till, paymentId);
    shop.stripe.control.present(shop.readerId, { number: cards.declined });
    await inPhase(till, paymentId, "declined");
    till.act("payments.retry", { paymentId });
    till.act("payments.retry", { paymentId });
    await letSay();
    await inPhase(till, paymentId, "waiting");
    await onReader(till, paymentId);
    shop.stripe.control.present(shop.readerId, { number: cards.good });
    const { tries } = await till.untilPayment(paymentId, ({ phase }) => phase === "captured");
    expect(tries.map(({ outcome }) => outcome)).toEqual(["declined", "approved"]);
    expect(statuses(shop)).toEqual(["succeeded"]);
  });

  it("asked for so early, and then cancelled, begins no more", async () => {
    const { shop, till, letSay } = await openSlow();
    const { paymentId } = till.charge();
    await onReader(till, paymentId);
    shop.stripe.control.present(shop.readerId, { number: cards.declined });
    await inPhase(till, paymentId, "declined");
    till.act("payments.retry", { paymentId });
    till.act("payments.cancel", { paymentId });
    await letSay();
    const { tries } = await inPhase(till, paymentId, "cancelled");
    expect(tries).toHaveLength(1);
    expect(statuses(shop)).toEqual(["canceled"]);
  });
});
