import { fork } from "node:child_process";
import type { ForkOptions, UtilityProcess } from "electron";
import { app } from "./app.ts";
import { cloned } from "./codec.ts";
import { needReady, state } from "./state.ts";
import { strict, strictEmitter } from "./strict.ts";

const hooks = new URL("./register-hooks.ts", import.meta.url).href;
const signals: Readonly<Record<string, number>> = { SIGKILL: 9, SIGTERM: 15 };

/** A real process, which can really be killed; a native crash stays there. */
function forkUtility(path: string, args: string[] = [], options: ForkOptions = {}) {
  needReady("utilityProcess.fork");
  const stdio = options.stdio === "inherit" ? "inherit" : "pipe";
  const name = options.serviceName ?? "Node Utility Process";
  const child = fork(path, args, {
    env: {
      ...((options.env as NodeJS.ProcessEnv | undefined) ?? process.env),
      STANDIN_KIND: "utility",
    },
    execArgv: ["--import", hooks, ...(options.execArgv ?? [])],
    serialization: "advanced",
    stdio: ["ignore", stdio, stdio, "ipc"],
  });
  let isGone = false;
  const members = {
    get pid() {
      return isGone ? undefined : child.pid;
    },
    postMessage(message: unknown): void {
      // A message to a process that has just ended is lost, in Electron as here.
      if (child.connected) child.send({ value: cloned(message) }, () => undefined);
    },
    kill: () => child.kill("SIGTERM"),
  } satisfies Pick<UtilityProcess, "pid" | "postMessage" | "kill">;
  const utility = strictEmitter("utilityProcess", ["spawn", "message", "exit"], members);
  const known = {
    name,
    kill: members.kill,
    get pid() {
      return utility.pid;
    },
  };
  state.utilities.add(known);
  child.once("spawn", () => utility.emit("spawn"));
  // Each in a task of its own, as Electron's: Node hands on several of one chunk before a promise
  // that the first of them settled is heard of, and the second would overtake its answer.
  child.on("message", ({ value }: { value: unknown }) => {
    setImmediate(() => utility.emit("message", value));
  });
  child.once("exit", (code, signal) => {
    setImmediate(tellExit, code, signal);
  });
  const tellExit = (code: number | null, signal: NodeJS.Signals | null) => {
    isGone = true;
    state.utilities.delete(known);
    const exitCode = code ?? 128 + (signals[signal ?? ""] ?? 0);
    utility.emit("exit", exitCode);
    app.emit("child-process-gone", {}, { type: "Utility", exitCode, name, reason: reasonOf(code) });
  };
  return utility;
}

function reasonOf(code: number | null): string {
  if (code === null) return "killed";
  return code === 0 ? "clean-exit" : "abnormal-exit";
}

export const utilityProcess = strict("utilityProcess", { fork: forkUtility });
