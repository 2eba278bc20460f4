import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const page = resolve(root, "out/renderer/index.html");
const window = resolve(root, "out/main/main.js");
const rooms = ["contract", "ledger", "register", "renderer", "electron"];
const sources = [...rooms, "electron.vite.config.ts", "package-lock.json"];

/** Whether the built page and the desktop host are there and younger than all they are made from. */
export function isRendererBuilt(): boolean {
  if (!existsSync(page) || !existsSync(window)) return false;
  const builtAtMs = Math.min(statSync(page).mtimeMs, statSync(window).mtimeMs);
  return sources.every((source) => newestMs(resolve(root, source)) <= builtAtMs);
}

/** Builds the page in a process of its own; its own output is shown only when it fails. */
export async function buildRenderer(signal: AbortSignal): Promise<void> {
  const program = resolve(root, "node_modules/electron-vite/bin/electron-vite.js");
  const build = spawn(process.execPath, [program, "build"], {
    cwd: root,
    signal,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: Buffer[] = [];
  build.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  build.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const [exitCode] = (await once(build, "close")) as [number | null];
  if (exitCode === 0 && existsSync(page)) return;
  throw new Error(`The page could not be built:\n${Buffer.concat(output).toString("utf8")}`);
}

function newestMs(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(path).filter(
    (name) => name !== ".tsc" && !name.endsWith(".tsbuildinfo"),
  );
  return Math.max(stats.mtimeMs, ...inside.map((name) => newestMs(join(path, name))));
}
