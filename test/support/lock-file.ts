import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

const LockFile = z.looseObject({
  packages: z.record(z.string(), z.looseObject({ gypfile: z.boolean().optional() })),
});

/** Ships its binaries; npm must not compile it. */
const prebuilt = "node_modules/better-sqlite3";

export function readLock(path: string): z.infer<typeof LockFile> {
  return LockFile.parse(JSON.parse(readFileSync(path, "utf8")));
}

/**
 * npm drops `gypfile: false` from its lock, and older clients then run `node-gyp rebuild`, which
 * needs Python and a compiler. Written back, `npm ci` passes on a bare machine.
 */
export function keepPrebuilt(path: string): void {
  const lock = readLock(path);
  const entry = lock.packages[prebuilt];
  if (!entry) throw new Error(`${prebuilt} is missing in ${path}`);
  entry.gypfile = false;
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}

/** What strangers would trip over, each as a sentence; empty when the lock is good. */
export function lockFaults(path: string): string[] {
  const text = readFileSync(path, "utf8");
  const entry = readLock(path).packages[prebuilt];
  const faults: [string, boolean][] = [
    ["a `resolved` field ties the lock to one registry", /"resolved":/.test(text)],
    ["it names a package registry", /https?:\/\/[^"]*(registry|npmjs|artifactory)/.test(text)],
    ["better-sqlite3 lacks gypfile: false (run `npm run lock`)", entry?.gypfile !== false],
  ];
  return faults.filter(([, isFault]) => isFault).map(([sentence]) => sentence);
}
