import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import type { Logger } from "../register/ports.ts";
import type { ChildPlan } from "./supervisor.ts";

const root = resolve(import.meta.dirname, "..");
const packageFolder = resolve(root, "node_modules/electron");
/** What the package calls `install-electron`. */
const installer = join(packageFolder, "install.js");

const names: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: "Electron.app/Contents/MacOS/Electron",
  win32: "electron.exe",
};

/** Electron's binary, looked for by file: to load the package would start its download. */
export function findElectron(env: NodeJS.ProcessEnv = process.env): string | undefined {
  // The package's own word for an Electron that stands elsewhere.
  const folder = env["ELECTRON_OVERRIDE_DIST_PATH"] ?? join(packageFolder, "dist");
  const binary = join(folder, names[process.platform] ?? "electron");
  return existsSync(binary) ? binary : undefined;
}

type Window = Readonly<{
  binary: string;
  data: string;
  env: () => Readonly<Record<string, string>>;
  onEnd: () => void;
}>;

/** The desktop window as a program of the demo: the register lives inside it, and ends with it. */
export function electronPlan({ binary, data, env, onEnd }: Window): ChildPlan {
  return {
    name: "window",
    module: root,
    execPath: binary,
    args: [
      `--user-data-dir=${join(data, "desktop")}`,
      // Chromium refuses its sandbox to root.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
    env,
    restarts: false,
    onEnd,
  };
}

const Attempt = z.object({ version: z.string(), reason: z.string().nullable() });

type Install = Readonly<{
  data: string;
  log: Logger;
  signal: AbortSignal;
  /** A test hands in another. */
  program?: string;
}>;

/**
 * Tries once to fetch the binary of this version, beside the demo, for its next start. What became
 * of it is remembered in the data folder: a shop without internet is not asked at each start.
 */
export async function installElectron(install: Install): Promise<void> {
  const { data, log, signal, program = installer } = install;
  const path = join(data, "electron-install.json");
  const version = installedVersion();
  if (version === undefined || wasTried(path, version)) return;
  const reason = await run(program, signal);
  if (signal.aborted) return;
  remember(path, { version, reason }, log);
  if (reason === null) log.info("the desktop window is installed: the next start opens it");
  else log.info(`the desktop window could not be installed, the browser stays. ${reason}`);
}

/** A disk that takes nothing costs one more try at the next start, and must not end this demo. */
function remember(path: string, attempt: z.infer<typeof Attempt>, log: Logger): void {
  try {
    writeFileSync(path, JSON.stringify(attempt));
  } catch (error) {
    log.warn("the attempt is not remembered", { path, error: String(error) });
  }
}

function installedVersion(): string | undefined {
  const path = join(packageFolder, "package.json");
  if (!existsSync(path)) return undefined;
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, "utf8"))).version;
}

/** What a power cut left of the memory counts for none: it costs one more try. */
function wasTried(path: string, version: string): boolean {
  if (!existsSync(path)) return false;
  try {
    return Attempt.parse(JSON.parse(readFileSync(path, "utf8"))).version === version;
  } catch {
    return false;
  }
}

/** Null where it went well, else why not, in one line. */
async function run(program: string, signal: AbortSignal): Promise<string | null> {
  const child = spawn(process.execPath, [program], {
    stdio: ["ignore", "ignore", "pipe"],
    // Nothing is installed outside this folder.
    env: { ...process.env, electron_config_cache: resolve(root, "node_modules/.cache/electron") },
  });
  const end = () => child.kill();
  signal.addEventListener("abort", end);
  let errors = "";
  child.stderr.on("data", (data: Buffer) => (errors += data.toString("utf8")));
  const [exitCode] = (await once(child, "close")) as [number | null];
  signal.removeEventListener("abort", end);
  if (exitCode === 0) return null;
  const lines = errors.split("\n").map((line) => line.trim());
  return (
    lines.find((line) => /error/i.test(line)) ??
    `The installer ended with ${exitCode ?? "a signal"}.`
  );
}
