import { join } from "node:path";
import { expect } from "vitest";
import { PaymentId } from "../../../contract/ids.ts";
import { openLedger } from "../../../ledger/ledger.ts";
import { openForReading } from "../../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../../ledger/verify.ts";
import { euros } from "../../support/day.ts";
import { chargeReading, readingsOf } from "../../support/readings.ts";
import type { World } from "../../support/world.ts";

export const reason = "another way";

/** A part by card, up to its hold; `intent` tells the intents of one sale apart. */
export function cardPart(world: World, minor: number, intent = "1") {
  const { saleId, left } = world.sale();
  const { paymentId } = world.act("payments.charge", { saleId, total: left, amount: euros(minor) });
  const { reading } = readingsOf(paymentId, { amountMinor: minor, register: "reg_demo-2" });
  const intentId = `pi_${intent}`;
  const charge = { chargeId: `ch_${intent}` };
  return {
    paymentId,
    held: reading({ intentId, status: "requires_capture", latestCharge: chargeReading(charge) }),
    gone: reading({ intentId, status: "canceled" }),
    captured: reading({
      ...{ intentId, status: "succeeded", amountReceivedMinor: minor },
      latestCharge: chargeReading({ ...charge, captured: true }),
    }),
  };
}

export function takeCash(world: World, minor: number, partId: string) {
  const { saleId, left } = world.sale();
  const [amount, given] = [euros(minor), euros(minor)];
  const id = PaymentId.parse(partId);
  return world.act("payments.take-cash", { saleId, partId: id, left, amount, given });
}

type Named = Readonly<{ name?: string; reference?: string | null; partId?: string }>;

/** So much by a tender that the shop named; all that is left completes the sale. */
export function takeOther(world: World, minor: number, named: Named = {}) {
  const { name = "Voucher", reference = null, partId = "pay_other-1" } = named;
  const { saleId, left } = world.sale();
  const tender = { tender: "other", name, reference } as const;
  const id = PaymentId.parse(partId);
  return world.act("payments.take-other", {
    ...{ saleId, partId: id, left, amount: euros(minor), tender },
  });
}

export function payRest(world: World) {
  const { saleId, cashLeft } = world.sale();
  return world.act("sales.pay-cash", { saleId, total: cashLeft, given: cashLeft });
}

/** What stands on an account, and that the book proves itself. */
export function balance({ folder }: World, account: string): number {
  const db = openForReading(join(folder, "register.db"));
  expect(verifyLedger(db).fault).toBeUndefined();
  const minor = openLedger(db, () => 0).balance(account, "EUR");
  db.close();
  return minor;
}
