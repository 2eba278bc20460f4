import type { IpcMain } from "electron";
import { cloned, createCodec } from "./codec.ts";
import { strictEmitter } from "./strict.ts";

const codec = createCodec();
type Handler = Parameters<IpcMain["handle"]>[1];

export type IpcDouble = ReturnType<typeof createIpc>;

/** `ipcMain`, or the `ipc` of one web contents: channels of any name are listened for. */
export function createIpc(label: string) {
  const handlers = new Map<string, Handler>();
  const listeners = new Map<string, ((...args: never[]) => void)[]>();
  const ipc = strictEmitter(label, [], {
    handle(channel: string, handler: Handler): void {
      if (handlers.has(channel)) {
        throw new Error(`Attempted to register a second handler for '${channel}'`);
      }
      handlers.set(channel, handler);
    },
    removeHandler: (channel: string) => void handlers.delete(channel),
    on(channel: string, listener: (...args: never[]) => void): void {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
    /** The double's own. */
    standin: {
      handles: (channel: string) => handlers.has(channel),
      /** Answers as text what the handler answers, once it can be cloned. */
      async invoke(event: object, channel: string, args: readonly unknown[]): Promise<string> {
        const handler = handlers.get(channel);
        return codec.encode(cloned(await handler?.(event as never, ...args)));
      },
      tell(event: object, channel: string, args: readonly unknown[]): boolean {
        const told = listeners.get(channel) ?? [];
        for (const listener of told) listener(event as never, ...(args as never[]));
        return told.length > 0;
      },
    },
  });
  return ipc satisfies Pick<IpcMain, "handle" | "removeHandler">;
}

export const ipcMain = createIpc("ipcMain");
