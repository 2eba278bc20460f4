import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { MAX_MESSAGE_BYTES, type Who } from "../contract/commands.ts";
import { TroubleError } from "../contract/trouble.ts";
import type { Logger } from "../register/ports.ts";
import type { Register } from "../register/register.ts";
import { serveBridge } from "./bridge-connection.ts";
import { createShellGuard, type ShellGuard } from "./shell-guard.ts";
import { shellPage, statusOf, type PageCode } from "./shell-page.ts";
import { createShellSite } from "./shell-site.ts";

export type BrowserShellOptions = Readonly<{
  register: Pick<Register, "handle" | "onEvent">;
  /** The built renderer. */
  staticFolder: string;
  /** 0 takes a free port. */
  port: number;
  launchToken: string;
  who: Who;
  log: Logger;
}>;

export type BrowserShell = Readonly<{ port: number; close: () => void }>;

const MAX_SOCKETS = 16;
/** Pages, their files and their sockets; a browser opens at most six at once per window. */
const MAX_CONNECTIONS = 128;

/**
 * The host without Electron: the till's page and its door to the register, on loopback alone.
 * Throws TroubleError `port-in-use`.
 */
export async function openBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  const { staticFolder, launchToken } = options;
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000 });
  server.maxConnections = MAX_CONNECTIONS;
  const port = await listen(server, options.port);
  const guard = createShellGuard({ launchToken, port });
  server.on("request", createShellSite({ guard, staticFolder }));
  const bridge = openBridge(server, guard, options);
  return {
    port,
    close: () => {
      for (const socket of bridge.clients) socket.terminate();
      server.close();
      server.closeAllConnections();
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen({ host: "127.0.0.1", port });
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    const advice = `Choose another one: npm start -- --port ${port + 1}`;
    throw new TroubleError("port-in-use", `Port ${port} is taken by another program. ${advice}`);
  }
  return (server.address() as AddressInfo).port;
}

function openBridge(server: Server, guard: ShellGuard, options: BrowserShellOptions) {
  const { register, who, log } = options;
  const bridge = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  const newBugId = () => `bug_${randomUUID()}`;

  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const code = refusalOf(request, guard) ?? (isFull() ? "too-many-connections" : undefined);
    if (code) {
      log.warn("a bridge connection was refused", { code });
      refuseUpgrade(stream, code);
      return;
    }
    bridge.handleUpgrade(request, stream, head, (socket) =>
      serveBridge(socket, { register, who, log, newBugId }),
    );
  });
  const isFull = () => bridge.clients.size >= MAX_SOCKETS;
  return bridge;
}

function refusalOf({ headers, url }: IncomingMessage, guard: ShellGuard): PageCode | undefined {
  if (!guard.isOurHost(headers)) return "wrong-host";
  if (!guard.isOurOrigin(headers)) return "wrong-origin";
  if (!guard.hasCookie(headers)) return "wrong-token";
  return url === "/bridge" ? undefined : "page-not-found";
}

function refuseUpgrade(stream: Duplex, code: PageCode): void {
  // The other side may be gone already; there is nobody left to tell.
  stream.on("error", () => stream.destroy());
  const page = shellPage(code);
  const lines = [
    `HTTP/1.1 ${statusOf(code)} Refused`,
    "Connection: close",
    "Content-Type: text/html; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(page)}`,
    `Tillside-Code: ${code}`,
  ];
  stream.end(`${lines.join("\r\n")}\r\n\r\n${page}`);
}
