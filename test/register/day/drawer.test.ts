import { describe, expect, it } from "vitest";
import { demoShop } from "../../../sandbox/demo-shop.ts";
import {
  count,
  euros,
  expectedIn,
  noCount,
  openDayWorld,
  openDrawer,
  pieces,
} from "../../support/day.ts";
import { jonas } from "../../support/people.ts";
import { beans, openWorld } from "../../support/world.ts";

describe("a shop's till", () => {
  it("sells nothing before its drawer is opened, and keeps the sale", () => {
    const { world } = openDayWorld();
    const { saleId } = world.sale();
    world.act("sales.scan", { saleId, code: beans, quantity: 1 });
    const total = world.sale().cashTotal;
    expect(world.refusal("sales.pay-cash", { saleId, total, given: total })).toBe(
      "session-not-open",
    );
    openDrawer(world);
    expect(world.refusal("sales.pay-cash", { saleId, total, given: total })).toBe("ok");
  });

  it("answers the receipt of a sale again after its drawer was closed", () => {
    const { world } = openDayWorld();
    openDrawer(world);
    const { saleId } = world.sale();
    world.act("sales.scan", { saleId, code: beans, quantity: 1 });
    const total = world.sale().cashTotal;
    const receipt = world.act("sales.pay-cash", { saleId, total, given: total });
    const { countId } = count(world, expectedIn(world));
    world.act("day.close-session", { countId, toSafe: euros(0) });
    expect(world.act("sales.pay-cash", { saleId, total, given: total })).toEqual(receipt);
  });

  it("opens it, too, over a demo's book that is older than sessions", () => {
    const before = openWorld();
    before.sell(beans);
    before.register.close();
    const { world } = openDayWorld({ startFloatMinor: 15_000 }, { folder: before.folder });
    const { session } = world.act("day.view", {});
    expect(session).toMatchObject({ float: euros(17_450), startDifference: euros(0) });
    expect(expectedIn(world)).toBe(17_450);
    world.sell(beans);
  });

  it("opens its first drawer by itself in a demo, and never again", () => {
    const demo = openWorld({ config: { day: demoShop.day } });
    expect(demo.act("day.view", {}).session?.float).toEqual(euros(15_000));
    demo.sell(beans);
    const { countId } = count(demo, expectedIn(demo));
    demo.act("day.close-session", { countId, toSafe: euros(0) });
    expect(demo.restart().act("day.view", {}).session).toBeNull();
  });
});

describe("day.open-session", () => {
  it("says what was found beyond what was expected, in the book too", () => {
    const { world } = openDayWorld();
    openDrawer(world, 10_000);
    const { countId } = count(world, 10_000);
    world.act("day.close-session", { countId, toSafe: euros(0) });
    const input = { denominations: pieces(9_800), fromSafe: euros(0) };
    const day = world.act("day.open-session", input);
    expect(day.session).toMatchObject({
      float: { minor: 9_800 },
      startDifference: { minor: -200 },
      openedBy: "Mara",
    });
    expect(expectedIn(world)).toBe(9_800);
  });

  it("needs a manager where the difference is over the limit", () => {
    const { world } = openDayWorld();
    const input = { denominations: pieces(15_000), fromSafe: euros(14_000) };
    expect(world.refusal("day.open-session", input)).toBe("needs-approval");
    world.act("people.approve", { command: "day.open-session", input, ...jonas });
    expect(world.refusal("day.open-session", input)).toBe("ok");
    expect(world.refusal("day.open-session", input)).toBe("session-open");
  });

  it.each([
    [{ denominations: [{ minor: 3, count: 1 }] }, "unknown-denomination"],
    [{ denominations: [{ minor: 5, count: -1 }] }, "bad-input"],
    [{ denominations: [{ minor: 5, count: 1.5 }] }, "bad-input"],
    [
      {
        denominations: [
          { minor: 5, count: 1 },
          { minor: 5, count: 2 },
        ],
      },
      "bad-input",
    ],
    [{ denominations: [{ minor: 5, count: 1e9 }] }, "bad-input"],
    [{ fromSafe: { minor: 0, currency: "USD" } }, "currency-mismatch"],
    [{ fromSafe: { minor: 2 ** 53, currency: "EUR" } }, "bad-input"],
    [{ fromSafe: euros(-1_000) }, "bad-input"],
  ])("B11 refuses %j", (wrong, refusal) => {
    const { world } = openDayWorld();
    const right = { denominations: pieces(0), fromSafe: euros(0) };
    expect(world.refusal("day.open-session", { ...right, ...wrong })).toBe(refusal);
    expect(world.act("day.view", {}).session).toBeNull();
  });

  it("B35 flags a clock from before the last Z and asks for a manager; the order stays", () => {
    const { world } = openDayWorld({}, { atMs: 1_800_000_000_000 });
    openDrawer(world);
    world.sell(beans);
    const { countId } = count(world, expectedIn(world));
    const z = world.act("day.close", { close: { countId, toSafe: euros(0) } });
    world.register.close();
    const monthAgo = { folder: world.folder, atMs: 1_797_000_000_000 };
    const { world: back } = openDayWorld({}, monthAgo);
    const input = { denominations: pieces(expectedIn(back)), fromSafe: euros(0) };
    expect(back.act("day.view", {}).clockBehindMs).toBeGreaterThan(120_000);
    expect(back.refusal("day.open-session", input)).toBe("needs-approval");
    back.act("people.approve", { command: "day.open-session", input, ...jonas });
    back.act("day.open-session", input);
    const log = back.act("people.activity", { beforeSeq: null, limit: 10 });
    expect(log.map(({ what }) => what)).toContain("clock-jumped");
    expect(back.act("day.view", {})).toMatchObject({ nextZNumber: 2, firstSeq: z.seq + 1 });
    back.sell(beans);
    expect(back.act("day.rebuild-z", { zNumber: 1 }).isSame).toBe(true);
  });
});

describe("day.move-cash", () => {
  const out = {
    direction: "out",
    amount: euros(2_000),
    reason: "window cleaner",
    counterAccount: "petty",
  };

  it("moves cash by a reason, and the drawer follows", () => {
    const { world } = openDayWorld();
    openDrawer(world);
    world.act("day.move-cash", { ...out, direction: "out", counterAccount: "petty" });
    const day = world.act("day.move-cash", {
      ...{ direction: "in", amount: euros(500), reason: "change", counterAccount: "bank" },
    });
    expect(day.session?.moves.map(({ amount }) => amount.minor)).toEqual([2_000, 500]);
    expect(expectedIn(world)).toBe(13_500);
  });

  it("needs a manager's PIN of a clerk, once for each slip", () => {
    const rights = { clerk: { "day.x-report": "allowed" } };
    const { world } = openDayWorld({}, { rights });
    openDrawer(world);
    expect(world.refusal("day.move-cash", out)).toBe("needs-approval");
    world.act("people.approve", { command: "day.move-cash", input: out, ...jonas });
    expect(world.refusal("day.move-cash", { ...out, amount: euros(9_000) })).toBe("needs-approval");
    expect(world.refusal("day.move-cash", out)).toBe("ok");
    expect(world.refusal("day.move-cash", out)).toBe("needs-approval");
    expect(expectedIn(world)).toBe(13_000);
  });

  it.each([
    [{ amount: euros(0) }, "nothing-to-move"],
    [{ amount: euros(-1) }, "nothing-to-move"],
    [{ amount: euros(15_001) }, "drawer-short"],
    [{ reason: " " }, "bad-input"],
    [{ amount: { minor: 100, currency: "USD" } }, "currency-mismatch"],
  ])("refuses %j and moves nothing", (wrong, refusal) => {
    const { world } = openDayWorld();
    expect(world.refusal("day.move-cash", out)).toBe("session-not-open");
    openDrawer(world);
    expect(world.refusal("day.move-cash", { ...out, ...wrong })).toBe(refusal);
    expect(expectedIn(world)).toBe(15_000);
  });
});

describe("day.count and day.close-session", () => {
  it("are blind: no answer to a clerk who counts says what is expected", () => {
    const { world } = openDayWorld();
    openDrawer(world);
    world.sell(beans);
    const answers = [count(world, 12_345), world.act("day.view", {})];
    expect(JSON.stringify(answers)).not.toContain(String(expectedIn(world)));
  });

  it("tell what was expected once the count stands in the book, and keep a clerk from asking first", () => {
    const { world } = openDayWorld({}, { rights: {} });
    openDrawer(world);
    expect(world.refusal("day.x-report", {})).toBe("needs-approval");
    expect(world.refusal("day.compare", { countId: noCount })).toBe("count-not-found");
    const { countId } = count(world, 14_000);
    expect(world.act("day.compare", { countId })).toMatchObject({
      expected: euros(15_000),
      overShort: euros(-1_000),
      needsApproval: true,
    });
  });

  it("keep every recount, and close by the one that is named", () => {
    const { world } = openDayWorld();
    openDrawer(world);
    const first = count(world, 14_000);
    const second = count(world, 14_900);
    expect([first.countNumber, second.countNumber]).toEqual([1, 2]);
    expect(world.act("day.view", {}).session?.counts).toHaveLength(2);
    world.act("day.close-session", { countId: second.countId, toSafe: euros(10_000) });
    expect(expectedIn(world)).toBe(4_900);
    const { drawer, sessions } = world.act("day.x-report", {}).day;
    expect(drawer).toMatchObject({
      overShortMinor: -100,
      toSafeMinor: 10_000,
      closingMinor: 4_900,
    });
    expect(sessions).toMatchObject([
      { countCount: 2, countedMinor: 14_900, expectedMinor: 15_000 },
    ]);
  });

  it("need a manager where over or short is beyond the limit", () => {
    const { world } = openDayWorld();
    openDrawer(world);
    const { countId } = count(world, 14_499);
    const input = { countId, toSafe: euros(0) };
    expect(world.refusal("day.close-session", input)).toBe("needs-approval");
    world.act("people.approve", { command: "day.close-session", input, ...jonas });
    world.act("day.close-session", input);
    expect(world.act("day.view", {}).session).toBeNull();
  });

  it("refuse a count that cash has moved after, one of another session, and none", () => {
    const { world } = openDayWorld();
    openDrawer(world);
    const { countId } = count(world, 15_000);
    world.sell(beans);
    const close = { countId, toSafe: euros(0) };
    expect(world.refusal("day.close-session", close)).toBe("count-outdated");
    expect(world.refusal("day.close-session", { ...close, countId: noCount })).toBe(
      "count-not-found",
    );
    const { countId: newer } = count(world, expectedIn(world));
    expect(world.refusal("day.close-session", { countId: newer, toSafe: euros(99_999) })).toBe(
      "drawer-short",
    );
    world.act("day.close-session", { countId: newer, toSafe: euros(0) });
    expect(world.refusal("day.close-session", { countId: newer, toSafe: euros(0) })).toBe(
      "session-not-open",
    );
  });
});

describe("day.no-sale", () => {
  it("opens the drawer for a reason that stands in the log", () => {
    const { world } = openDayWorld();
    expect(world.refusal("day.no-sale", { reason: "change" })).toBe("session-not-open");
    openDrawer(world);
    world.act("day.no-sale", { reason: "change a note" });
    const [opened, noSale] = world.act("people.activity", { beforeSeq: null, limit: 2 });
    expect(opened?.what).toBe("drawer-opened");
    expect(noSale).toMatchObject({
      what: "no-sale",
      who: "Mara",
      facts: [{ kind: "reason", reason: "change a note" }],
    });
  });
});
