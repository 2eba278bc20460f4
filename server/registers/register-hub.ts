import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import type { RegisterId } from "../../contract/ids.ts";
import { closeCodes, MAX_FRAME_BYTES, type FromRelay } from "../../contract/relay-protocol.ts";
import type { After } from "../ports.ts";
import type { Authenticate } from "./authenticate.ts";
import { createPings } from "./pings.ts";
import { serveTill, type SessionDeps, type TillSession } from "./till-session.ts";

export type HubDeps = SessionDeps & Readonly<{ authenticate: Authenticate; after: After }>;

export type RegisterHub = ReturnType<typeof createRegisterHub>;

/** RFC 6455: the endpoint goes away. */
const GOING_AWAY = 1001;

/** The sockets of registers, one each. */
export function createRegisterHub(deps: HubDeps) {
  const { authenticate, after, log } = deps;
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
  });
  const served = new Map<RegisterId, TillSession>();
  const pings = createPings(after, server.clients);

  /** The till listener's upgrade: the path, then the token, and only then a socket. */
  function upgrade(req: IncomingMessage, stream: Duplex, head: Buffer): void {
    const { registerId, status } = admit(authenticate, req);
    if (registerId === undefined) {
      log.warn("a socket was not let in", { status, from: req.socket.remoteAddress });
      answerHttp(stream, status);
      return;
    }
    server.handleUpgrade(req, stream, head, (socket) => serve(socket, registerId));
  }

  function serve(socket: WebSocket, registerId: RegisterId): void {
    pings.add(socket);
    // `close` follows; without a listener the error would end the relay.
    socket.on("error", (error) => log.warn("socket", { registerId, why: error.message }));
    const onServed = (session: TillSession) => {
      served.get(registerId)?.leave(replaced);
      served.set(registerId, session);
      socket.on("close", () => {
        if (served.get(registerId) === session) served.delete(registerId);
      });
    };
    serveTill(deps, { socket, registerId, onServed });
  }

  function close(): void {
    pings.stop();
    for (const socket of server.clients) {
      socket.close(GOING_AWAY);
      socket.terminate();
    }
    server.close();
  }

  return {
    upgrade,
    close,
    /** A socket that was let in, and whose it is. */
    serve,
    /** Its socket is open. */
    isServed: (registerId: RegisterId) => served.has(registerId),
    /** There is new mail for it. */
    mailed: (registerId: RegisterId) => served.get(registerId)?.pump(),
    /** Not kept: whoever is not there does not hear it. */
    tell: (registerId: RegisterId, message: FromRelay) => served.get(registerId)?.send(message),
  };
}

type Admitted = Readonly<{ registerId: RegisterId | undefined; status: string }>;

/** A token in an address would stand in every log on the way, so it is none. */
function admit(authenticate: Authenticate, { url = "", headers }: IncomingMessage): Admitted {
  if (!/^\/till($|\?)/.test(url)) return { registerId: undefined, status: "404 Not Found" };
  const registerId = url === "/till" ? authenticate(headers.authorization) : undefined;
  return { registerId, status: "401 Unauthorized" };
}

const replaced = {
  close: closeCodes.replaced,
  code: "replaced",
  detail: "this register has opened another socket",
};

function answerHttp(stream: Duplex, status: string): void {
  stream.on("error", () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
