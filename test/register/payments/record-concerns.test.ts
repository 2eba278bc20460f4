import { describe, expect, it } from "vitest";
import type { PaymentConcern } from "../../../contract/payment-concerns.ts";
import { chargeSale, entryTypes, openCardWorld } from "../../support/card-world.ts";
import { chargeReading } from "../../support/readings.ts";

const dispute: PaymentConcern = {
  kind: "dispute",
  id: "du_1",
  status: "needs_response",
  reason: "fraudulent",
  amountMinor: 1_250,
  currency: "EUR",
  dueByMs: 1_800_000_000_000,
  isChargeRefundable: false,
  createdAtMs: 1_790_000_000_000,
};

async function soldSale() {
  const { relay, world } = await openCardWorld();
  const { payment, saleId, readings } = chargeSale(world);
  const charge = chargeReading({ riskLevel: "elevated", riskScore: 66 });
  relay.read(readings.reading({ status: "requires_capture", latestCharge: charge }));
  relay.read(readings.captured);
  const { paymentId } = payment;
  const tell = (concerns: PaymentConcern[], seq: number) =>
    relay.mail(
      {
        kind: "concern-reading",
        reading: { paymentId, readAtMs: 1_800_000_000_000, concerns },
      },
      seq,
    );
  const detail = () => world.act("sales.detail", { saleId }).payments[0];
  return { world, relay, tell, detail };
}

describe("what comes of a payment later, at the till", () => {
  it("shows Radar's risk of the charge in the sale's detail", async () => {
    const { detail } = await soldSale();
    expect(detail()).toMatchObject({ risk: { level: "elevated", score: 66 }, concerns: [] });
  });

  it("shows a dispute and how it goes on, moves no money, and changes no phase", async () => {
    const { world, tell, detail } = await soldSale();
    const before = entryTypes(world);
    tell([dispute], 3);
    expect(detail()).toMatchObject({ concerns: [dispute], payment: { phase: "captured" } });
    tell([{ ...dispute, status: "lost" }], 4);
    expect(detail()?.concerns).toMatchObject([{ status: "lost" }]);
    const said = detail()?.timeline.map(({ what }) => what) ?? [];
    expect(said.filter((what) => what.startsWith("dispute"))).toEqual([
      "dispute:needs_response",
      "dispute:lost",
    ]);
    expect(entryTypes(world)).toEqual(before);
  });

  it("takes the same reading a second time for nothing new, and acks it", async () => {
    const { relay, tell, detail } = await soldSale();
    tell([dispute], 3);
    const once = detail()?.timeline.length;
    tell([dispute], 4);
    expect(detail()?.timeline).toHaveLength(once ?? -1);
    expect(relay.all("ack").at(-1)).toMatchObject({ seq: 4 });
  });
});
