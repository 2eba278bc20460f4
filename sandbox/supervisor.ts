import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { TroubleError } from "../contract/trouble.ts";
import type { Logger } from "../register/ports.ts";
import { ChildMessage, TROUBLE_EXIT_CODE } from "./child-process.ts";

/** One program of the demo. `env` is asked at each start, so a restart may know more. */
export type ChildPlan = Readonly<{
  name: string;
  module: string;
  /** Another program than this Node, and what it is told. */
  execPath?: string;
  args?: readonly string[];
  env: () => Readonly<Record<string, string>>;
  /** A window that the clerk closes stays closed; the register must come back. */
  restarts: boolean;
  /** One that does not restart has ended by itself. */
  onEnd?: () => void;
}>;

export type Details = Readonly<Record<string, unknown>>;

export type Supervisor = Readonly<{
  /** Resolves when the child is ready the first time; rejects when it never gets there. */
  start: (plan: ChildPlan) => Promise<Details>;
  pids: () => Readonly<Record<string, number>>;
  /** Ends every child and waits for the last one. */
  stop: () => Promise<void>;
}>;

type Events = Readonly<{
  log: Logger;
  onRestart: (name: string) => void;
  /** A child is lost for good after it had been ready. */
  onGiveUp: (error: Error) => void;
}>;

const MAX_RESTARTS = 5;
const RESTART_WINDOW_MS = 60_000;
const FIRST_DELAY_MS = 50;
/** Long enough to close a database, short enough for a clerk who waits at Ctrl-C. */
const STOP_LIMIT_MS = 5_000;

/** Keeps a tree of programs alive: restarts what dies, gives up on what keeps dying. */
export function createSupervisor({ log, onRestart, onGiveUp }: Events): Supervisor {
  const children = new Map<string, ChildProcess>();
  const pauses = new Set<NodeJS.Timeout>();
  let isStopping = false;

  function start(plan: ChildPlan): Promise<Details> {
    return new Promise((resolve, reject) => {
      const deathsAtMs: number[] = [];
      let wasReady = false;

      const onReady = (details: Details) => {
        if (wasReady) onRestart(plan.name);
        wasReady = true;
        resolve(details);
      };
      const giveUp = (error: Error) => {
        if (wasReady) onGiveUp(error);
        else reject(error);
      };
      const onExit = (how: string, trouble: TroubleError | undefined) => {
        if (isStopping) return;
        if (trouble) {
          giveUp(trouble);
          return;
        }
        log.warn(`${plan.name} ended`, { how });
        if (!plan.restarts) return plan.onEnd?.();
        const nowMs = performance.now();
        deathsAtMs.push(nowMs);
        const recent = deathsAtMs.filter((atMs) => nowMs - atMs < RESTART_WINDOW_MS).length;
        if (recent > MAX_RESTARTS) {
          giveUp(new Error(`${plan.name} ended ${recent} times within a minute: ${how}`));
          return;
        }
        const pause = setTimeout(run, FIRST_DELAY_MS * 2 ** (recent - 1));
        pauses.add(pause);
      };
      const run = () => {
        children.set(plan.name, startChild(plan, { onReady, onExit }));
      };
      run();
    });
  }

  async function stop(): Promise<void> {
    isStopping = true;
    for (const pause of pauses) clearTimeout(pause);
    await Promise.all([...children.values()].map(endChild));
  }

  const pids = () =>
    Object.fromEntries(
      [...children].flatMap(([name, { pid, exitCode, signalCode }]) =>
        pid === undefined || exitCode !== null || signalCode !== null ? [] : [[name, pid]],
      ),
    );
  return { start, pids, stop };
}

type ChildEvents = Readonly<{
  onReady: (details: Details) => void;
  onExit: (how: string, trouble: TroubleError | undefined) => void;
}>;

function startChild(plan: ChildPlan, { onReady, onExit }: ChildEvents): ChildProcess {
  let trouble: TroubleError | undefined;
  const child = fork(plan.module, plan.args ?? [], {
    ...(plan.execPath === undefined ? {} : { execPath: plan.execPath }),
    // A step to die at is told by the plan, to one child and once.
    env: { ...process.env, TILLSIDE_KILL_AT: "", ...plan.env() },
    execArgv: [],
    // Its stdout joins our stderr: ours is for the one line that programs read.
    stdio: ["ignore", 2, 2, "ipc"],
  });
  child.on("message", (raw) => {
    const message = ChildMessage.parse(raw);
    if ("ready" in message) onReady(message.ready);
    else trouble = new TroubleError(message.trouble.code, message.trouble.message);
  });
  child.on("exit", (exitCode, signal) => {
    const how = signal ?? `exit code ${exitCode ?? "unknown"}`;
    onExit(how, exitCode === TROUBLE_EXIT_CODE ? trouble : undefined);
  });
  return child;
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const limit = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
  await ended;
  clearTimeout(limit);
}
