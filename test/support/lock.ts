import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { keepPrebuilt } from "./lock-file.ts";

/** `npm run lock`: the only way to change package-lock.json. Takes what `npm install` takes. */
const root = resolve(import.meta.dirname, "../..");
const npm = process.env["npm_execpath"];
if (!npm) {
  console.error("Run this as `npm run lock`, so that it knows which npm to use.");
  process.exit(1);
}

const install = spawnSync(process.execPath, [npm, "install", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
if (install.status !== 0) process.exit(install.status ?? 1);
keepPrebuilt(resolve(root, "package-lock.json"));
console.log("package-lock.json: better-sqlite3 stays prebuilt (gypfile: false).");
