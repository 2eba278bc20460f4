import type { App, ProcessMetric } from "electron";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launchChromium } from "./chromium.ts";
import { pathOf, setPath, switchValue } from "./paths.ts";
import { takeInstanceLock, type InstanceLock } from "./single-instance.ts";
import { preventable, problem, state } from "./state.ts";
import { strict, strictEmitter } from "./strict.ts";
import { followTargets } from "./targets.ts";

const whenReady = Promise.withResolvers<null>();
/**
 * Playwright calls `__playwright_run` once it is attached to the app and to Chromium. Windows that
 * opened before would miss its handlers, so `ready` waits for it.
 */
const hold = Promise.withResolvers<null>();
Object.assign(globalThis, { __playwright_run: () => hold.resolve(null) });

const CHROMIUM_LIMIT_MS = 3_000;
const switches = new Map<string, string>();
let lock: InstanceLock | null = null;

function needUnready(what: string): void {
  if (state.isReady) throw new Error(`${what} can only be called before app is ready`);
}

function metricOf(pid: number, type: ProcessMetric["type"], name?: string): ProcessMetric {
  const idle = { percentCPUUsage: 0, idleWakeupsPerSecond: 0 };
  const memory = { workingSetSize: 0, peakWorkingSetSize: 0 };
  return { pid, type, cpu: idle, memory, creationTime: 0, ...(name === undefined ? {} : { name }) };
}

function quit(): void {
  if (state.isQuitting) return;
  const event = preventable({});
  app.emit("before-quit", event);
  if (event.defaultPrevented) return;
  state.isQuitting = true;
  for (const window of [...state.windows]) window.close();
  // A window refused to close.
  if (state.windows.size > 0) state.isQuitting = false;
  else setImmediate(end);
}

function end(): void {
  const event = preventable({});
  app.emit("will-quit", event);
  if (event.defaultPrevented) state.isQuitting = false;
  else exit(0);
}

/** Ends now: windows and utility processes are not asked. */
function exit(exitCode = 0): void {
  state.isQuitting = true;
  for (const window of [...state.windows]) window.destroy();
  app.emit("quit", {}, exitCode);
  for (const utility of state.utilities) utility.kill();
  lock?.release();
  const { connection, chromium } = state;
  const finish = () => process.exit(exitCode);
  if (connection === null || connection.isClosed()) {
    finish();
    return;
  }
  chromium?.once("exit", finish);
  setTimeout(() => {
    chromium?.kill("SIGKILL");
    finish();
  }, CHROMIUM_LIMIT_MS);
  connection.root.tell("Browser.close");
}

const members = {
  isPackaged: false,
  get name() {
    return state.config.name;
  },
  whenReady: () => whenReady.promise.then(() => undefined),
  isReady: () => state.isReady,
  getName: () => state.config.name,
  getVersion: () => state.config.version,
  getAppPath: () => state.config.folder,
  getLocale: () => "en-US",
  getPath: pathOf,
  setPath,
  enableSandbox: () => needUnready("app.enableSandbox()"),
  getAppMetrics: (): ProcessMetric[] => [
    metricOf(process.pid, "Browser"),
    ...[...state.utilities].flatMap(({ pid, name }) =>
      pid === undefined ? [] : [metricOf(pid, "Utility", name)],
    ),
  ],
  commandLine: strict("app.commandLine", {
    appendSwitch(name: string, value = "") {
      if (state.isReady) problem(`app.commandLine.appendSwitch('${name}') after ready`);
      switches.set(name, value);
    },
    getSwitchValue: (name: string) => switches.get(name) ?? switchValue(name) ?? "",
  }),
  requestSingleInstanceLock(additionalData: unknown = {}): boolean {
    const mine = { argv: process.argv, cwd: process.cwd(), additionalData };
    lock ??= takeInstanceLock(pathOf("userData"), mine, (second) => {
      void whenReady.promise.then(() =>
        app.emit("second-instance", {}, second.argv, second.cwd, second.additionalData),
      );
    });
    return lock !== null;
  },
  hasSingleInstanceLock: () => lock !== null,
  quit,
  exit,
  /** The double's own. */
  standin: {
    windowClosed(): void {
      if (state.windows.size > 0 || state.isQuitting) return;
      if (app.listenerCount("window-all-closed") === 0) quit();
      else app.emit("window-all-closed");
    },
  },
} satisfies Pick<
  App,
  | "isPackaged"
  | "name"
  | "whenReady"
  | "isReady"
  | "getName"
  | "getVersion"
  | "getAppPath"
  | "getLocale"
  | "setPath"
  | "enableSandbox"
  | "getAppMetrics"
  | "requestSingleInstanceLock"
  | "hasSingleInstanceLock"
  | "quit"
  | "exit"
> & { getPath: unknown; commandLine: unknown; standin: unknown };

export const app = strictEmitter(
  "app",
  [
    "ready",
    "before-quit",
    "will-quit",
    "quit",
    "window-all-closed",
    "second-instance",
    "browser-window-created",
    "child-process-gone",
  ],
  members,
);

/** Starts Chromium, and tells that all is ready: after the entry module, as Electron does. */
export async function becomeReady(): Promise<void> {
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, quit);
  if (state.isQuitting) return;
  const profile = join(pathOf("userData"), "standin-chromium");
  mkdirSync(profile, { recursive: true });
  const given = [...switches].map(([name, value]) =>
    value === "" ? `--${name}` : `--${name}=${value}`,
  );
  const started = await launchChromium(profile, given);
  state.chromium = started.process;
  state.connection = started.connection;
  started.process.once("exit", (exitCode) => {
    if (state.isQuitting) return;
    problem(`Chromium ended with ${exitCode ?? "a signal"}`);
    process.exit(70);
  });
  await followTargets(started.connection);
  if (process.env["STANDIN_HOLD"] !== undefined) await hold.promise;
  state.isReady = true;
  app.emit("ready", {}, {});
  whenReady.resolve(null);
}
