import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { TroubleError } from "../contract/trouble.ts";
import type { RelayConfig } from "./config.ts";
import type { OwnAuthority } from "./tls/own-authority.ts";

export type Listener = Readonly<{ server: Server; url: string; close: () => Promise<void> }>;

/** A slow sender holds a socket no longer than this. */
const LIMITS = { headersTimeout: 10_000, requestTimeout: 15_000, maxHeaderSize: 16 * 1024 };

/** Opens a port with our own certificate, or without one on this machine. */
export async function openListener(
  { host, port, tls }: RelayConfig["till"],
  authority: OwnAuthority,
  answer: RequestListener,
): Promise<Listener> {
  const server = tls
    ? createHttpsServer({ ...LIMITS, ...authority.leaf, minVersion: "TLSv1.2" }, answer)
    : createHttpServer(LIMITS, answer);
  server.listen(port, host);
  await listening(server, `${host}:${port}`);
  const taken = server.address() as AddressInfo;
  const name = taken.family === "IPv6" ? `[${taken.address}]` : taken.address;
  const url = `${tls ? "https" : "http"}://${name}:${taken.port}`;
  return { server, url, close: () => closeServer(server) };
}

async function listening(server: Server, address: string): Promise<void> {
  try {
    await once(server, "listening");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    throw new TroubleError("port-in-use", `${address} cannot be opened: ${code}`);
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
