import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Input } from "../../../contract/commands.ts";
import { RefundId } from "../../../contract/ids.ts";
import { readTill } from "../../support/card-books.ts";
import { openCardWorld } from "../../support/card-world.ts";
import { euros } from "../../support/day.ts";
import { holdLast, tellRefund } from "../../support/refund-world.ts";
import { cardPart, payRest } from "../payments/split-support.ts";

/** 24.50 by two cards, 10.00 and 4.50, and the rest in cash; both cards captured. */
const paidMinors = [1_000, 450];

async function soldBySplit() {
  const { relay, world } = await openCardWorld();
  const { saleId } = world.sale();
  const cards = paidMinors.map((minor, index) => {
    const part = cardPart(world, minor, String(index));
    relay.read(part.held);
    return part;
  });
  payRest(world);
  cards.forEach(({ captured }) => relay.read(captured));
  return { relay, world, saleId, paymentIds: cards.map(({ paymentId }) => paymentId) };
}

type Shop = Awaited<ReturnType<typeof soldBySplit>>;
type Step = Readonly<{ to: 0 | 1 | "cash"; minor: number; ends: "succeeded" | "failed" | "open" }>;

const steps = fc.array(
  fc.record<Step>({
    to: fc.constantFrom(...([0, 1, "cash"] as const)),
    minor: fc.integer({ min: 1, max: 240 }).map((coins) => coins * 5),
    ends: fc.constantFrom("succeeded", "failed", "open"),
  }),
  { minLength: 1, maxLength: 7 },
);

function input({ saleId, paymentIds }: Shop, { to, minor }: Step, index: number) {
  const paymentId = to === "cash" ? undefined : paymentIds[to];
  return {
    refundId: RefundId.parse(`refund_${index}`),
    ...{ saleId, lines: [], part: euros(minor), total: euros(minor), reason: "faulty" },
    to: paymentId === undefined ? { tender: "cash" } : { tender: "card", paymentId },
  } satisfies Input<"refunds.pay">;
}

/** What the step must come to, reckoned beside the register: null where it is paid. */
function refusalOf({ to, minor }: Step, gone: Readonly<Record<Step["to"], number>>) {
  const goneMinor = gone[0] + gone[1] + gone.cash;
  if (minor > 2_450 - goneMinor) return "refund-over-sold";
  return to !== "cash" && minor > (paidMinors[to] ?? 0) - gone[to] ? "refund-over-charge" : null;
}

describe("refunds of a sale that was paid in parts", () => {
  it("give each card no more than it paid, and all together no more than was sold", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const shop = await soldBySplit();
        const { relay, world, saleId } = shop;
        const gone = { 0: 0, 1: 0, cash: 0 };
        for (const [index, step] of plan.entries()) {
          const asked = input(shop, step, index);
          const refusal = refusalOf(step, gone);
          if (refusal !== null) {
            expect(world.refusal("refunds.pay", asked)).toBe(refusal);
            continue;
          }
          world.act("refunds.pay", asked);
          holdLast(relay);
          gone[step.to] += step.minor;
          if (step.to === "cash" || step.ends === "open") continue;
          tellRefund(relay, step.ends);
          if (step.ends === "failed") gone[step.to] -= step.minor;
        }
        const { left } = world.act("sales.detail", { saleId });
        const goneMinor = gone[0] + gone[1] + gone.cash;
        expect(left.refundable).toEqual(euros(2_450 - goneMinor));
        expect(left.cards.map(({ refundable }) => refundable.minor)).toEqual(
          paidMinors.map((minor, card) => minor - (card === 0 ? gone[0] : gone[1])),
        );
        expect(readTill(world.folder).fault).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  }, 120_000);
});
