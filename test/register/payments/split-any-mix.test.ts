import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accounts } from "../../../ledger/chart.ts";
import { connect } from "../../support/card-world.ts";
import { createFakeRelay } from "../../support/fake-relay.ts";
import { openWorld, papers, type World } from "../../support/world.ts";
import { balance, cardPart, payRest, reason, takeCash } from "./split-support.ts";

type Step = Readonly<{ act: "card" | "cash" | "back" | "restart"; share: number }>;
const steps = fc.array(
  fc.record<Step>({
    act: fc.constantFrom("card", "cash", "back", "restart"),
    share: fc.integer({ min: 1, max: 90 }),
  }),
  { maxLength: 8 },
);

type Gone = Map<string, ReturnType<typeof cardPart>["gone"]>;
type Played = Readonly<{ relay: ReturnType<typeof createFakeRelay>; gone: Gone; index: number }>;

/** One step of a plan on the open sale; `gone` keeps how each hold would end. */
async function play(world: World, { act, share }: Step, { relay, gone, index }: Played) {
  const { saleId, left, taken } = world.sale();
  const minor = Math.floor((left.minor * share) / 500) * 5;
  const [first] = taken;
  if (act === "restart") {
    const again = world.restart();
    await connect(relay);
    return again;
  }
  if (act === "back" && first) {
    world.act("payments.take-back", { saleId, partId: first.partId, reason });
    const reading = gone.get(first.partId);
    if (reading) relay.read(reading);
  }
  if (act === "cash" && minor > 0) takeCash(world, minor, `pay_cash-${index}`);
  if (act === "card" && minor > 0) {
    const part = cardPart(world, minor, String(index));
    relay.read(part.held);
    gone.set(part.paymentId, part.gone);
  }
  return world;
}

describe("any mix of parts", () => {
  it("owes what it took at every step, and captures what is held when it is complete", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const relay = createFakeRelay();
        let world = openWorld({ relay });
        await connect(relay);
        world.act("sales.scan", { saleId: world.sale().saleId, code: papers, quantity: 3 });
        const gone: Gone = new Map();
        for (const [index, step] of plan.entries()) {
          world = await play(world, step, { relay, gone, index });
          const { left, total } = world.sale();
          expect(balance(world, accounts.partPaid)).toBe(left.minor - total.minor);
        }
        const held = world.sale().taken.filter(({ tender }) => tender.tender === "card");
        expect(relay.all("capture-payment")).toEqual([]);
        payRest(world);
        expect(balance(world, accounts.partPaid)).toBe(0);
        const ordered = relay.all("capture-payment").map(({ paymentId }) => paymentId);
        expect(new Set(ordered)).toEqual(new Set(held.map(({ partId }) => partId)));
      }),
      { numRuns: 25 },
    );
  });
});
