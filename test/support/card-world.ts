import { join } from "node:path";
import type { PaymentId } from "../../contract/ids.ts";
import type { PaymentView } from "../../contract/payment-views.ts";
import { openForReading } from "../../ledger/storage/open-database.ts";
import { createFakeRelay } from "./fake-relay.ts";
import { readingsOf } from "./readings.ts";
import { beans, openWorld, type World } from "./world.ts";

/** A register that is connected to a relay, with one item in the open sale. */
export async function openCardWorld() {
  const relay = createFakeRelay();
  const world = openWorld({ relay });
  await connect(relay);
  world.act("sales.scan", { saleId: world.sale().saleId, code: beans, quantity: 1 });
  return { relay, world };
}

/** Lets the socket open, then welcomes the register. */
export async function connect(relay: ReturnType<typeof createFakeRelay>): Promise<void> {
  await Promise.resolve();
  relay.welcome();
}

/** Charges the open sale and answers the payment with the readings that Stripe may give of it. */
export function chargeSale(world: World) {
  const { saleId, total } = world.sale();
  const payment = world.act("payments.charge", { saleId, total });
  const readings = readingsOf(payment.paymentId, {
    amountMinor: total.minor,
    register: "reg_demo-2",
  });
  return { payment, saleId, total, readings };
}

/** The entry types of a world's ledger, in order, as another process would see them on the disk. */
export function entryTypes({ folder }: World): string[] {
  const db = openForReading(join(folder, "register.db"));
  const types = db.prepare<[], string>("SELECT type FROM ledger ORDER BY seq").pluck().all();
  db.close();
  return types;
}

/** The latest view of a payment that the screens were told. */
export function paymentShown(world: World, paymentId: PaymentId): PaymentView | undefined {
  return world.events
    .flatMap((told) => (told.event === "payment-changed" ? [told.view] : []))
    .findLast((view) => view.paymentId === paymentId);
}
