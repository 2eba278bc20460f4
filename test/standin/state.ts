import type { ChildProcess } from "node:child_process";
import { appendFileSync } from "node:fs";
import type { Connection } from "./cdp.ts";

type Config = Readonly<{ folder: string; name: string; version: string; args: readonly string[] }>;

type Closable = Readonly<{ close: () => void; destroy: () => void }>;

/** What the running double knows. A test reads `problems` and `calls` as `__standin`. */
export const state = {
  config: { folder: ".", name: "app", version: "0", args: [] } as Config,
  isReady: false,
  isQuitting: false,
  connection: null as Connection | null,
  chromium: null as ChildProcess | null,
  windows: new Set<Closable>(),
  utilities: new Set<Readonly<{ pid: number | undefined; name: string; kill: () => boolean }>>(),
  /** Electron goes on after these, with a warning or a dialog: so does the double, and a test fails. */
  problems: [] as string[],
  /** What reached beyond the process: dialogs, the system's browser. */
  calls: [] as Readonly<{ api: string; args: readonly unknown[] }>[],
};

Object.assign(globalThis, { __standin: state });

/** On stderr, and where a test that reads it too late can find it. */
export function complain(text: string): void {
  process.stderr.write(`${text}\n`);
  const path = process.env["STANDIN_LOG"];
  if (path !== undefined) appendFileSync(path, `${text}\n`);
}

export function problem(text: string): void {
  state.problems.push(text);
  complain(`stand-in problem: ${text}`);
}

export function record(api: string, ...args: readonly unknown[]): void {
  state.calls.push({ api, args });
}

export function needReady(what: string): void {
  if (!state.isReady) throw new Error(`${what} cannot be used before app is ready`);
}

export function browser(): Connection {
  if (state.connection === null) throw new Error("stand-in: Chromium does not run yet");
  return state.connection;
}

export type Preventable = Readonly<{ preventDefault: () => void; defaultPrevented: boolean }>;

/** An event that a listener may prevent. */
export function preventable<Extra extends object>(extra: Extra): Extra & Preventable {
  let isPrevented = false;
  return Object.defineProperties(
    { ...extra, preventDefault: () => (isPrevented = true) },
    { defaultPrevented: { get: () => isPrevented } },
  ) as Extra & Preventable;
}
