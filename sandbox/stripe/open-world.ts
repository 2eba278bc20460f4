import { randomBytes } from "node:crypto";
import type { CliLine } from "./cli/cli-line.ts";
import { createCliLine } from "./cli/cli-line.ts";
import { createAlarm } from "./clock/alarm.ts";
import { runDue } from "./clock/run-due.ts";
import { createVirtualClock } from "./clock/virtual-clock.ts";
import type { Control } from "./control/control.ts";
import { createControl } from "./control/control.ts";
import { accountId } from "./control/state-control.ts";
import { keepState, loadState } from "./kept-state.ts";
import { newAccount } from "./rooms/account.ts";
import type { State } from "./state.ts";
import { emptyState } from "./state.ts";
import type { StripeSandboxOptions } from "./options.ts";
import type { Dispatcher } from "./webhooks/dispatcher.ts";
import { createDispatcher } from "./webhooks/dispatcher.ts";
import { clockRetries, compressedRetries } from "./webhooks/retry-delays.ts";
import type { Mode, World } from "./world.ts";

const WEBHOOK_TIMEOUT_MS = 10_000;

/** One of the two worlds with all that moves in it. */
export type OpenWorld = {
  readonly world: World;
  readonly dispatcher: Dispatcher;
  readonly cli: CliLine;
  readonly control: Control;
  /** Sets the alarm, once the sandbox listens. */
  readonly start: (url: string) => void;
  readonly close: () => void;
};

export function openWorld(
  options: StripeSandboxOptions,
  mode: Mode,
  told: { readonly watchers: () => void },
): OpenWorld {
  const later = createLater();
  const changed = () => {
    told.watchers();
    kept?.changed();
    alarm?.set();
  };
  const world = createWorld(options, { later: later.run, changed, mode });
  const file = stateFileOf(options, mode);
  const log = options.log ?? (() => undefined);
  const kept = file === undefined ? null : keepState(file, () => world.state, log);
  const trusted = [...(options.trusted ?? [])];
  const cli = createCliLine(world);
  const isByClock = options.webhookRetries === "clock";
  const dispatcher = createDispatcher(world, {
    retryDelaysMs: isByClock ? clockRetries[mode] : (options.retryDelaysMs ?? compressedRetries),
    isByClock,
    postToCli: cli.post,
    timeoutMs: options.webhookTimeoutMs ?? WEBHOOK_TIMEOUT_MS,
    trusted,
  });
  // A clock that a test holds rings no alarms: it sets it forward itself.
  const alarm =
    options.now === undefined
      ? createAlarm(world, () => {
          runDue(world);
          world.changed();
          void dispatcher.sendOutgoing();
        })
      : null;
  later.afterEach(() => {
    world.changed();
    void dispatcher.sendOutgoing();
  });
  return {
    world,
    dispatcher,
    cli,
    control: createControl({ world, dispatcher, trusted }),
    start: (url) => {
      world.home.url = url;
      alarm?.set();
    },
    close: () => {
      alarm?.close();
      kept?.save();
      later.close();
      dispatcher.close();
      cli.close();
    },
  };
}

/** The live world keeps a file of its own beside the other. */
function stateFileOf({ stateFile }: StripeSandboxOptions, mode: Mode): string | undefined {
  return mode === "test" || stateFile === undefined
    ? stateFile
    : `${stateFile.replace(/\.json$/, "")}.live.json`;
}

function createWorld(
  options: StripeSandboxOptions,
  voices: Pick<World, "later" | "changed" | "mode">,
): World {
  const base = options.now ?? Date.now;
  const state = firstState(options, voices.mode, base());
  const clock = createVirtualClock(state, base);
  const home = { url: "" };
  const waiting = { outgoing: [], connectionTokens: new Map<string, string | null>() };
  return { state, now: clock.now, clock, home, hush: { isOn: false }, ...waiting, ...voices };
}

/** A kept state may come from before some room was built: that room begins empty. */
function firstState(options: StripeSandboxOptions, mode: Mode, nowMs: number): State {
  const given = String(options.seed ?? randomBytes(8).toString("hex"));
  const seed = mode === "live" ? `${given}/live` : given;
  const shop = { name: options.shopName ?? "Quayside Coffee & Pantry", createdAtMs: nowMs };
  // Both worlds belong to one account.
  const account = newAccount(accountId(given), shop);
  const empty = emptyState(seed, account);
  const file = stateFileOf(options, mode);
  const loaded = file === undefined ? undefined : loadState(file);
  return { ...empty, ...loaded };
}

/** Work that waits: an authorisation under way. Nothing of it runs after the sandbox was closed. */
function createLater() {
  const timers = new Set<NodeJS.Timeout>();
  const listeners: (() => void)[] = [];
  return {
    run: (delayMs: number, work: () => void): void => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        work();
        listeners.forEach((listener) => listener());
      }, delayMs);
      timers.add(timer);
    },
    afterEach: (listener: () => void) => listeners.push(listener),
    close: () => timers.forEach((timer) => clearTimeout(timer)),
  };
}
