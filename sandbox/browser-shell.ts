import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { MAX_MESSAGE_BYTES, type Who } from "../contract/commands.ts";
import { TroubleError } from "../contract/trouble.ts";
import type { Logger } from "../register/ports.ts";
import type { Register } from "../register/register.ts";
import { serveBridge } from "./bridge-connection.ts";
import { serveDisplay } from "./serve-display.ts";
import { DISPLAY_PAGE } from "./display-page.ts";
import { serveReader } from "./serve-reader.ts";
import { createShellGuard, type ShellGuard } from "./shell-guard.ts";
import { shellPage, statusOf, type PageCode } from "./shell-page.ts";
import { createShellSite, readerPolicy, tillPolicy } from "./shell-site.ts";

export type BrowserShellOptions = Readonly<{
  register: Pick<Register, "handle" | "onEvent" | "readerWindows" | "customerDisplays">;
  /** The built renderer. */
  staticFolder: string;
  /** 0 takes a free port. */
  port: number;
  /** The reader's page; 0 takes a free port. */
  readerPort: number;
  launchToken: string;
  who: Who;
  log: Logger;
}>;

export type BrowserShell = Readonly<{ port: number; readerPort: number; close: () => void }>;

const MAX_SOCKETS = 16;
/** Pages, their files and their sockets; a browser opens at most six at once per window. */
const MAX_CONNECTIONS = 128;

/**
 * The host without Electron: the till's page and its door to the register, and, on a port of its
 * own, the reader's page and the second door; all on loopback alone. Throws TroubleError
 * `port-in-use`.
 */
export async function openBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  const { staticFolder, launchToken, log, register, who } = options;
  const till = await listen(options.port);
  const reader = await listen(options.readerPort).catch(async () => listen(0));
  const { port } = till;
  const readerPort = reader.port;
  const newBugId = () => `bug_${randomUUID()}`;
  const serveTill = (socket: WebSocket) =>
    serveBridge(socket, { register, who, log, newBugId, readerPort });
  const doors = [
    openDoor(till.server, {
      ...{ guard: createShellGuard({ launchToken, port }), staticFolder, log },
      ...{ homes: ["/", DISPLAY_PAGE], policy: tillPolicy(readerPort) },
      sockets: {
        "/bridge": serveTill,
        "/display-bridge": (socket) => serveDisplay(socket, register.customerDisplays),
      },
    }),
    openDoor(reader.server, {
      ...{ guard: createShellGuard({ launchToken, port: readerPort, cookiePort: port }) },
      ...{ staticFolder, log, homes: [READER_PAGE], policy: readerPolicy(port) },
      sockets: { "/reader-bridge": (socket) => serveReader(socket, register.readerWindows) },
    }),
  ];
  return {
    port,
    readerPort,
    close: () => {
      for (const close of doors) close();
    },
  };
}

/** Where the built reader page stands below its own origin. */
export const READER_PAGE = "/reader/index.html";

type Listening = Readonly<{ server: Server; port: number }>;

async function listen(port: number): Promise<Listening> {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000 });
  server.maxConnections = MAX_CONNECTIONS;
  server.listen({ host: "127.0.0.1", port });
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    const advice = `Choose another one: npm start -- --port ${port + 1}`;
    throw new TroubleError("port-in-use", `Port ${port} is taken by another program. ${advice}`);
  }
  return { server, port: (server.address() as AddressInfo).port };
}

type Sockets = Readonly<Record<string, (socket: WebSocket) => void>>;
type Door = Parameters<typeof createShellSite>[0] & Readonly<{ sockets: Sockets; log: Logger }>;

/** Pages and their sockets on one port; the answer closes both. */
function openDoor(server: Server, door: Door): () => void {
  const { guard, log } = door;
  server.on("request", createShellSite(door));
  const carrier = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  const isFull = () => carrier.clients.size >= MAX_SOCKETS;
  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const serve = serverOf(door.sockets, request.url);
    const refused = refusalOf(request, guard) ?? (isFull() ? "too-many-connections" : undefined);
    if (refused !== undefined || serve === undefined) {
      const code = refused ?? "page-not-found";
      log.warn("a bridge connection was refused", { code });
      refuseUpgrade(stream, code);
      return;
    }
    carrier.handleUpgrade(request, stream, head, serve);
  });
  return () => {
    for (const socket of carrier.clients) socket.terminate();
    server.close();
    server.closeAllConnections();
  };
}

function serverOf(sockets: Sockets, path = ""): Sockets[string] | undefined {
  return Object.hasOwn(sockets, path) ? sockets[path] : undefined;
}

function refusalOf({ headers }: IncomingMessage, guard: ShellGuard): PageCode | undefined {
  if (!guard.isOurHost(headers)) return "wrong-host";
  if (!guard.isOurOrigin(headers)) return "wrong-origin";
  return guard.hasCookie(headers) ? undefined : "wrong-token";
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
