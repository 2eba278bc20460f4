import { readFileSync } from "node:fs";
import type { Who } from "../contract/commands.ts";
import { readShop, type HostEnv } from "./host-env.ts";
import type { Clock, Logger, NewId } from "./ports.ts";
import { openRegister, type Register } from "./register.ts";
import { relaySocketOpener } from "./sync/relay-socket.ts";

export type HostParts = Readonly<{ now: Clock; newId: NewId; log: Logger }>;

/** A register, and who speaks through the till's window of its host. */
export type HostedRegister = Readonly<{ register: Register; till: Who }>;

/** Opens the register that a host was told of. Throws TroubleError as `openRegister` does. */
export function openHostedRegister(env: HostEnv, parts: HostParts): HostedRegister {
  const { config, clerk, products } = readShop(env.TILLSIDE_SHOP);
  const register = openRegister({
    ...{ folder: env.TILLSIDE_DATA, config, products },
    ...parts,
    cards: {
      openSocket: relaySocketOpener({
        url: env.TILLSIDE_RELAY_URL,
        caPem: readFileSync(env.TILLSIDE_RELAY_CA, "utf8"),
        caPins: [env.TILLSIDE_RELAY_PIN],
        deviceToken: env.TILLSIDE_DEVICE_TOKEN,
      }),
      connection: env.TILLSIDE_CONNECTION,
      readerId: env.TILLSIDE_READER,
      way: env.TILLSIDE_WAY,
    },
    trace: (step) => {
      if (step === env.TILLSIDE_KILL_AT) process.kill(process.pid, "SIGKILL");
    },
  });
  return { register, till: { caller: "till", ...clerk } };
}
