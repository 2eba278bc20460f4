import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accounts } from "../../../ledger/chart.ts";
import type { ReceiptView, TenderView } from "../../../contract/views.ts";
import { connect } from "../../support/card-world.ts";
import { createFakeRelay } from "../../support/fake-relay.ts";
import { openWorld, papers, type World } from "../../support/world.ts";
import { balance, cardPart, payRest, reason, takeCash, takeOther } from "./split-support.ts";

type Step = Readonly<{ act: "card" | "cash" | "voucher" | "back" | "restart"; share: number }>;
const steps = fc.array(
  fc.record<Step>({
    act: fc.constantFrom("card", "cash", "voucher", "back", "restart"),
    share: fc.integer({ min: 1, max: 90 }),
  }),
  { maxLength: 8 },
);

const nameBy = { cash: "cash", voucher: "Voucher" } as const;

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
  if (act === "cash" || act === "voucher") takePart(world, { minor, name: nameBy[act] }, index);
  if (act === "card" && minor > 0) {
    const part = cardPart(world, minor, String(index));
    relay.read(part.held);
    gone.set(part.paymentId, part.gone);
  }
  return world;
}

const otherTenders = ["Voucher", "Cheque"];
const names = fc.constantFrom(...otherTenders, "cash");
const nameOf = (tender: TenderView) => (tender.tender === "other" ? tender.name : tender.tender);

type Part = Readonly<{ minor: number; name: string }>;

/** A part that leaves something to pay; what would not is left out. */
function takePart(world: World, { minor, name }: Part, index: number): void {
  const coins = minor - (minor % 5);
  const { left, cashLeft } = world.sale();
  const isCash = name === "cash" && coins > 0 && coins < Math.min(left.minor, cashLeft.minor);
  if (isCash) takeCash(world, coins, `pay_cash-${index}`);
  if (name !== "cash" && minor > 0 && minor < left.minor) {
    takeOther(world, minor, { name, partId: `pay_other-${index}` });
  }
}

/** All that is left, by one tender. */
function payLast(world: World, name: string): ReceiptView {
  const { saleId, left } = world.sale();
  if (name === "cash") payRest(world);
  else takeOther(world, left.minor, { name, partId: "pay_last" });
  return world.act("sales.detail", { saleId }).receipt;
}

describe("any mix of parts", () => {
  it("sums to the total by cash and the shop's own tenders, whichever is the last", () => {
    const plans = fc.array(fc.record({ minor: fc.integer({ min: 1, max: 1_200 }), name: names }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(plans, names, (plan, last) => {
        const world = openWorld({ shop: { otherTenders, cashStepMinor: 5 } });
        world.act("sales.scan", { saleId: world.sale().saleId, code: papers, quantity: 3 });
        for (const [index, step] of plan.entries()) takePart(world, step, index);
        const { total, rounding, tenders } = payLast(world, last);
        const paid = (name: string) =>
          tenders.reduce((sum, one) => sum + (nameOf(one) === name ? one.amount.minor : 0), 0);
        const all = [...otherTenders, "cash"].reduce((sum, name) => sum + paid(name), 0);
        expect(all).toBe(total.minor + rounding.minor);
        if (last !== "cash") expect(rounding.minor).toBe(0);
        expect(balance(world, accounts.partPaid)).toBe(0);
        expect(balance(world, accounts.drawerCash)).toBe(paid("cash"));
        for (const name of otherTenders) {
          expect(balance(world, accounts.otherTender(name))).toBe(paid(name));
        }
      }),
      { numRuns: 30 },
    );
  });

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
