import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROTOCOL_VERSION, type ToRelay } from "../../contract/relay-protocol.ts";
import { relaySocketOpener } from "../../register/sync/relay-socket.ts";
import type { RelayConfigInput } from "../../server/config.ts";
import type { Demo } from "./demo.ts";

const deviceToken = "device-token-of-the-second-till";
export const secondTill = "reg_second";

/** The demo's relay knows one till; from now on it knows another, too. It is started anew. */
export async function addSecondTill({ data, killNow, restarted }: Demo): Promise<void> {
  const path = join(data, "relay", "config.json");
  const config = JSON.parse(readFileSync(path, "utf8")) as RelayConfigInput;
  const tokenHash = createHash("sha256").update(deviceToken).digest("hex");
  const registers = [
    ...config.registers,
    { registerId: secondTill, name: "Second till", tokenHash },
  ];
  writeFileSync(path, JSON.stringify({ ...config, registers }));
  killNow("relay");
  await restarted("relay");
}

/** The second till asks the relay to hold something, hears its yes, and is never heard of again. */
export async function holdAndVanish({ data }: Demo, request: ToRelay): Promise<void> {
  const read = (name: string) => readFileSync(join(data, "relay", name), "utf8").trim();
  const config = JSON.parse(read("config.json")) as RelayConfigInput;
  const openSocket = relaySocketOpener({
    url: `wss://${config.till.host}:${config.till.port}`,
    caPem: read("ca.pem"),
    caPins: [read("ca.pin")],
    deviceToken,
  });
  const hello = { type: "hello", protocol: PROTOCOL_VERSION, registerId: secondTill, cursor: 0 };
  const heard: string[] = [];
  await new Promise<string>((resolve) => {
    const socket = openSocket({
      open: () => void socket.send(JSON.stringify(hello)),
      message(text) {
        const { type } = JSON.parse(text) as { type: string };
        if (type === "welcome") socket.send(JSON.stringify(request));
        heard.push(type);
        if (type.endsWith("-held")) socket.close();
      },
      close: resolve,
    });
  });
  if (!heard.at(-1)?.endsWith("-held")) throw new Error(`nothing was held: ${heard.join(", ")}`);
}
