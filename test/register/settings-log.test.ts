import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openForReading } from "../../ledger/storage/open-database.ts";
import { demoShop } from "../../sandbox/demo-shop.ts";
import { openWorld, type World } from "../support/world.ts";

type Open = NonNullable<Parameters<typeof openWorld>[0]>;

/** The next start of the same till, with other files of the installer. */
function restarted(world: World, options: Open): World {
  world.register.close();
  return openWorld({ folder: world.folder, ...options });
}

const noted = (world: World) => {
  const db = openForReading(join(world.folder, "register.db"));
  const rows = db
    .prepare<[], { what: string; userId: string | null; content: string | null }>(
      `SELECT content ->> '$.entry.what' AS what, content ->> '$.entry.userId' AS userId,
         (SELECT v.content FROM setting_version v WHERE v.digest = ledger.content ->> '$.entry.digest')
           AS content
       FROM ledger WHERE type = 'configuration-changed' ORDER BY seq`,
    )
    .all();
  db.close();
  return rows;
};

describe("a register's settings", () => {
  it("are no change at the first start, nor at one that finds them as before", () => {
    const world = openWorld();
    expect(noted(world.restart())).toEqual([]);
  });

  it("write an entry for each part that the next start finds changed, and keep its words", () => {
    const world = openWorld();
    const taxClasses = demoShop.shop.taxClasses.map((one) =>
      one.code === "A" ? { ...one, rateBasisPoints: 2_400 } : one,
    );
    const next = restarted(world, { shop: { taxClasses, cashStepMinor: 10 } });
    const changes = noted(next);
    expect(changes.map(({ what, userId }) => [what, userId])).toEqual([
      ["taxes", null],
      ["cash", null],
    ]);
    expect(changes[0]?.content).toContain('"rateBasisPoints":2400');
    expect(noted(restarted(next, { shop: { taxClasses, cashStepMinor: 10 } }))).toHaveLength(2);
  });

  it("tell the shop's own tenders apart from its taxes", () => {
    const world = openWorld();
    const next = restarted(world, { shop: { otherTenders: ["Cheque"] } });
    const [change, ...others] = noted(next);
    expect(change).toMatchObject({ what: "tenders", content: '{"otherTenders":["Cheque"]}' });
    expect(others).toEqual([]);
  });

  it("tell rounding, rights, the lock and the day's limits apart", () => {
    const world = openWorld();
    const { people, day } = demoShop;
    const next = restarted(world, {
      shop: { taxRounding: "ticket" },
      config: {
        people: { ...people, rights: { clerk: { "day.close": "allowed" } }, autoLockMs: 60_000 },
        day: { ...day, startFloatMinor: null, differenceLimitMinor: 1 },
      },
    });
    expect(noted(next).map(({ what }) => what)).toEqual(["taxes", "day", "rights", "lock"]);
  });

  it("name the clerk who chose another way to the reader, once for each change", () => {
    const world = openWorld();
    world.act("readers.set-way", { way: "relay" });
    world.act("readers.set-way", { way: "direct" });
    world.act("readers.set-way", { way: "direct" });
    const userId = world.act("register.view", {}).seat.clerk?.userId;
    expect(noted(world).map((one) => [one.what, one.userId])).toEqual([
      ["reader", userId],
      ["reader", userId],
    ]);
  });
});
