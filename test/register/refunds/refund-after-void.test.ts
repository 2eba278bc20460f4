import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { PaymentId } from "../../../contract/ids.ts";
import { RefundId, RegisterId } from "../../../contract/ids.ts";
import { openLedgerRows } from "../../../ledger/ledger-rows.ts";
import { openForReading } from "../../../ledger/storage/open-database.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";
import { createReservations } from "../../../server/reservations/reservations.ts";
import { followEntry } from "../../../server/reservations/follow-entry.ts";
import { openSqliteStorage } from "../../../server/storage/sqlite-storage.ts";
import { connect } from "../../support/card-world.ts";
import { euros } from "../../support/day.ts";
import { createFakeRelay, type FakeRelay } from "../../support/fake-relay.ts";
import { beans, openWorld, papers, type World } from "../../support/world.ts";
import { cardPart } from "../payments/split-support.ts";

const rights = { "payments.void": "allowed", "refunds.pay": "allowed" } as const;
const registerId = RegisterId.parse("reg_demo-2");

/** The relay's own claims, over the very book that this till has written. */
async function claimsOf(world: World) {
  const storage = openSqliteStorage(":memory:");
  onTestFinished(() => storage.close());
  const db = openForReading(join(world.folder, "register.db"));
  for (const row of openLedgerRows(db).after(0, 1_000)) {
    await storage.transaction(async (tx) => {
      await tx.ledgerCopies.insert(registerId, row, 0);
      await followEntry(tx, { registerId, atMs: 0 }, row);
    });
  }
  db.close();
  return createReservations({ storage, now: () => 5, isOnline: () => true });
}

async function openHalfVoided(): Promise<{ relay: FakeRelay; world: World; paid: PaidCard }> {
  const relay = createFakeRelay();
  const people = { ...demoShop.people, rights: { clerk: rights } };
  const world = openWorld({ relay, config: { voidWindowMs: 3_600_000, people } });
  await connect(relay);
  const { saleId } = world.sale();
  for (const code of [beans, beans, papers]) {
    world.act("sales.scan", { saleId, code, quantity: 1 });
  }
  const { total } = world.sale();
  const first = cardPart(world, 2_000, "1");
  relay.read(first.held);
  const second = cardPart(world, total.minor - 2_000, "2");
  relay.read(second.held);
  world.act("payments.void", { saleId, total, reason: "wrong customer" });
  relay.read(first.gone);
  // The void of this one came too late.
  relay.read(second.captured);
  const { paymentId } = second;
  return { relay, world, paid: { saleId, paymentId, minor: total.minor - 2_000 } };
}
type PaidCard = Readonly<{
  saleId: World["sale"] extends () => { saleId: infer Id } ? Id : never;
  paymentId: PaymentId;
  minor: number;
}>;

describe("a sale of two cards, one voided and one captured all the same", () => {
  it("gives back to the captured card all that it paid: the relay lets it", async () => {
    const { relay, world, paid } = await openHalfVoided();
    const { saleId, paymentId, minor } = paid;
    const reservations = await claimsOf(world);
    world.act("refunds.pay", {
      ...{ refundId: RefundId.parse("refund_all"), saleId, lines: [] },
      ...{ part: euros(minor), total: euros(minor), reason: "faulty" },
      to: { tender: "card", paymentId },
    });
    const asked = relay.all("reserve-refund").at(-1);
    if (asked?.type !== "reserve-refund") throw new Error("the relay was not asked");
    const answer = await reservations.answerRefund(registerId, asked);
    expect(answer).toMatchObject({ type: "refund-held" });
  });
});
