import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { listBackups } from "../../ledger/backup/backup-file.ts";
import { ensureWritable } from "../../register/ensure-writable.ts";
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

  it("lets several programs make one folder at once", async () => {
    const folder = join(openWorld().folder, "new", "and", "deep");
    const module = pathToFileURL(
      resolve(import.meta.dirname, "../../ledger/storage/make-folder.ts"),
    );
    const text = `import { makeFolder } from "${module.href}"; makeFolder(process.argv[1]);`;
    const args = ["--input-type=module", "--eval", text, folder];
    const makers = Array.from({ length: 4 }, () => spawn(process.execPath, args));
    const ends: unknown[][] = await Promise.all(makers.map((maker) => once(maker, "exit")));
    expect(ends.map(([code]) => code)).toEqual([0, 0, 0, 0]);
  });

  it.skipIf(!existsSync("/proc/self"))(
    "F10: ends with a code where no folder can ever be made (needs /proc)",
    () => {
      const world = openWorld();
      const { status, signal, stderr } = backUp(world.folder, "/proc/x");
      expect([status, signal]).toEqual([2, null]);
      expect(stderr).toMatch(/^(ENOENT|folder-not-writable): /);
      expect(() => {
        ensureWritable("/proc/x");
      }).toThrow("/proc/x cannot be written: ENOENT");
    },
  );
});
