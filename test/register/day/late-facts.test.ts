import { describe, expect, it } from "vitest";
import { chargeSale, connect, openCardWorld, paymentShown } from "../../support/card-world.ts";
import { jonas } from "../../support/people.ts";
import type { World } from "../../support/world.ts";

/** A manager sits at the till and closes a day whose drawer is not counted. */
function closeDay(world: World) {
  world.act("people.sign-in", jonas);
  return world.act("day.close", { close: null });
}

describe("a fact of a closed day", () => {
  it("M2, F24: a capture that is read later goes to the next day and points to its own", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, readings } = chargeSale(world);
    relay.read(readings.authorised);
    const z = closeDay(world);
    expect(z.report.sales).toMatchObject({ count: 1, takenMinor: payment.amount.minor });
    expect(z.unknownPayments).toMatchObject([{ paymentId: payment.paymentId }]);
    relay.read(readings.captured);
    expect(paymentShown(world, payment.paymentId)?.phase).toBe("captured");
    const { day } = world.act("day.x-report", {});
    expect(day.sales.count).toBe(0);
    expect(day.late).toMatchObject([{ type: "payment-captured", zNumber: 1 }]);
    const [late] = day.late;
    expect(late?.ofSeq).toBeLessThan(z.seq);
    expect(late?.seq).toBeGreaterThan(z.seq);
    expect(world.act("day.rebuild-z", { zNumber: 1 }).isSame).toBe(true);
  });

  it("M2: an UNKNOWN payment is listed and does not hold the day open; its sale counts when known", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, readings } = chargeSale(world);
    world.act("people.sign-in", jonas);
    expect(world.refusal("day.close", { close: null })).toBe("payment-in-progress");
    relay.drop();
    const z = closeDay(world);
    expect(z.unknownPayments).toMatchObject([
      { paymentId: payment.paymentId, amount: payment.amount },
    ]);
    expect(z.report.sales.count).toBe(0);
    const after = world.restart();
    await connect(relay);
    relay.read(readings.authorised);
    const { day } = after.act("day.x-report", {});
    expect(day.sales).toMatchObject({ count: 1, takenMinor: payment.amount.minor });
    expect(day.late).toMatchObject([{ type: "payment-authorised", zNumber: 1 }]);
  });

  it("has no pointer while its own day is open", async () => {
    const { relay, world } = await openCardWorld();
    closeDay(world);
    const { readings } = chargeSale(world);
    relay.read(readings.authorised);
    relay.read(readings.captured);
    expect(world.act("day.x-report", {}).day.late).toEqual([]);
  });
});
