import { join } from "node:path";
import { utilityProcess, type UtilityProcess } from "electron";
import type { Command, RegisterEvent } from "../contract/commands.ts";
import type { DisplayView } from "../contract/display-views.ts";
import type { ToReaderWindow } from "../contract/reader-window.ts";
import type { TillReply } from "../contract/till-bridge.ts";
import { TroubleError } from "../contract/trouble.ts";
import type { HostEnv } from "../register/host-env.ts";
import type { Logger } from "../register/ports.ts";
import type { FromRegister, ToRegister } from "./register-messages.ts";
import { createOpenCalls } from "./open-calls.ts";
import { createRestarts } from "./restarts.ts";

export type RegisterEvents = Readonly<{
  /** The register answers from here on; after a restart, what happened before may be missed. */
  ready: () => void;
  lost: () => void;
  told: (event: RegisterEvent) => void;
  toReader: (message: ToReaderWindow) => void;
  shown: (view: DisplayView) => void;
  /** It cannot be opened, or keeps dying: nothing more will come. */
  gaveUp: (error: Error) => void;
}>;

export type RegisterHost = Readonly<{
  ask: (command: Command, input: unknown) => Promise<TillReply>;
  /** Dropped where no register runs: the next `ready` begins anew. */
  send: (message: ToRegister) => void;
  isReady: () => boolean;
  stop: () => Promise<void>;
}>;

/** As app.getAppMetrics() and the system's process list name it. */
export const SERVICE_NAME = "Tillside register";
/** Long enough to close a database, short enough for a clerk who closes the window. */
const STOP_LIMIT_MS = 5_000;

/** Runs the register in a utility process, and runs it again when it dies. */
export function startRegister(env: HostEnv, log: Logger, events: RegisterEvents): RegisterHost {
  const calls = createOpenCalls();
  const restarts = createRestarts();
  let child = run(env);
  let isReady = false;
  let isStopping = false;

  function run(settings: HostEnv): UtilityProcess {
    const started = fork();
    started.on("message", (message: FromRegister) => receive(message));
    started.on("exit", (exitCode) => lose(exitCode));
    send(started, { start: settings });
    return started;
  }

  function receive(message: FromRegister): void {
    if ("answer" in message) calls.settle(message.answer);
    else if ("told" in message) events.told(message.told);
    else if ("toReader" in message) events.toReader(message.toReader);
    else if ("shown" in message) events.shown(message.shown);
    else if ("ready" in message) {
      isReady = true;
      log.info("the register is ready", { pid: child.pid });
      events.ready();
    } else {
      isStopping = true;
      const { code, message: why } = message.trouble;
      events.gaveUp(new TroubleError(code, why));
    }
  }

  function lose(exitCode: number): void {
    isReady = false;
    calls.lose();
    if (isStopping) return;
    log.warn("the register ended", { exitCode });
    events.lost();
    const delayMs = restarts.nextDelayMs(performance.now());
    if (delayMs === undefined) events.gaveUp(new Error("the register keeps ending"));
    // A step to die at, for crash tests, is for the first start alone.
    else setTimeout(() => (child = run({ ...env, TILLSIDE_KILL_AT: undefined })), delayMs);
  }

  function ask(command: Command, input: unknown): Promise<TillReply> {
    if (!isReady) return Promise.resolve({ lost: "register" });
    return calls.open(command, input, (request) => send(child, { request }));
  }

  return {
    ask,
    stop() {
      isStopping = true;
      return end(child);
    },
    isReady: () => isReady,
    send: (message) => {
      if (isReady) send(child, message);
    },
  };
}

function fork(): UtilityProcess {
  return utilityProcess.fork(join(import.meta.dirname, "register-process.js"), [], {
    serviceName: SERVICE_NAME,
    stdio: "inherit",
    env: withoutOurs(process.env),
  });
}

/** What the register is told goes by message: an environment is there for others to read. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("TILLSIDE_")));
}

function send(child: UtilityProcess, message: ToRegister): void {
  child.postMessage(message);
}

async function end(child: UtilityProcess): Promise<void> {
  if (child.pid === undefined) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  send(child, { stop: true });
  const limit = setTimeout(() => child.kill(), STOP_LIMIT_MS);
  await ended;
  clearTimeout(limit);
}
