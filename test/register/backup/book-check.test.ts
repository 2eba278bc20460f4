import { openSync, readFileSync, writeSync, closeSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { createBookCheck } from "../../../register/backup/book-check.ts";
import { beans, openWorld } from "../../support/world.ts";

/** Zeroes the page on which the oldest entries stand. */
function wipeFirstEntries(path: string): void {
  const db = new Database(path);
  const page = db
    .prepare<[], number>(
      `SELECT pageno FROM dbstat WHERE name = 'ledger' AND pagetype = 'leaf' ORDER BY path LIMIT 1`,
    )
    .pluck();
  const [number, size] = [page.get() ?? 0, Number(db.pragma("page_size", { simple: true }))];
  db.close();
  expect(readFileSync(path).length).toBeGreaterThan(number * size);
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(size, 0xff), 0, size, (number - 1) * size);
  closeSync(file);
}

describe("createBookCheck", () => {
  it("F7: tells of a page that SQLite cannot read, as of every other fault", async () => {
    const world = openWorld();
    for (let sale = 0; sale < 20; sale += 1) world.sell(beans);
    world.register.close();
    const path = join(world.folder, "register.db");
    wipeFirstEntries(path);
    const db = new Database(path, { readonly: true });
    const fault = await new Promise<string>((broken) => {
      const nothing = () => broken("nothing");
      createBookCheck({ db, broken, differ: nothing, done: nothing }).start();
    });
    db.close();
    expect(fault).toMatch(/malformed/);
  });
});
