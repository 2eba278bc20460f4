import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocketServer, type WebSocket as ServerSocket } from "ws";
import type { BridgeRequest } from "../../../contract/bridge.ts";
import { LONGEST_DELAY_MS, nextDelayMs } from "../../../renderer/transports/back-off.ts";
import { createSocketTransport } from "../../../renderer/transports/socket.ts";
import type { Transport } from "../../../renderer/transports/transport.ts";

const hello = JSON.stringify({ hello: "tillside", version: 1, readerPort: null });

/** A till that says hello and then does what the test says with each request. */
function openTill(answer: (socket: ServerSocket, request: BridgeRequest) => void) {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server.on("connection", (socket) => {
    socket.on("message", (data: Buffer) => {
      answer(socket, JSON.parse(data.toString("utf8")) as BridgeRequest);
    });
    socket.send(hello);
  });
  return server;
}

describe("createSocketTransport", () => {
  const heard: string[] = [];
  let waiters: Array<() => void> = [];
  let server: WebSocketServer;
  let transport: Transport;
  let onRequest: (socket: ServerSocket, request: BridgeRequest) => void;

  const hear = (what: string) => {
    heard.push(what);
    for (const wake of waiters.splice(0)) wake();
  };
  const heardTimes = async (what: string, times: number) => {
    while (heard.filter((said) => said === what).length < times) {
      await new Promise<void>((resolve) => waiters.push(resolve));
    }
  };

  beforeEach(async () => {
    heard.length = 0;
    waiters = [];
    server = openTill((socket, request) => {
      onRequest(socket, request);
    });
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    transport = createSocketTransport(`ws://127.0.0.1:${port}/bridge`);
  });

  afterEach(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });

  const start = async () => {
    transport.start({
      onConnected: () => {
        hear("connected");
      },
      onLost: () => {
        hear("lost");
      },
      onEvent: ({ event }) => {
        hear(event);
      },
    });
    await heardTimes("connected", 1);
  };

  it("matches answers to calls by id, in whatever order they come", async () => {
    const held: Array<() => void> = [];
    onRequest = (socket, { id, command }) => {
      const outcome = { ok: true, value: command };
      held.push(() => {
        socket.send(JSON.stringify({ id, outcome }));
      });
      if (held.length === 2) for (const answer of held.toReversed()) answer();
    };
    await start();
    const answers = await Promise.all([
      transport.ask("register.view", {}),
      transport.ask("catalog.keys", {}),
    ]);
    expect(answers).toEqual([
      { ok: true, value: "register.view" },
      { ok: true, value: "catalog.keys" },
    ]);
  });

  it("answers a bug as a refusal that carries its id", async () => {
    onRequest = (socket, { id }) => {
      socket.send(JSON.stringify({ id, bug: "bug_17" }));
    };
    await start();
    expect(await transport.ask("day.x-report", {})).toEqual({
      ok: false,
      refusal: "till-bug",
      detail: "bug_17",
    });
  });

  it("passes events on", async () => {
    onRequest = (socket) => {
      socket.send(JSON.stringify({ event: "sale-changed", view: {} }));
    };
    await start();
    void transport.ask("register.view", {});
    await heardTimes("sale-changed", 1);
  });

  it("answers connection-lost before there is a connection", async () => {
    expect(await transport.ask("register.view", {})).toEqual({
      ok: false,
      refusal: "connection-lost",
    });
  });

  it("answers calls in flight when the connection drops, and connects again by itself", async () => {
    onRequest = (socket) => {
      socket.terminate();
    };
    await start();
    expect(await transport.ask("register.view", {})).toEqual({
      ok: false,
      refusal: "connection-lost",
    });
    await heardTimes("lost", 1);
    await heardTimes("connected", 2);
  });
});

describe("nextDelayMs", () => {
  it("doubles up to the longest that a clerk should wait", () => {
    expect(nextDelayMs(100)).toBe(200);
    expect(nextDelayMs(1_600)).toBe(LONGEST_DELAY_MS);
    expect(nextDelayMs(LONGEST_DELAY_MS)).toBe(LONGEST_DELAY_MS);
  });
});
