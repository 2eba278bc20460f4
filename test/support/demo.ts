import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { z } from "zod";
import type { Way } from "../../contract/reader-views.ts";

const program = resolve(import.meta.dirname, "../../sandbox/main.ts");
const Pids = z.record(z.string(), z.number());

/** One line of `npm start -- --json`. */
const DemoLine = z.union([
  z.object({
    // Where the browser shell carries the till.
    url: z.url().default(""),
    port: z.number().default(0),
    // Where another host will: what it must be told.
    hostEnv: z.record(z.string(), z.string()).default({}),
    data: z.string(),
    pids: Pids,
    readerUrl: z.url(),
    stripeUrl: z.url(),
  }),
  z.object({ restarted: z.string(), pids: Pids }),
  z.object({ trouble: z.object({ code: z.string(), message: z.string() }) }),
]);
export type DemoLine = z.infer<typeof DemoLine>;

/** The supervised programs of the demo. */
export type Program = "register" | "relay" | "stripe";

type DemoProcess = ChildProcessByStdio<null, Readable, Readable>;
export type DemoEnd = Readonly<{ exitCode: number | null; lines: DemoLine[]; stderr: string }>;

export type Demo = Readonly<{
  process: DemoProcess;
  /** The browser shell's page; empty and 0 where another host carries the till. */
  url: string;
  port: number;
  /** What a host that is started beside the demo must be told, where `host` is "none". */
  hostEnv: Readonly<Record<string, string>>;
  data: string;
  /** The local Stripe, with its control API at `/_sandbox`, and the page of its reader. */
  stripeUrl: string;
  readerUrl: string;
  pids: () => Readonly<Record<string, number>>;
  /** Kills the register's process as a power cut would, and waits until a new one is ready. */
  killRegister: () => Promise<void>;
  /** Kills the register without waiting; `restarted` then waits. */
  killRegisterNow: () => void;
  /** Kills one program of the tree without waiting. */
  killNow: (name: Program) => void;
  /** Waits for the program's next start after those that were waited for. */
  restarted: (name?: Program) => Promise<void>;
  /** The log of all programs so far, once it contains the text. */
  logged: (text: string) => Promise<string>;
  stop: () => Promise<DemoEnd>;
  ended: Promise<DemoEnd>;
}>;

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "tillside-test-"));
}

type SpawnOptions = Readonly<{ ownGroup?: boolean; killAt?: string | undefined }>;

function spawnDemo(args: readonly string[], options: SpawnOptions = {}): DemoProcess {
  const { ownGroup = false, killAt = "" } = options;
  const demo = spawn(process.execPath, [program, "--json", "--no-open", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: ownGroup,
    env: { ...process.env, TILLSIDE_KILL_AT: killAt },
  });
  // A test that runs out of time while its demo starts would leave it running.
  const endWithUs = () => demo.kill();
  process.on("exit", endWithUs);
  demo.once("close", () => process.off("exit", endWithUs));
  return demo;
}

/** Reads the lines as they come and lets callers wait for one. */
function readLines(demo: DemoProcess) {
  const lines: DemoLine[] = [];
  const errors: string[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const resolve of waiting) resolve();
    waiting.clear();
  };
  demo.stderr.on("data", (chunk: Buffer) => {
    errors.push(chunk.toString("utf8"));
    wake();
  });
  createInterface({ input: demo.stdout }).on("line", (line) => {
    lines.push(DemoLine.parse(JSON.parse(line)));
    wake();
  });
  const ended = once(demo, "close").then(([exitCode]): DemoEnd => {
    wake();
    return { exitCode: exitCode as number | null, lines, stderr: errors.join("") };
  });

  /** What `find` finds in what was said, now or later; or an error: it will never come. */
  async function heard<Found>(find: () => Found | undefined): Promise<Found> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (demo.exitCode !== null) throw new Error(`the demo ended: ${(await ended).stderr}`);
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
  }

  /** The first line, from `from` on, that fits. */
  const line = (fits: (line: DemoLine) => boolean, from = 0): Promise<number> =>
    heard(() => {
      const index = lines.findIndex((each, at) => at >= from && fits(each));
      return index >= 0 ? index : undefined;
    });
  /** The whole log so far, once it contains the text. */
  const logged = (text: string): Promise<string> =>
    heard(() => {
      const log = errors.join("");
      return log.includes(text) ? log : undefined;
    });
  return { lines, line, logged, ended };
}

/** The real demo, in processes of its own, on a free port. */
export async function startDemo(
  options: Readonly<{
    data?: string;
    port?: number;
    /** "none": Stripe and the relay alone, for a host that the test starts. */
    host?: "auto" | "none";
    /** A process group of its own, as a shell gives it, so that a test can press Ctrl-C. */
    ownGroup?: boolean;
    /**
     * The register or the relay dies at this step, as in a power cut, at its first start only. "none":
     * both only tell the steps that they come by.
     */
    killAt?: string;
    /** The way to the reader; the relay's needs no page. */
    via?: Way;
    country?: "IE" | "CA";
    voidWindowMs?: number;
  }> = {},
): Promise<Demo> {
  const { data = temporaryFolder(), port = 0, host = "auto", via = "relay", ...rest } = options;
  const { country = "IE", voidWindowMs = 0 } = options;
  const args = ["--port", String(port), "--data", data, "--host", host, "--via", via];
  args.push("--country", country, "--void-window", String(voidWindowMs));
  const demo = spawnDemo(args, rest);
  const { lines, line, logged, ended } = readLines(demo);
  // Where a program is to die at a step, it may come back before all are ready.
  const ready = lines[await line((each) => !("restarted" in each))];
  if (!ready || !("readerUrl" in ready)) {
    throw new Error(`the demo did not start: ${JSON.stringify(ready)}`);
  }

  const heard: Partial<Record<Program, number>> = {};
  const pids = () => lines.findLast((each) => "pids" in each)?.pids ?? {};
  const killNow = (name: Program) => void process.kill(pids()[name] ?? Number.NaN, "SIGKILL");
  const killRegisterNow = () => killNow("register");
  const restarted = async (name: Program = "register") => {
    const isBack = (each: DemoLine) =>
      "trouble" in each || ("restarted" in each && each.restarted === name);
    const index = await line(isBack, heard[name]);
    heard[name] = index + 1;
    const next = lines[index];
    if (next && "trouble" in next) throw new Error(`no restart: ${JSON.stringify(next)}`);
  };
  return {
    process: demo,
    url: ready.url,
    port: ready.port,
    hostEnv: ready.hostEnv,
    data,
    stripeUrl: ready.stripeUrl,
    readerUrl: ready.readerUrl,
    pids,
    killNow,
    killRegisterNow,
    restarted,
    logged,
    killRegister: async () => {
      killRegisterNow();
      await restarted();
    },
    stop: () => {
      demo.kill("SIGTERM");
      return ended;
    },
    ended,
  };
}

/** Starts the demo where it is expected to end by itself. */
export function runDemo(args: readonly string[]): Promise<DemoEnd> {
  return readLines(spawnDemo(args)).ended;
}

/** Whether a process still runs. One that ended and was not yet collected (`Z`) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, "utf8"));
}
