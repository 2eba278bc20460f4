import fc from "fast-check";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { GENESIS } from "../../../ledger/hash-chain.ts";
import { createOrderCheck } from "../../../ledger/order-rules.ts";
import { isSignedZ } from "../../../ledger/z-signature.ts";
import { openLedger } from "../../../ledger/ledger.ts";
import { verifyLedger } from "../../../ledger/verify.ts";
import {
  closeDay,
  count,
  euros,
  expectedIn,
  openDayWorld,
  openDrawer,
  pieces,
} from "../../support/day.ts";
import { jonas } from "../../support/people.ts";
import { beans, kettle, papers, type World } from "../../support/world.ts";

const storm = 86_400_000;

/** The ledger as a stranger reads it, after the register let go of its folder. */
function bookOf({ register, folder }: World) {
  register.close();
  const db = openDatabase(join(folder, "register.db"));
  return { db, ledger: openLedger(db, () => 0) };
}

describe("day.close", () => {
  it("freezes the day's figures under the next number and begins the next day", () => {
    const { world } = openDayWorld();
    openDrawer(world);
    const sold = [world.sell(beans), world.sell(papers, kettle)];
    const x = world.act("day.x-report", {});
    const z = closeDay(world, 15_000);
    const taken = sold.reduce((sum, { total, rounding }) => sum + total.minor + rounding.minor, 0);
    expect(z).toMatchObject({ zNumber: 1, closedBy: "Mara", unknownPayments: [] });
    expect(z.report.sales).toEqual(x.day.sales);
    expect(z.report).toMatchObject({
      firstSeq: 1,
      lastSeq: z.seq - 1,
      sales: { count: 2, takenMinor: taken, firstReceipt: 1, lastReceipt: 2 },
      drawer: {
        fromSafeMinor: 15_000,
        salesMinor: taken,
        toSafeMinor: taken,
        closingMinor: 15_000,
      },
    });
    expect(z.perpetual).toEqual({
      ...{ zCount: 1, receiptCount: 2, refundCount: 0 },
      ...{ gross: euros(taken), refund: euros(0) },
    });
    const next = world.act("day.x-report", {});
    expect(next).toMatchObject({
      firstSeq: z.seq + 1,
      saleCount: 0,
      drawerExpected: euros(15_000),
    });
  });

  it("gives numbers without a gap, and perpetual totals that never go back, I9", () => {
    const { world } = openDayWorld();
    const zs = [1, 2, 3].map((sales) => {
      openDrawer(world, 0);
      for (let index = 0; index < sales; index += 1) world.sell(beans);
      return closeDay(world);
    });
    expect(zs.map(({ zNumber }) => zNumber)).toEqual([1, 2, 3]);
    expect(zs.map(({ perpetual }) => perpetual.receiptCount)).toEqual([1, 3, 6]);
    expect(zs.map(({ report }) => report.firstSeq)).toEqual([
      1,
      (zs[0]?.seq ?? 0) + 1,
      (zs[1]?.seq ?? 0) + 1,
    ]);
    const list = world.act("day.z-list", { beforeNumber: null, limit: 2 });
    expect(list.map(({ zNumber }) => zNumber)).toEqual([3, 2]);
    expect(world.act("day.z-list", { beforeNumber: 2, limit: 9 })).toMatchObject([{ zNumber: 1 }]);
    const period = world.act("day.period", { fromZ: 1, toZ: 3 });
    expect(period).toMatchObject({ zCount: 3, saleCount: 6, perpetual: { zCount: 3 } });
    expect(period.taken.minor).toBe(6 * (zs[0]?.report.sales.takenMinor ?? 0));
    expect(world.refusal("day.period", { fromZ: 2, toZ: 4 })).toBe("z-not-found");
    expect(world.refusal("day.period", { fromZ: 3, toZ: 1 })).toBe("z-not-found");
    expect(world.refusal("day.z-report", { zNumber: 4 })).toBe("z-not-found");
  });

  it("is rebuilt byte for byte, by the entries alone, whatever came after", () => {
    const { world } = openDayWorld();
    openDrawer(world);
    world.sell(beans, papers);
    const cut = world.act("day.x-report", {});
    world.act("day.move-cash", {
      ...{ direction: "out", amount: euros(100), reason: "stamps", counterAccount: "petty" },
    });
    const z = closeDay(world);
    openDrawer(world);
    world.sell(kettle);
    const again = world.restart();
    const rebuilt = again.act("day.rebuild-z", { zNumber: 1 });
    expect(rebuilt).toMatchObject({ isSame: true, report: z.report });
    expect(rebuilt.rebuiltDigest).toBe(rebuilt.printedDigest);
    const x = again.act("day.x-report", { lastSeq: cut.lastSeq });
    expect(x.day).toEqual(cut.day);
    expect(again.refusal("day.x-report", { lastSeq: 9_999 })).toBe("entry-not-found");
  });

  it("signs the Z by the register's own key, which the book announces", () => {
    const { world } = openDayWorld();
    openDrawer(world);
    world.sell(beans);
    const { keyId } = closeDay(world);
    const { ledger, db } = bookOf(world);
    const [announced] = ledger.since("signing-key-announced", 1);
    const [z] = ledger.since("day-closed", 1);
    if (announced === undefined || z?.entry.signature == null) throw new Error("nothing is signed");
    expect(keyId).toBe(announced.entry.keyId);
    const { publicKey } = announced.entry;
    expect(isSignedZ(z.entry, z.entry.signature, publicKey)).toBe(true);
    const other = { ...z.entry, zNumber: 2 };
    expect(isSignedZ(other, z.entry.signature, publicKey)).toBe(false);
    const [opened] = ledger.since("ledger-opened", 1);
    if (opened === undefined) throw new Error("the book does not open");
    const check = createOrderCheck({ seq: 0, hash: GENESIS });
    expect(check(opened, { seq: 0, hash: GENESIS })).toBeUndefined();
    expect(check(announced, { seq: announced.seq - 1, hash: "" })).toBeUndefined();
    const invented = {
      ...z,
      entry: { ...z.entry, perpetual: { ...z.entry.perpetual, zCount: 9 } },
    };
    const before = { seq: z.entry.lastSeq, hash: z.entry.ledgerHash };
    expect(check(invented, before)).toBe("its signature does not fit");
    expect(ledger.hashAt(z.entry.lastSeq)).toBe(z.entry.ledgerHash);
    db.close();
  });

  it("is a manager's, in a shop as the house sets it", () => {
    const { world } = openDayWorld({}, { rights: {} });
    openDrawer(world);
    const { countId } = count(world, 15_000);
    const input = { close: { countId, toSafe: euros(15_000) } };
    expect(world.refusal("day.close", input)).toBe("needs-approval");
    world.act("people.approve", { command: "day.close", input, ...jonas });
    expect(world.act("day.close", input).zNumber).toBe(1);
  });

  it("does not close over an open drawer, and closes a day whose drawer is closed", () => {
    const { world } = openDayWorld();
    openDrawer(world);
    expect(world.refusal("day.close", { close: null })).toBe("session-open");
    const { countId } = count(world, expectedIn(world));
    world.act("day.close-session", { countId, toSafe: euros(0) });
    expect(world.act("day.close", { close: null }).report.sessions).toHaveLength(1);
    expect(world.act("day.close", { close: null })).toMatchObject({ zNumber: 2 });
  });

  it("carries parked and open sales over", () => {
    const { world } = openDayWorld();
    openDrawer(world);
    const { saleId } = world.sale();
    world.act("sales.scan", { saleId, code: beans, quantity: 2 });
    world.act("sales.park", { saleId, label: "blue coat" });
    world.act("sales.scan", { saleId: world.sale().saleId, code: papers, quantity: 1 });
    closeDay(world);
    expect(world.sale().lines).toHaveLength(1);
    expect(world.act("sales.parked", {})).toMatchObject([{ label: "blue coat", by: "Mara" }]);
  });

  it("I9: is opened by what the entries make, though the kept balance was changed beside the book", () => {
    const { world } = openDayWorld();
    world.act("people.sign-in", jonas);
    openDrawer(world, 5_000);
    closeDay(world);
    const expected = expectedIn(world);
    const side = openDatabase(join(world.folder, "register.db"));
    side.exec("UPDATE closed_balance SET minor = minor + 777 WHERE account = 'assets:drawer:cash'");
    openDrawer(world, expected);
    const sealed = side
      .prepare("SELECT content ->> '$.entry.differenceMinor' FROM ledger ORDER BY seq DESC LIMIT 1")
      .pluck()
      .get();
    side.close();
    expect(sealed).toBe(0);
  });

  it("F37 leaves both or neither, wherever its transaction breaks", () => {
    const { world } = openDayWorld();
    openDrawer(world);
    world.sell(beans);
    const { countId } = count(world, expectedIn(world));
    const input = { close: { countId, toSafe: euros(0) } };
    const side = openDatabase(join(world.folder, "register.db"));
    for (const type of ["session-closed", "signing-key-announced", "day-closed"]) {
      side.exec(
        `CREATE TRIGGER break_close BEFORE INSERT ON ledger WHEN NEW.type = '${type}'
         BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END`,
      );
      const before = world.act("day.view", {});
      expect(() => world.refusal("day.close", input)).toThrow("the disk is gone");
      side.exec("DROP TRIGGER break_close");
      expect(world.act("day.view", {})).toEqual(before);
      expect(world.act("day.z-list", { beforeNumber: null, limit: 9 })).toEqual([]);
    }
    side.close();
    expect(world.act("day.close", input)).toMatchObject({ zNumber: 1 });
    const { db } = bookOf(world);
    expect(verifyLedger(db).fault).toBeUndefined();
    db.close();
  });

  it("F35 orders by sequence alone: a clock that jumps by days moves no sale to another day", () => {
    const jumps = fc.array(fc.integer({ min: -2 * storm, max: 2 * storm }), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(jumps, (offsets) => {
        let { world } = openDayWorld();
        let sales = 0;
        for (const offset of [0, ...offsets]) {
          world.register.close();
          const atMs = 1_800_000_000_000 + offset;
          ({ world } = openDayWorld(
            { differenceLimitMinor: 10 ** 9 },
            { folder: world.folder, atMs },
          ));
          const input = { denominations: pieces(0), fromSafe: euros(0) };
          if (world.refusal("day.open-session", input) === "needs-approval") {
            world.act("people.approve", { command: "day.open-session", input, ...jonas });
            world.act("day.open-session", input);
          }
          world.sell(beans);
          sales += 1;
          const z = closeDay(world);
          expect(z).toMatchObject({ zNumber: sales, report: { sales: { count: 1 } } });
        }
        for (let zNumber = 1; zNumber <= sales; zNumber += 1) {
          expect(world.act("day.rebuild-z", { zNumber }).isSame).toBe(true);
        }
      }),
      { numRuns: 8 },
    );
  });
});

describe("practice", () => {
  it("moves nothing, counts no receipt and stands in no report", () => {
    const { world } = openDayWorld();
    openDrawer(world);
    world.sell(beans);
    const before = world.act("day.x-report", {});
    world.act("day.start-training", {});
    expect(world.act("day.view", {}).isTraining).toBe(true);
    expect(world.sell(kettle)).toMatchObject({ receiptNumber: "2-0", itemCount: 1 });
    expect(world.refusal("day.close", { close: null })).toBe("training");
    const { saleId } = world.sale();
    world.act("sales.scan", { saleId, code: kettle, quantity: 1 });
    world.act("day.end-training", {});
    expect(world.sale().lines).toEqual([]);
    const after = world.act("day.x-report", {});
    expect(after.day).toMatchObject({ sales: before.day.sales, drawer: before.day.drawer });
    expect(after.day.audit.trainingSales).toBe(1);
    expect(world.sell(beans).receiptNumber).toBe("2-2");
    expect(world.act("sales.list", { beforeSeq: null, limit: 9 })).toHaveLength(2);
  });

  it("takes no parked sale, which would be practised away and never paid", () => {
    const { world } = openDayWorld();
    openDrawer(world);
    const { saleId } = world.sale();
    world.act("sales.scan", { saleId, code: beans, quantity: 1 });
    world.act("sales.park", { saleId, label: "" });
    world.act("day.start-training", {});
    expect(world.refusal("sales.recall", { saleId })).toBe("training");
    world.act("day.end-training", {});
    expect(world.act("sales.recall", { saleId }).itemCount).toBe(1);
  });

  it("outlives a restart, so that nobody sells for real on a practising till unknowingly", () => {
    const { world } = openDayWorld();
    world.act("day.start-training", {});
    expect(world.refusal("day.start-training", {})).toBe("training");
    const after = world.restart();
    expect(after.act("day.view", {}).isTraining).toBe(true);
    after.act("day.end-training", {});
    expect(after.refusal("day.end-training", {})).toBe("not-training");
  });
});
