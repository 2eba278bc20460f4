import { describe, expect, it } from "vitest";
import type { HoldEndView, HoldsView } from "../../../contract/hold-views.ts";
import { PaymentId, type CreditAccountId } from "../../../contract/ids.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";
import { connect } from "../../support/card-world.ts";
import { openCreditWorld, payByCredit, readCredit, until } from "../../support/credit-world.ts";
import { euros } from "../../support/day.ts";
import { createFakeRelay } from "../../support/fake-relay.ts";
import { jonas, openPeopleWorld } from "../../support/people.ts";
import { openWorld, type World } from "../../support/world.ts";

const allowed = { "holds.release": "allowed", "holds.accept-late": "allowed" } as const;
const trusting = { people: { ...demoShop.people, rights: { clerk: allowed } } };
const lostId = PaymentId.parse("pay_lost");
const release = { reservationId: lostId, reason: "the till was stolen" };

/** The newest event of a kind, waiting for it. */
async function told<View>(world: World, name: "holds-listed" | "hold-ended", since: number) {
  const found = () => world.events.slice(since).find(({ event }) => event === name);
  await until(world, () => found() !== undefined);
  return found()?.view as View;
}

async function listed(world: World): Promise<HoldsView> {
  const since = world.events.length;
  world.act("holds.list", {});
  return told(world, "holds-listed", since);
}

async function ended(world: World): Promise<HoldEndView> {
  const since = world.events.length;
  world.act("holds.release", release);
  return told(world, "hold-ended", since);
}

describe("holds.release", () => {
  it("gives a customer the credit back that a lost till held", async () => {
    const shop = await openCreditWorld();
    const world = await shop.open("reg_1", trusting);
    const accountId = await shop.openAccount(world, "reg_1", 5_000);
    await shop.holdAndVanish("reg_2", holdOf(accountId, 4_000));
    expect(await readCredit(world, accountId)).toMatchObject({ available: euros(1_000) });
    expect((await listed(world)).held).toMatchObject([
      { reservationId: lostId, registerId: "reg_2", hold: { amountMinor: 4_000 } },
    ]);
    expect(await ended(world)).toMatchObject({ phase: "released", refusal: null });
    expect(await readCredit(world, accountId)).toMatchObject({ available: euros(5_000) });
    expect((await listed(world)).held).toEqual([]);
  });

  it("says no while the till that holds it is there", async () => {
    const shop = await openCreditWorld();
    const world = await shop.open("reg_1", trusting);
    const accountId = await shop.openAccount(world, "reg_1", 5_000);
    await shop.holdAndVanish("reg_2", holdOf(accountId, 4_000));
    await shop.open("reg_2");
    expect(await ended(world)).toMatchObject({ phase: "refused", refusal: "register-online" });
  });

  it("needs a manager's yes to this very hold, and the relay is told whose", async () => {
    const relay = createFakeRelay();
    const { world } = openPeopleWorld({}, { relay });
    await connect(relay);
    expect(world.refusal("holds.release", release)).toBe("needs-approval");
    world.act("people.approve", { command: "holds.release", input: release, ...jonas });
    const other = { ...release, reservationId: PaymentId.parse("pay_other") };
    expect(world.refusal("holds.release", other)).toBe("needs-approval");
    world.act("holds.release", release);
    expect(relay.all("release-hold")).toMatchObject([
      {
        reservationId: lostId,
        reason: release.reason,
        approval: expect.stringMatching(/^approval_/) as string,
      },
    ]);
  });

  it("leaves to credit.cancel what this till itself is asking for", async () => {
    const relay = createFakeRelay();
    const world = openWorld({ relay, config: trusting });
    await connect(relay);
    const { reservationId } = payByCredit(world, "credit_x" as CreditAccountId);
    const input = { ...release, reservationId };
    expect(world.refusal("holds.release", input)).toBe("hold-in-use");
    expect(relay.all("release-hold")).toEqual([]);
  });

  it.each(["holds.list", "holds.release", "holds.accept-late"])(
    "%s changes nothing while the relay is out of reach",
    (command) => {
      const input = { "holds.list": {}, "holds.accept-late": { reservationId: lostId } };
      const world = openWorld({ config: trusting });
      const given = command in input ? input[command as keyof typeof input] : release;
      expect(world.refusal(command, given)).toBe("holds-offline");
    },
  );
});

const holdOf = (accountId: CreditAccountId, minor: number) => ({
  ...{ type: "reserve-credit" as const, id: "hold", reservationId: lostId, accountId },
  amount: euros(minor),
});
