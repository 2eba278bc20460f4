import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Books } from "./control/books.ts";
import type { Control } from "./control/control.ts";
import { createWatchers } from "./control/watchers.ts";
import type { ServerDeps } from "./http/server.ts";
import { serve } from "./http/server.ts";
import { openWorld } from "./open-world.ts";
import type { StripeSandboxOptions } from "./options.ts";
import { allRoutes } from "./rooms/rooms.ts";
import { createRouter } from "./router.ts";
import { createTerminalSdk } from "./terminal-sdk/sdk-sessions.ts";
import { scramble } from "./world.ts";

export type { StripeSandboxOptions } from "./options.ts";

export type StripeSandbox = {
  /** `http://127.0.0.1:12111` */
  readonly url: string;
  readonly port: number;
  /** A test key that is accepted. */
  readonly key: string;
  readonly control: Control;
  /** The other world: real keys, physical readers, no test cards. Null unless it was asked for. */
  readonly live: { readonly key: string; readonly control: Control } | null;
  /** A copy of everything that happened. */
  readonly books: () => Books;
  /** Resolves when no webhook is being sent and no retry is planned. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Opens a Stripe of its own on the loopback, with readers to hold cards to. */
export async function openStripeSandbox(options: StripeSandboxOptions): Promise<StripeSandbox> {
  const watchers = createWatchers();
  const told = {
    watchers: () => {
      watchers.tellAll();
      looks.forEach((look) => look());
    },
  };
  const looks: (() => void)[] = [];
  const test = openWorld(options, "test", told);
  const terminalSdk = createTerminalSdk(test.world);
  looks.push(terminalSdk.look);
  const live = options.hasLiveWorld === true ? openWorld(options, "live", told) : null;
  const keys = options.keys ?? [];
  const log = options.log ?? (() => undefined);
  const find = createRouter(allRoutes);
  const deps: ServerDeps = { ...test, live, find, keys, log, watchers, terminalSdk };
  const server = await listen(deps, options);
  server.on("upgrade", (request, socket, head) => {
    const isTaken = [test, live].some((each) => each?.cli.accept(request, socket, head) === true);
    if (!isTaken) socket.end(unknownSession);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${options.host}:${port}`;
  test.start(url);
  live?.start(url);
  const { seed } = test.world.state;
  return {
    url,
    port,
    key: keys[0] ?? `sk_test_${scramble(`key/${seed}`, 24)}`,
    control: test.control,
    live: live && { key: `sk_live_${scramble(`key/live/${seed}`, 24)}`, control: live.control },
    books: test.control.books,
    idle: async () => {
      await Promise.all([test.dispatcher.idle(), live?.dispatcher.idle()]);
    },
    close: async () => {
      test.close();
      live?.close();
      watchers.close();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** At these words the CLI asks for a new session instead of trying the old one for ever. */
const unknownSession = [
  "HTTP/1.1 400 Bad Request",
  "Content-Type: application/json",
  "Connection: close",
  "",
  '{"error":{"message":"Unknown WebSocket ID."}}',
].join("\r\n");

const KEEP_ALIVE_MS = 65_000;

async function listen(deps: ServerDeps, { host, port }: StripeSandboxOptions) {
  const server = createServer((request, response) => {
    serve(deps, request, response).catch((error: unknown) => {
      deps.log(`a request broke off: ${String(error)}`);
      request.socket.destroy();
    });
  });
  // As Stripe's: a client that thinks for a while must not find its connection closed under it.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(port, host);
  await once(server, "listening");
  return server;
}
