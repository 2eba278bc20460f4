import type { VirtualClock } from "./virtual-clock.ts";

type Handle = Readonly<{ cancel: () => void; unref: () => Handle; ref: () => Handle }>;

/** Kept before they are replaced: the driver alone waits for real turns of the loop. */
const realImmediate = globalThis.setImmediate;
const immediates: (() => void)[] = [];
let clock: VirtualClock | null = null;

/**
 * Puts the program's own timers on the clock of the run under way. Nothing in the process may open a
 * socket or a file meanwhile: a turn of the loop then ends exactly when all promises have settled.
 */
export function replaceTimers(): void {
  Object.assign(globalThis, {
    setTimeout: (act: (...args: unknown[]) => void, delayMs = 0, ...args: unknown[]) =>
      handleOf(planned().after(delayMs, () => act(...args))),
    setInterval: (act: () => void, delayMs: number) => every(planned(), delayMs, act),
    setImmediate: (act: () => void) => void immediates.push(act),
    clearTimeout: clear,
    clearInterval: clear,
  });
}

export function useClock(next: VirtualClock): void {
  clock = next;
  immediates.length = 0;
}

/** Resolves when every promise has settled and every immediate has run. */
export async function settled(): Promise<void> {
  await turn();
  while (immediates.length > 0) {
    immediates.splice(0).forEach((act) => act());
    await turn();
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => realImmediate(resolve));
}

function planned(): VirtualClock {
  if (clock === null) throw new Error("no run is under way");
  return clock;
}

function every(on: VirtualClock, delayMs: number, act: () => void): Handle {
  let cancel = on.after(delayMs, tick);
  function tick(): void {
    cancel = on.after(delayMs, tick);
    act();
  }
  return handleOf(() => cancel());
}

function handleOf(cancel: () => void): Handle {
  const handle: Handle = { cancel, unref: () => handle, ref: () => handle };
  return handle;
}

function clear(handle: Handle | undefined): void {
  handle?.cancel();
}
