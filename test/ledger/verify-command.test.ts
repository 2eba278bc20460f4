import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../ledger/storage/open-database.ts";
import { closeDay, openDayWorld, openDrawer } from "../support/day.ts";
import { jonas } from "../support/people.ts";
import { verifyFolder } from "../support/verify-ledger.ts";
import { beans, temporaryFolder } from "../support/world.ts";

const program = resolve(import.meta.dirname, "../../ledger/main.ts");

function ledger(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

function soldFolder(): string {
  const { world } = openDayWorld();
  world.act("people.sign-in", jonas);
  openDrawer(world, 5_000);
  world.sell(beans);
  closeDay(world);
  openDrawer(world, 1_000);
  world.sell(beans);
  world.register.close();
  return world.folder;
}

describe("npm run ledger -- verify", () => {
  it.each([
    ["a closed day's sums", "UPDATE day_total SET count = count + 7 WHERE day = 1"],
    ["the running day's", "UPDATE day_total SET minor = minor + 5 WHERE day = 2"],
    ["what lay in the drawer", "UPDATE closed_balance SET minor = minor + 777"],
    ["which day runs", "UPDATE open_day SET day = day + 1"],
  ])("P4: finds %s changed beside the book, I9", (_, sql) => {
    const folder = soldFolder();
    expect(verifyFolder(folder)).toMatchObject({ ok: true, fault: null });
    const db = openDatabase(join(folder, "register.db"));
    db.exec(sql);
    db.close();
    const { ok, fault } = verifyFolder(folder);
    expect(ok).toBe(false);
    expect(fault).toMatch(/^the kept sums are not what the entries make: /);
  });
});

describe("npm run ledger", () => {
  it("ends with 2 and a code where a file or a folder is not there, and makes nothing", () => {
    const [folder, empty] = [soldFolder(), temporaryFolder()];
    const nowhere = join(empty, "none", "x");
    const calls = [
      ["certificate", "pay_1", "--data", nowhere],
      ["export", "--format", "json-lines", "--data", folder, "--out", nowhere],
      ["import", "--from", nowhere, "--data", join(empty, "made")],
    ];
    for (const call of calls) {
      const { status, stderr } = ledger(...call);
      expect([call[0], status]).toEqual([call[0], 2]);
      expect(stderr).toMatch(/^(ENOENT|folder-not-writable): .*\n$/);
    }
  });

  it("makes no book of an empty export", () => {
    const empty = temporaryFolder();
    writeFileSync(join(empty, "empty.jsonl"), "");
    const target = join(empty, "made");
    const { status, stdout } = ledger(
      ...["import", "--from", join(empty, "empty.jsonl"), "--data", target],
    );
    expect([status, stdout]).toEqual([1, expect.stringMatching(/^REFUSED: .* has no entry\n$/)]);
  });
});
