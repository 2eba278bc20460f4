import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { z } from "zod";

const program = resolve(import.meta.dirname, "../../sandbox/main.ts");
const Pids = z.record(z.string(), z.number());

/** One line of `npm start -- --json`. */
const DemoLine = z.union([
  z.object({ url: z.url(), port: z.number(), data: z.string(), pids: Pids }),
  z.object({ restarted: z.string(), pids: Pids }),
  z.object({ trouble: z.object({ code: z.string(), message: z.string() }) }),
]);
export type DemoLine = z.infer<typeof DemoLine>;

type DemoProcess = ChildProcessByStdio<null, Readable, Readable>;
export type DemoEnd = Readonly<{ exitCode: number | null; lines: DemoLine[]; stderr: string }>;

export type Demo = Readonly<{
  process: DemoProcess;
  url: string;
  port: number;
  data: string;
  pids: () => Readonly<Record<string, number>>;
  /** Kills the register's process as a power cut would, and waits until a new one is ready. */
  killRegister: () => Promise<void>;
  /** Kills the register without waiting; `restarted` then waits. */
  killRegisterNow: () => void;
  restarted: () => Promise<void>;
  stop: () => Promise<DemoEnd>;
  ended: Promise<DemoEnd>;
}>;

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "tillside-test-"));
}

function spawnDemo(args: readonly string[], ownGroup = false): DemoProcess {
  return spawn(process.execPath, [program, "--json", "--no-open", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: ownGroup,
  });
}

/** Reads the lines as they come and lets callers wait for one. */
function readLines(demo: DemoProcess) {
  const lines: DemoLine[] = [];
  const errors: string[] = [];
  let wake: () => void = () => undefined;
  demo.stderr.on("data", (chunk: Buffer) => errors.push(chunk.toString("utf8")));
  createInterface({ input: demo.stdout }).on("line", (line) => {
    lines.push(DemoLine.parse(JSON.parse(line)));
    wake();
  });
  const ended = once(demo, "close").then(([exitCode]): DemoEnd => {
    wake();
    return { exitCode: exitCode as number | null, lines, stderr: errors.join("") };
  });

  /** The line at `index`, or an error that shows why it will never come. */
  async function line(index: number): Promise<DemoLine> {
    for (;;) {
      const found = lines[index];
      if (found) return found;
      if (demo.exitCode !== null) throw new Error(`the demo ended: ${(await ended).stderr}`);
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  return { line, ended };
}

/** The real demo, in processes of its own, on a free port. */
export async function startDemo(
  options: Readonly<{
    data?: string;
    port?: number;
    /** A process group of its own, as a shell gives it, so that a test can press Ctrl-C. */
    ownGroup?: boolean;
  }> = {},
): Promise<Demo> {
  const { data = temporaryFolder(), port = 0, ownGroup = false } = options;
  const demo = spawnDemo(["--port", String(port), "--data", data], ownGroup);
  const { line, ended } = readLines(demo);
  const ready = await line(0);
  if (!("url" in ready)) throw new Error(`the demo did not start: ${JSON.stringify(ready)}`);

  let heard = 0;
  let pids = ready.pids;
  const killRegisterNow = () => void process.kill(pids["register"] ?? Number.NaN, "SIGKILL");
  const restarted = async () => {
    heard += 1;
    const next = await line(heard);
    if (!("restarted" in next)) throw new Error(`no restart: ${JSON.stringify(next)}`);
    pids = next.pids;
  };
  return {
    process: demo,
    url: ready.url,
    port: ready.port,
    data,
    pids: () => pids,
    killRegisterNow,
    restarted,
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
