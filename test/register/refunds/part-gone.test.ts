import { describe, expect, it } from "vitest";
import { RefundId } from "../../../contract/ids.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";
import { connect } from "../../support/card-world.ts";
import { euros } from "../../support/day.ts";
import { createFakeRelay } from "../../support/fake-relay.ts";
import { holdLast, tellRefund } from "../../support/refund-world.ts";
import { beans, openWorld } from "../../support/world.ts";
import { balance, cardPart } from "../payments/split-support.ts";

const rights = { "payments.void": "allowed", "refunds.pay": "allowed" } as const;

/** Beans for 24.50, 10.00 of it by one card and the rest by another, both held. */
async function soldByTwo() {
  const relay = createFakeRelay();
  const people = { ...demoShop.people, rights: { clerk: rights } };
  const world = openWorld({ relay, config: { voidWindowMs: 3_600_000, people } });
  await connect(relay);
  const { saleId, total } = world.act("sales.scan", {
    ...{ saleId: world.sale().saleId, code: beans, quantity: 1 },
  });
  const first = cardPart(world, 1_000, "1");
  relay.read(first.held);
  const second = cardPart(world, 1_450, "2");
  relay.read(second.held);
  let count = 0;
  const input = (minor: number, to: object) => ({
    ...{ refundId: RefundId.parse(`refund_${(count += 1)}`), saleId, lines: [] },
    ...{ part: euros(minor), total: euros(minor), to, reason: "faulty" },
  });
  const toCard = { tender: "card", paymentId: second.paymentId };
  return { relay, world, saleId, total, first, second, input, toCard, toCash: { tender: "cash" } };
}

describe("a sale of which one card's hold is gone", () => {
  it("gives the other card's part back, and in all never more than was taken", async () => {
    const { relay, world, saleId, total, first, second, input, toCard, toCash } = await soldByTwo();
    world.act("payments.void", { saleId, total, reason: "wrong customer" });
    relay.read(first.gone);
    expect(world.refusal("refunds.pay", input(500, toCard))).toBe("not-refundable");
    relay.read(second.captured);
    expect(world.refusal("refunds.pay", input(1_451, toCash))).toBe("refund-over-sold");
    expect(world.refusal("refunds.pay", input(1_000, toCard))).toBe("ok");
    holdLast(relay);
    tellRefund(relay, "succeeded");
    expect(world.refusal("refunds.pay", input(451, toCard))).toBe("refund-over-sold");
    expect(world.refusal("refunds.pay", input(450, toCash))).toBe("ok");
    holdLast(relay);
    expect(balance(world, "assets:card:main:clearing")).toBe(450);
  });

  it("gives nothing back in cash of what was lost and is still to be collected", async () => {
    const { relay, world, first, second, input, toCard, toCash } = await soldByTwo();
    relay.read(first.gone);
    relay.read(second.captured);
    expect(world.refusal("refunds.pay", input(500, toCash))).toBe("not-refundable");
    expect(world.refusal("refunds.pay", input(1_451, toCard))).toBe("refund-over-charge");
    expect(world.refusal("refunds.pay", input(1_450, toCard))).toBe("ok");
  });
});
