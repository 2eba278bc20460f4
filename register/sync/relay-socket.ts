import { hash, X509Certificate } from "node:crypto";
import { Agent } from "node:https";
import { checkServerIdentity } from "node:tls";
import { WebSocket } from "ws";
import { MAX_FRAME_BYTES } from "../../contract/relay-protocol.ts";

/** Where the relay is and how it proves itself. The token stays out of the URL and of every log. */
export type RelaySettings = Readonly<{
  /** wss://host:port */
  url: string;
  /** The relay's own CA, from pairing. */
  caPem: string;
  /** SHA-256, in base64, of that CA's public key (SPKI, DER): the current and the next. */
  caPins: readonly string[];
  deviceToken: string;
}>;

export type RelaySocket = Readonly<{ send: (text: string) => boolean; close: () => void }>;

export type RelaySocketEvents = Readonly<{
  open: () => void;
  message: (text: string) => void;
  /** The socket is gone for good; `reason` is for the log and the doctor. */
  close: (reason: string) => void;
}>;

/** How a register gets a socket; a test hands in another. */
export type OpenSocket = (events: RelaySocketEvents) => RelaySocket;

/** The relay pings every 10 s; a line that is silent for two of them is half open. */
const SILENCE_MS = 21_000;

/** One websocket over TLS to the pinned relay. It does not reconnect: `sync` does. */
export function relaySocketOpener(settings: RelaySettings): OpenSocket {
  return (events) => {
    const socket = new WebSocket(`${settings.url}/till`, {
      agent: pinnedAgent(settings),
      headers: { Authorization: `Bearer ${settings.deviceToken}` },
      handshakeTimeout: 5_000,
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
    });
    let reason = "closed";
    const silence = setTimeout(() => {
      reason = "silent";
      socket.terminate();
    }, SILENCE_MS);
    silence.unref();
    socket.on("open", events.open);
    socket.on("ping", () => silence.refresh());
    socket.on("message", (data: Buffer) => {
      silence.refresh();
      events.message(data.toString("utf8"));
    });
    socket.on("error", (error) => (reason = error.message));
    socket.on("close", (code) => {
      clearTimeout(silence);
      events.close(code === 1005 || code === 1006 ? reason : `${code} ${reason}`);
    });
    return {
      send(text) {
        if (socket.readyState !== WebSocket.OPEN) return false;
        socket.send(text);
        return true;
      },
      close: () => socket.terminate(),
    };
  };
}

function pinnedAgent({ caPem, caPins }: RelaySettings): Agent {
  return new Agent({
    ca: caPem,
    checkServerIdentity: (host, peer) =>
      checkServerIdentity(host, peer) ?? pinError(peer.raw, { caPem, caPins }),
  });
}

type Trust = Pick<RelaySettings, "caPem" | "caPins">;

/** Trust is the pin: the certificate must be signed by the key that pairing handed over. */
function pinError(leaf: Buffer, { caPem, caPins }: Trust): Error | undefined {
  const isPinned = caPins.includes(spkiPin(caPem));
  const isSigned = new X509Certificate(leaf).verify(new X509Certificate(caPem).publicKey);
  if (isPinned && isSigned) return undefined;
  return new Error("relay-not-pinned: another authority signed its certificate");
}

/** As RFC 7469 writes it: the hash of the key survives the renewal of its certificate. */
export function spkiPin(certificate: Buffer | string): string {
  const spki = new X509Certificate(certificate).publicKey.export({ type: "spki", format: "der" });
  return hash("sha256", spki, "base64");
}
