import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Hunt, Mutant } from "./mutant.ts";

const root = resolve(import.meta.dirname, "../..");
/** All that tsconfig.json names: a copy without one of them fails every test, whatever is planted. */
const folders = [
  ...["contract", "ledger", "register", "server", "sandbox", "renderer", "electron", "test"],
  "bench",
];
const files = ["package.json", "tsconfig.json", "tsconfig.base.json", "vitest.config.ts"];

/** Longer than any hunt that finds something; what hangs was changed enough. */
const TIMEOUT_MS = 900_000;

/** Another hunt has the other core. */
const oneByOne = ["--failures", "1", "--workers", "1"];

/** A busy machine is no bug: it must not look like one. */
const patiently = ["--maxWorkers=1", "--testTimeout=45000"];

export type Copy = Readonly<{ folder: string; remove: () => void }>;

/** A copy of the programs and their tests, to be broken. */
export function copyTree(): Copy {
  const folder = mkdtempSync(join(tmpdir(), "tillside-mutants-"));
  const filter = (path: string) => !/[\\/]\.tsc([\\/]|$)/.test(path);
  for (const name of [...folders, ...files]) {
    cpSync(join(root, name), join(folder, name), { recursive: true, filter });
  }
  symlinkSync(realpathSync(join(root, "node_modules")), join(folder, "node_modules"), "junction");
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** True where the hunt says that something is wrong with the copy. */
export async function findsFault({ folder }: Copy, hunt: Hunt): Promise<boolean> {
  const args =
    "storms" in hunt
      ? ["test/simulation/main.ts", "--seeds", String(hunt.storms), ...oneByOne]
      : ["node_modules/vitest/vitest.mjs", "run", "--bail=1", ...patiently, ...hunt.tests];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    stdio: "ignore",
    timeout: TIMEOUT_MS,
  });
  const [code] = (await once(child, "exit")) as [number | null];
  return code !== 0;
}

/** Breaks the copy, hunts, and mends it. Throws where the edit does not fit the file. */
export async function isCaught(
  copy: Copy,
  { file, from, to, hunt, name }: Mutant,
): Promise<boolean> {
  const path = join(copy.folder, file);
  const before = readFileSync(path, "utf8");
  const after = before.replace(from, () => to);
  if (after === before) throw new Error(`${name}: ${file} does not hold what is to be changed`);
  writeFileSync(path, after);
  try {
    return await findsFault(copy, hunt);
  } finally {
    writeFileSync(path, before);
  }
}
