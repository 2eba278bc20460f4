import Database from "better-sqlite3";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { brokenMark, markBroken } from "../../ledger/broken-mark.ts";
import { checkBook } from "../../ledger/check-book.ts";
import { chainHash } from "../../ledger/hash-chain.ts";
import { openForReading } from "../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import { openCopiedWorld } from "../support/copied-world.ts";
import { closeDay, openDayWorld, openDrawer } from "../support/day.ts";
import { beans, kettle, openWorld } from "../support/world.ts";

type Check = Readonly<{ fault: string | undefined; sums: readonly string[]; slices: number }>;

/** What the check returns, and after how many slices. */
function check(path: string): Check {
  const db = openForReading(path);
  const slices = checkBook(db);
  for (let count = 0; ; count += 1) {
    const slice = slices.next();
    if (!slice.done) continue;
    db.close();
    const { fault, sums } = slice.value;
    return { fault, sums: sums.map(({ words }) => words), slices: count };
  }
}

function soldBook(tamper = ""): string {
  const world = openWorld();
  world.sell(beans);
  world.sell(kettle);
  world.register.close();
  const path = join(world.folder, "register.db");
  if (tamper !== "") {
    const db = new Database(path);
    const guards = db
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      .pluck();
    for (const name of guards.all()) db.exec(`DROP TRIGGER ${name}`);
    db.exec(tamper);
    db.close();
  }
  return path;
}

describe("checkBook", () => {
  it("finds nothing in a good book, in slices with pauses between", () => {
    const { fault, slices } = check(soldBook());
    expect(fault).toBeUndefined();
    expect(slices).toBeGreaterThan(3);
  });

  it.each([
    [
      "a content",
      "UPDATE ledger SET content = replace(content, '2450', '2449') WHERE seq = 2",
      /seal/,
    ],
    [
      "a posting row",
      "UPDATE posting SET minor = minor + 1 WHERE seq = 2 AND line = 0",
      /its posting rows differ/,
    ],
    [
      "a posting's account, so that they still sum to zero",
      "UPDATE posting SET account = 'assets:safe' WHERE seq = 2 AND line = 0",
      /its posting rows differ/,
    ],
    ["a figure", "UPDATE figure SET minor = minor + 1 WHERE seq = 2", /its figures differ/],
    ["a row's kind", "UPDATE ledger SET type = 'no-sale' WHERE seq = 2", /another kind/],
    [
      "the numbers",
      "DELETE FROM posting WHERE seq = 2; DELETE FROM ledger WHERE seq = 2",
      /entry 3/,
    ],
  ])("F7: finds that %s was changed, however old the entry", (_what, sql, why) => {
    expect(check(soldBook(sql)).fault).toMatch(why);
  });
});

/** A book whose newest entry is a Z; its signature is changed, and its seal made anew. */
function forgedZ(): string {
  const { world } = openDayWorld();
  openDrawer(world);
  world.sell(beans);
  closeDay(world);
  world.register.close();
  const path = join(world.folder, "register.db");
  const db = new Database(path);
  const guard = "SELECT sql FROM sqlite_schema WHERE name = 'ledger_never_changes'";
  const sql = db.prepare<[], string>(guard).pluck().get() ?? "";
  db.exec("DROP TRIGGER ledger_never_changes");
  const [z, before] = db
    .prepare<[], { seq: number; content: string; hash: string }>(
      "SELECT seq, content, hash FROM ledger ORDER BY seq DESC LIMIT 2",
    )
    .all();
  const content = (z?.content ?? "").replace(/("value":")([A-Za-z0-9_-]{3})/, "$1AAA");
  expect(content).not.toBe(z?.content);
  const seal = chainHash(before?.hash ?? "", content);
  db.prepare("UPDATE ledger SET content = ?, hash = ? WHERE seq = ?").run(content, seal, z?.seq);
  db.exec(sql);
  db.close();
  return path;
}

describe("a Z that another key signed, every seal made anew", () => {
  it("B31: is found beside the selling", () => {
    expect(check(forgedZ()).fault).toMatch(/its signature does not fit/);
  });

  it("B31: is found by the start, though its key was announced before what the start proves", () => {
    const db = openForReading(forgedZ());
    expect(verifyLedger(db, 1).fault).toMatch(/its signature does not fit/);
    db.close();
  });
});

describe("a fault that was found beside the selling", () => {
  it("keeps the next start from selling, too", () => {
    const world = openWorld();
    world.register.close();
    markBroken(world.folder, "entry 7: its seal does not fit its content");
    expect(() => openWorld({ folder: world.folder })).toThrow(
      expect.objectContaining({ code: "ledger-broken" }),
    );
  });

  it("is gone once the book was made anew from the relay's copy", async () => {
    const copied = await openCopiedWorld();
    const world = await copied.start();
    world.sell(beans);
    await copied.untilCopied();
    world.register.close();
    markBroken(copied.folder, "entry 2: its seal does not fit its content");
    const again = await copied.start();
    again.sell(kettle);
    expect(brokenMark(copied.folder)).toBeUndefined();
  });
});
