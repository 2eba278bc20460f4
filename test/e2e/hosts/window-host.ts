import { resolve } from "node:path";
import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import type { Way } from "../../../contract/reader-views.ts";
import { startDemo, type Demo } from "../../support/demo.ts";

const root = resolve(import.meta.dirname, "../../..");
export const standIn = resolve(root, "test/standin/electron");
const SERVICE_NAME = "Tillside register";
const LAUNCH_LIMIT_MS = 20_000;

export type WindowPlan = Readonly<{
  /** Electron's binary, or what takes its place. */
  binary: string;
  /** The folder with package.json and out/; a test may vary a copy. */
  folder?: string;
  killAt?: string;
  via?: Way;
}>;

export type WindowHost = Readonly<{
  app: ElectronApplication;
  /** The till's window; the reader's is hidden, and another. */
  page: Page;
  /** As the browser shell's, with the register inside the app. */
  demo: Demo;
  /** What the stand-in found wrong so far. Real Electron tells nothing. */
  problems: () => readonly string[];
}>;

/** The demo's Stripe and relay, and the built desktop host beside them in a data folder of theirs. */
export async function startWindow({
  binary,
  killAt = "",
  ...plan
}: WindowPlan): Promise<WindowHost> {
  const { folder = root, via = "relay" } = plan;
  const demo = await startDemo({ host: "none", killAt, via });
  try {
    const app = await launch(demo, { binary, folder, killAt });
    const page = await windowAt(app, "till");
    const problems: string[] = [];
    const register = await followRegister(app);
    const stop = async () => {
      problems.push(...(await problemsOf(app)));
      await app.close();
      return demo.stop();
    };
    let stopped: ReturnType<Demo["stop"]> | undefined;
    return {
      ...{ app, page, problems: () => problems },
      demo: {
        ...demo,
        ...register,
        restarted: (name) =>
          name === undefined || name === "register" ? register.restarted() : demo.restarted(name),
        killNow: (name) => {
          if (name === "register") register.killRegisterNow();
          else demo.killNow(name);
        },
        stop: () => (stopped ??= stop()),
      },
    };
  } catch (error) {
    await demo.stop();
    throw error;
  }
}

type Launch = Readonly<{ binary: string; folder: string; killAt: string }>;

export function launch(
  { data, hostEnv }: Pick<Demo, "data" | "hostEnv">,
  { binary, folder, killAt }: Launch,
): Promise<ElectronApplication> {
  // An environment's values are there, or their names would not be.
  const own = process.env as Record<string, string>;
  return _electron.launch({
    executablePath: binary,
    args: [folder, `--user-data-dir=${data}/desktop`],
    env: { ...own, ...hostEnv, TILLSIDE_KILL_AT: killAt },
    timeout: LAUNCH_LIMIT_MS,
  });
}

/** A window by the host of its address: `tillside://till`, or what the stand-in makes of it. */
export function windowAt(
  app: ElectronApplication,
  name: "till" | "reader" | "display",
): Promise<Page> {
  const address = new RegExp(`^(tillside://${name}|https://${name}\\.tillside\\.)`);
  return new Promise((resolve, reject) => {
    // A window opens on an empty page, and is known by its address only from then on.
    const look = (page: Page) => {
      const isIt = () => {
        if (address.test(page.url())) resolve(page);
      };
      page.on("framenavigated", isIt);
      isIt();
    };
    app.on("window", look);
    app.on("close", () => reject(new Error(`the app ended before its window ${name} stood`)));
    for (const page of app.windows()) look(page);
  });
}

/** The register's process inside the app: killed by its id, heard of by the app's log. */
async function followRegister(app: ElectronApplication) {
  const readyPids: number[] = [];
  const waiting = new Set<() => void>();
  let log = "";
  app.process().stderr?.on("data", (data: Buffer) => {
    log += data.toString("utf8");
    for (const [line, pid] of log.matchAll(/the register is ready \{"pid":(\d+)\}\n/g)) {
      log = log.slice(log.indexOf(line) + line.length);
      readyPids.push(Number(pid));
    }
    waiting.forEach((wake) => wake());
    waiting.clear();
  });
  let pid = await app.evaluate(
    ({ app: host }, name) => host.getAppMetrics().find((each) => each.name === name)?.pid ?? 0,
    SERVICE_NAME,
  );
  const latest = () => readyPids.at(-1) ?? pid;
  const killRegisterNow = () => void process.kill(latest(), "SIGKILL");
  const restarted = async () => {
    while (latest() === pid) await new Promise<void>((resolve) => waiting.add(resolve));
    pid = latest();
  };
  const killRegister = async () => {
    killRegisterNow();
    await restarted();
  };
  return { killRegisterNow, restarted, killRegister };
}

/** What the stand-in found wrong; real Electron tells nothing. */
export async function problemsOf(app: ElectronApplication): Promise<string[]> {
  const known = await app.evaluate(() => {
    const { __standin } = globalThis as { __standin?: { problems: string[] } };
    return __standin?.problems;
  });
  return known ?? [];
}
