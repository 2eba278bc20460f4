import { EventEmitter } from "node:events";
import type { ParentPort } from "electron";
import { cloned } from "./codec.ts";
import { strictEmitter } from "./strict.ts";

/** The module `electron` inside a utility process. */
const send = process.send?.bind(process);
const unheard: unknown[] = [];

const parentPort = strictEmitter("process.parentPort", ["message"], {
  postMessage: (message: unknown) => void send?.({ value: cloned(message) }),
}) satisfies Pick<ParentPort, "postMessage">;

// Messages wait for the first listener, as Electron's do.
EventEmitter.prototype.on.call(parentPort, "newListener", () => {
  queueMicrotask(() => {
    for (const data of unheard.splice(0)) parentPort.emit("message", { data, ports: [] });
  });
});
const hear = (value: unknown) => {
  if (parentPort.listenerCount("message") === 0) unheard.push(value);
  else parentPort.emit("message", { data: value, ports: [] });
};
// Each in a task of its own, as Electron's.
process.on("message", ({ value }: { value: unknown }) => {
  setImmediate(hear, value);
});
process.on("disconnect", () => process.exit(0));

Object.assign(process, { parentPort, type: "utility" });
// A utility process of Electron has none: what would use it is a mistake.
Object.defineProperty(process, "send", { value: undefined });
