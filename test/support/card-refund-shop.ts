import type { Input } from "../../contract/commands.ts";
import { RefundId } from "../../contract/ids.ts";
import { chargeSale, openCardWorld } from "./card-world.ts";
import { euros } from "./day.ts";
import { chargeReading } from "./readings.ts";
import { papers } from "./world.ts";

export type Pay = Input<"refunds.pay">;
export type CardRefundShop = Awaited<ReturnType<typeof soldByCard>>;

/** Two lines, 24.50 and 6.90, paid by one card with a tip of 1.00. */
export async function soldByCard() {
  const { relay, world } = await openCardWorld();
  world.act("sales.scan", { saleId: world.sale().saleId, code: papers, quantity: 1 });
  const sold = chargeSale(world);
  const { minor } = sold.total;
  const amounts = { amountMinor: minor + 100, tipMinor: 100 };
  const charge = { latestCharge: chargeReading() };
  const { reading } = sold.readings;
  relay.read(reading({ ...amounts, ...charge, status: "requires_capture" }));
  const paid = { amountReceivedMinor: minor + 100, status: "succeeded" as const };
  relay.read(reading({ ...amounts, ...charge, ...paid }));
  const { saleId } = sold;
  const { paymentId } = sold.payment;
  const lines = world.act("sales.detail", { saleId }).left.lines;
  let count = 0;
  const input = (total: number, changes: Partial<Pay> = {}): Pay => ({
    refundId: RefundId.parse(`refund_${(count += 1)}`),
    ...{ saleId, lines: [], to: { tender: "card", paymentId }, reason: "faulty" },
    ...{ total: euros(total), ...changes },
  });
  const piece = (line: number) => [{ lineId: lines[line]?.lineId ?? ("" as never), quantity: 1 }];
  const left = () => world.act("sales.detail", { saleId }).left;
  return { ...sold, relay, world, input, piece, left };
}
