import type { PaymentReading } from "../../../contract/relay-protocol.ts";
import { entryTypes, openCardWorld } from "../../support/card-world.ts";
import { euros } from "../../support/day.ts";
import { chargeReading, readingsOf } from "../../support/readings.ts";
import type { World } from "../../support/world.ts";

/** 10.00 of 24.50 is held on a card whose bank may be asked for more. */
export async function openHeld({ isRaisable = true } = {}) {
  const { relay, world } = await openCardWorld();
  const { saleId, left } = world.sale();
  const amount = euros(1_000);
  const { paymentId } = world.act("payments.charge", { saleId, total: left, amount });
  const { reading } = readingsOf(paymentId, { amountMinor: 1_000, register: "reg_demo-2" });
  const held = (amountMinor: number, more: Partial<PaymentReading> = {}): PaymentReading => ({
    ...reading({
      ...{ status: "requires_capture", amountMinor },
      latestCharge: chargeReading(isRaisable ? { isRaisable } : {}),
    }),
    ...more,
  });
  relay.read(held(1_000));
  const ended = (outcome: string, number = 1) => ({
    raise: { raiseId: `raise-${paymentId}-${number}`, outcome },
  });
  const raise = () => ({ saleId, paymentId, left: world.sale().left });
  return { relay, world, saleId, paymentId, held, ended, raise, reading };
}

export const lastTypes = (world: World, count: number) => entryTypes(world).slice(-count);
