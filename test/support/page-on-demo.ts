import { WebSocket } from "ws";
import { ToReaderWindow } from "../../contract/reader-window.ts";
import { createReaderPage } from "../../renderer/reader/reader-page.ts";
import { createSimulatedSdk } from "../../renderer/reader/simulated/simulated-sdk.ts";
import { letIn, openBridge } from "./bridge-client.ts";
import type { Demo } from "./demo.ts";

const RECONNECT_MS = 200;

/**
 * The reader's page of a running demo, without a browser: the same page over the same sockets. It
 * outlives the register, as a page does. The answer closes it, with all that it has open.
 */
export async function openPageOnDemo(demo: Demo): Promise<() => void> {
  const Cookie = await letIn(demo);
  const headers = { Cookie, Origin: `http://127.0.0.1:${await readerPortOf(demo)}` };
  const ended = new AbortController();
  let socket: WebSocket | null = null;

  function connect(listener: (message: ToReaderWindow) => void): void {
    if (ended.signal.aborted) return;
    socket = new WebSocket(`${headers.Origin.replace("http", "ws")}/reader-bridge`, { headers });
    socket.on("message", (data: Buffer) =>
      listener(ToReaderWindow.parse(JSON.parse(data.toString("utf8")))),
    );
    // `close` follows: nobody listens while the register is down.
    socket.on("error", () => undefined);
    socket.on("close", () => setTimeout(connect, RECONNECT_MS, listener));
  }
  createReaderPage({
    door: {
      send: (message) => {
        if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
      },
      onMessage: connect,
    },
    loadSdk: (simulatorUrl) => Promise.resolve(sdkAt(simulatorUrl, ended.signal)),
    after: (delayMs, act) => {
      const timer = setTimeout(() => {
        // A page that was closed does nothing more; ours would go on looking for its reader.
        if (!ended.signal.aborted) act();
      }, delayMs);
      return () => clearTimeout(timer);
    },
    reload: () => undefined,
  });
  return () => {
    ended.abort();
    socket?.terminate();
  };
}

async function readerPortOf(demo: Demo): Promise<number> {
  const bridge = await openBridge(demo);
  const hello = await bridge.next((message) => "hello" in message);
  bridge.close();
  if (!("hello" in hello) || hello.readerPort === null) throw new Error("no reader's page here");
  return hello.readerPort;
}

/** The simulated SDK of a page that goes when the signal says so, with its sockets. */
export function sdkAt(simulatorUrl: string | null, gone: AbortSignal) {
  const origin = new URL(simulatorUrl ?? "").origin;
  return createSimulatedSdk({
    origin,
    fetch: (input, init) => {
      const signals = [gone, ...(init?.signal ? [init.signal] : [])];
      return fetch(input, { ...init, signal: AbortSignal.any(signals) });
    },
  });
}
