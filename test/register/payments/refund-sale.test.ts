import { describe, expect, it } from "vitest";
import { chargeSale, entryTypes, openCardWorld } from "../../support/card-world.ts";
import { jonas } from "../../support/people.ts";
import { holdLast, tellRefund } from "../../support/refund-world.ts";
import { beans } from "../../support/world.ts";

type Told = (status: "pending" | "succeeded" | "failed", reason?: string | null) => void;

describe("payments.refund", () => {
  async function soldByCard() {
    const { relay, world } = await openCardWorld();
    const sold = chargeSale(world);
    relay.read(sold.readings.authorised);
    relay.read(sold.readings.captured);
    const told: Told = (status, reason = null) => {
      tellRefund(relay, status, reason);
    };
    const refund = () => {
      const asked = world.act("payments.refund", { saleId: sold.saleId, total: sold.total });
      holdLast(relay);
      return asked;
    };
    return { ...sold, relay, world, told, refund };
  }

  it("F41: gives a card sale back in full, once, and takes the sale's figures with it", async () => {
    const { world, relay, told, refund, saleId, total } = await soldByCard();
    expect(world.act("sales.detail", { saleId }).refundable).toEqual(total);
    expect(refund()).toMatchObject({ refundable: { minor: 0 } });
    expect(world.act("sales.detail", { saleId })).toMatchObject({
      refundable: { minor: 0 },
      payments: [{ refunds: [{ state: "requested" }] }],
    });
    expect(world.refusal("payments.refund", { saleId, total })).toBe("refund-in-progress");
    expect(relay.all("refund-payment")).toHaveLength(1);
    told("pending");
    told("succeeded");
    expect(world.act("day.x-report", {})).toMatchObject({
      refundCount: 1,
      refunds: total,
      drawerExpected: { minor: 0 },
    });
    expect(entryTypes(world).filter((type) => type.startsWith("refund"))).toEqual([
      "refund-started",
      "refund-accepted",
    ]);
  });

  it("gives nothing back while the till practises", async () => {
    const { world, relay, saleId, total } = await soldByCard();
    world.act("people.approve", { command: "day.start-training", input: {}, ...jonas });
    world.act("day.start-training", {});
    expect(world.refusal("payments.refund", { saleId, total })).toBe("training");
    expect(relay.all("refund-payment")).toHaveLength(0);
    world.act("day.end-training", {});
    expect(world.refusal("payments.refund", { saleId, total })).toBe("ok");
  });

  it("books a refund back that fails days later, and may be asked for again", async () => {
    const { world, told, refund, saleId, total } = await soldByCard();
    refund();
    told("succeeded");
    told("failed", "expired_or_canceled_card");
    const x = world.act("day.x-report", {});
    expect(x).toMatchObject({ refundCount: 0, refunds: { minor: 0 } });
    // The tax is owed again.
    expect(x.day.refunds.taxes).toMatchObject([{ netMinor: 0, taxMinor: 0 }]);
    expect(world.act("sales.detail", { saleId })).toMatchObject({
      refundable: total,
      payments: [{ refunds: [{ state: "failed", failureReason: "expired_or_canceled_card" }] }],
    });
  });

  it("refuses what was paid in cash, what is not captured, and another amount", async () => {
    const { relay, world } = await openCardWorld();
    const cash = world.sell();
    expect(world.refusal("payments.refund", { saleId: cash.saleId, total: cash.total })).toBe(
      "not-refundable",
    );
    world.act("sales.scan", { saleId: world.sale().saleId, code: beans, quantity: 1 });
    const { saleId, total, readings } = chargeSale(world);
    relay.read(readings.authorised);
    expect(world.refusal("payments.refund", { saleId, total })).toBe("not-refundable");
    relay.read(readings.captured);
    expect(world.refusal("payments.refund", { saleId, total: { ...total, minor: 1 } })).toBe(
      "price-changed",
    );
  });
});
