import Database from "better-sqlite3";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { brokenMark, markBroken } from "../../ledger/broken-mark.ts";
import { checkBook } from "../../ledger/check-book.ts";
import { openForReading } from "../../ledger/storage/open-database.ts";
import { openCopiedWorld } from "../support/copied-world.ts";
import { beans, kettle, openWorld } from "../support/world.ts";

/** What the check returns, and after how many slices. */
function check(path: string): Readonly<{ fault: string | undefined; slices: number }> {
  const db = openForReading(path);
  const slices = checkBook(db);
  for (let count = 0; ; count += 1) {
    const slice = slices.next();
    if (!slice.done) continue;
    db.close();
    return { fault: slice.value, slices: count };
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
      /sum to zero/,
    ],
    [
      "the numbers",
      "DELETE FROM posting WHERE seq = 2; DELETE FROM ledger WHERE seq = 2",
      /entry 3/,
    ],
  ])("F7: finds that %s was changed, however old the entry", (_what, sql, why) => {
    expect(check(soldBook(sql)).fault).toMatch(why);
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
