import type { Codec } from "../codec.ts";
import type { Peer } from "./world-peer.ts";

/** What the preload's world tells Node. */
export type FromPage =
  | Readonly<{ type: "hello"; href: string }>
  | Readonly<{ type: "invoke"; id: number; channel: string; data: string }>
  | Readonly<{ type: "send"; channel: string; data: string }>
  | Readonly<{ type: "open"; data: string }>
  | Readonly<{ type: "preload-error"; message: string }>;

/** What Node tells it. */
export type ToPage =
  | Readonly<{ type: "result"; id: number; data: string }>
  | Readonly<{ type: "failure"; id: number; message: string }>
  | Readonly<{ type: "event"; channel: string; data: string }>;

export type PreloadSetup = Readonly<{
  binding: string;
  argv: readonly string[];
  versions: Readonly<Record<string, string>>;
}>;
export type Preload = (...parts: unknown[]) => void;
export type WorldTools = Readonly<{ peer: Peer; codec: Codec; preload: Preload | null }>;

/**
 * The preload's isolated world: `require("electron")` as a sandboxed preload has it. It runs inside
 * the page by its source text, so it names nothing from outside.
 */
export function runPreloadWorld(setup: PreloadSetup, { peer, codec, preload }: WorldTools): void {
  type Listener = (...args: unknown[]) => void;
  type Pending = Readonly<{ resolve: (value: unknown) => void; reject: (error: Error) => void }>;

  const world = globalThis as unknown as Record<string, unknown>;
  const post = world[setup.binding] as (text: string) => void;
  const tell = (message: FromPage) => post(JSON.stringify(message));
  const listeners = new Map<string, Listener[]>();
  const pending = new Map<number, Pending>();
  let lastId = 0;

  const strict = <Members extends object>(label: string, members: Members): Members =>
    new Proxy(members, {
      get(target, key): unknown {
        const isKnown = typeof key === "symbol" || key in target || /^(then$|toJSON$|__)/.test(key);
        if (!isKnown) throw new Error(`stand-in: ${label}.${key} is not modelled`);
        return Reflect.get(target, key);
      },
    });

  function clone(args: unknown[]): string {
    try {
      structuredClone(args);
    } catch {
      throw new Error("An object could not be cloned.");
    }
    return codec.encode(args);
  }

  const ipcRenderer = strict("ipcRenderer", {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      return new Promise((resolve, reject) => {
        const data = clone(args);
        lastId += 1;
        pending.set(lastId, { resolve, reject });
        tell({ type: "invoke", id: lastId, channel, data });
      });
    },
    send(channel: string, ...args: unknown[]): void {
      tell({ type: "send", channel, data: clone(args) });
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    off(channel: string, listener: Listener) {
      const kept = (listeners.get(channel) ?? []).filter((each) => each !== listener);
      listeners.set(channel, kept);
      return ipcRenderer;
    },
  });
  const contextBridge = strict("contextBridge", {
    exposeInMainWorld(key: string, api: unknown): void {
      const refusal = peer.ask("expose", JSON.stringify([key, peer.encode(api)]));
      if (refusal !== "") throw new Error(refusal);
    },
  });

  function deliver(message: ToPage): void {
    if (message.type === "event") {
      const event = { sender: ipcRenderer, ports: [] };
      const args = codec.decode(message.data) as unknown[];
      for (const listener of listeners.get(message.channel) ?? []) listener(event, ...args);
      return;
    }
    const call = pending.get(message.id);
    pending.delete(message.id);
    if (message.type === "result") call?.resolve(codec.decode(message.data));
    else call?.reject(new Error(message.message));
  }

  function run(script: Preload): void {
    const modules: Readonly<Record<string, unknown>> = {
      electron: strict("electron (sandboxed preload)", { contextBridge, ipcRenderer }),
      timers: { setTimeout, setInterval, clearTimeout, clearInterval },
      url: { URL, URLSearchParams },
    };
    const require = (name: string) => {
      const found = modules[name.replace(/^node:/, "")];
      if (found === undefined) throw new Error(`module not found: ${name}`);
      return found;
    };
    const { argv, versions } = setup;
    const process = { type: "renderer", sandboxed: true, contextIsolated: true, argv, versions };
    const module = { exports: {} };
    script(require, process, undefined, globalThis, module.exports, module);
  }

  Object.defineProperty(world, "__standinDeliver", {
    value: (text: string) => deliver(JSON.parse(text) as ToPage),
  });
  peer.serve((what, data) => {
    if (what === "open") tell({ type: "open", data });
    return "";
  });
  tell({ type: "hello", href: location.href });
  try {
    if (preload !== null) run(preload);
  } catch (error) {
    tell({
      type: "preload-error",
      message: error instanceof Error ? error.message : String(error),
    });
  }
}
