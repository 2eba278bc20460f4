import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { withoutFeatures } from "../support/chromium-features.ts";
import { connect, type Connection } from "./cdp.ts";

const switches = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--no-default-browser-check",
  "--no-startup-window",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
  "--disable-breakpad",
  "--disable-dev-shm-usage",
  "--password-store=basic",
  "--use-mock-keychain",
  "--force-color-profile=srgb",
  "--disable-renderer-backgrounding",
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  // Popups reach the app's own handler, which denies them.
  "--disable-popup-blocking",
  withoutFeatures,
  // The double's own line, which ends Chromium when the double dies, and one for Playwright.
  "--remote-debugging-pipe",
  "--remote-debugging-port=0",
];

export type RunningChromium = Readonly<{ process: ChildProcess; connection: Connection }>;

/** Debian's command is a script; its own process would outlive the pipe. */
function executable(): string {
  const given = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
  const behindScript = "/usr/lib/chromium/chromium";
  return given === "/usr/bin/chromium" && existsSync(behindScript) ? behindScript : given;
}

/** Starts Chromium and passes on the line by which Playwright finds it. */
export async function launchChromium(
  profile: string,
  more: readonly string[],
): Promise<RunningChromium> {
  const child = spawn(executable(), [...switches, `--user-data-dir=${profile}`, ...more], {
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
  });
  const connection = connect(child.stdio[4] as Readable, child.stdio[3] as Writable);
  const line = await listeningLine(child);
  process.stderr.write(`${line}\n`);
  return { process: child, connection };
}

function listeningLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = "";
    child.once("error", reject);
    child.once("exit", (exitCode) =>
      reject(new Error(`Chromium ended with ${exitCode ?? "a signal"}\n${log}`)),
    );
    // Read on for as long as it lives: a full pipe would stop it.
    child.stderr?.on("data", (data: Buffer) => {
      if (log.length < 100_000) log += data.toString("utf8");
      const [line] = /^DevTools listening on ws:.*$/m.exec(log) ?? [];
      if (line !== undefined) resolve(line);
    });
  });
}
