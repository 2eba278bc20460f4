import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocketServer } from "ws";
import {
  relaySocketOpener,
  spkiPin,
  type RelaySettings,
} from "../../../register/sync/relay-socket.ts";
import { openOwnAuthority } from "../../../server/tls/own-authority.ts";
import { temporaryFolder } from "../../support/world.ts";

const newAuthority = () =>
  openOwnAuthority({ now: Date.now, dateOf: (atMs) => new Date(atMs) }, temporaryFolder());

/** A relay's till listener with a certificate of its own, which tells the tokens it was shown. */
async function openListener() {
  const authority = await newAuthority();
  const server = createServer(authority.leaf);
  const sockets = new WebSocketServer({ server, path: "/till" });
  const tokens: (string | undefined)[] = [];
  sockets.on("connection", (socket, request) => {
    tokens.push(request.headers.authorization);
    socket.on("message", (data: Buffer) => socket.send(`heard ${data.toString("utf8")}`));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const client of sockets.clients) client.terminate();
    server.close();
  });
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, authority, tokens };
}

/** The first message after saying hello, or why the line was closed. */
function greet(settings: RelaySettings): Promise<string> {
  return new Promise((resolve) => {
    const socket = relaySocketOpener(settings)({
      open: () => socket.send("hello"),
      message(text) {
        resolve(text);
        socket.close();
      },
      close: resolve,
    });
  });
}

describe("relaySocketOpener", () => {
  it("speaks over TLS to the relay whose key was pinned, the token in a header", async () => {
    const { url, authority, tokens } = await openListener();
    const settings = {
      url,
      caPem: authority.caPem,
      caPins: [authority.pin],
      deviceToken: "secret",
    };
    expect(await greet(settings)).toBe("heard hello");
    expect(tokens).toEqual(["Bearer secret"]);
  });

  it("refuses a relay of another authority, and shows it no token, B26", async () => {
    const { url, tokens } = await openListener();
    const other = await newAuthority();
    const reason = await greet({
      url,
      caPem: other.caPem,
      caPins: [other.pin],
      deviceToken: "secret",
    });
    expect(reason).toMatch(/certificate|signature|issuer/);
    expect(tokens).toEqual([]);
  });

  it("refuses an authority whose key is not the pinned one, whoever vouches for it, B26", async () => {
    const { url, authority, tokens } = await openListener();
    const other = await newAuthority();
    const settings = { url, caPem: authority.caPem, caPins: [other.pin], deviceToken: "secret" };
    expect(await greet(settings)).toMatch(/relay-not-pinned/);
    expect(tokens).toEqual([]);
  });

  it("says why when nobody listens", async () => {
    const { authority } = await openListener();
    const settings = {
      url: "https://127.0.0.1:1",
      caPem: authority.caPem,
      caPins: [authority.pin],
      deviceToken: "t",
    };
    expect(await greet(settings)).toMatch(/ECONNREFUSED/);
  });
});

describe("spkiPin", () => {
  it("is what the relay writes down for pairing", async () => {
    const { caPem, pin } = await newAuthority();
    expect(spkiPin(caPem)).toBe(pin);
  });
});
