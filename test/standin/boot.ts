import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { becomeReady } from "./app.ts";
import { complain, problem, state } from "./state.ts";

/** As `electron <folder> …`: loads the folder's main module, and only then becomes ready. */
const args = process.argv.slice(2);
const folder = resolve(args.find((arg) => !arg.startsWith("-")) ?? ".");
const entryLimitMs = Number(process.env["STANDIN_ENTRY_LIMIT_MS"] ?? 10_000);
type Package = { name: string; version: string; main: string; productName?: string };

const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Package;
const { version, main, productName, name } = about;
state.config = { folder, name: productName ?? name, version, args };
process.argv = [process.execPath, ...args];
Object.assign(process, { type: "browser", resourcesPath: join(folder, "resources") });
const versions = { ...process.versions, electron: "45.0.0-standin" };
Object.defineProperty(process, "versions", { value: versions });

const describe = (error: unknown) => (error instanceof Error ? (error.stack ?? "") : String(error));
// Electron goes on after both, with a warning or a dialog; a test hears of it.
for (const kind of ["unhandledRejection", "uncaughtException"] as const) {
  process.on(kind, (error: unknown) => problem(`${kind} in main: ${describe(error)}`));
}

const watchdog = setTimeout(() => {
  end(13, "the main module has not finished; one that awaits app.whenReady() never does");
}, entryLimitMs);
try {
  await import(pathToFileURL(resolve(folder, main)).href);
} catch (error) {
  end(1, `uncaught in main\n${describe(error)}`);
}
clearTimeout(watchdog);
becomeReady().catch((error: unknown) => end(70, `no Chromium\n${describe(error)}`));

function end(exitCode: number, why: string): never {
  complain(`stand-in: ${why}`);
  process.exit(exitCode);
}
