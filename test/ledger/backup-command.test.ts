import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { listBackups } from "../../ledger/backup/backup-file.ts";
import { beans, openWorld } from "../support/world.ts";

const program = resolve(import.meta.dirname, "../../ledger/main.ts");

function backUp(data: string, out: string) {
  const args = [program, "backup", "--data", data, "--out", out];
  return spawnSync(process.execPath, args, { encoding: "utf8", timeout: 60_000 });
}

describe("npm run ledger -- backup", () => {
  it("makes the folder that is named, and those above it", () => {
    const world = openWorld();
    world.sell(beans);
    const out = join(world.folder, "elsewhere", "copies");
    expect(backUp(world.folder, out).status).toBe(0);
    expect(listBackups(out)).toHaveLength(1);
  });

  it.skipIf(!existsSync("/proc/self"))(
    "F10: ends with a code where no folder can ever be made (needs /proc)",
    () => {
      const world = openWorld();
      const { status, signal, stderr } = backUp(world.folder, "/proc/x");
      expect([status, signal]).toEqual([2, null]);
      expect(stderr).toMatch(/^(ENOENT|folder-not-writable): /);
    },
  );
});
