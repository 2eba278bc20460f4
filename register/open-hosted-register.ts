import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Who } from "../contract/commands.ts";
import { openFileSecrets } from "./file-secrets.ts";
import { readShop, type HostEnv } from "./host-env.ts";
import type { Clock, Logger, NewId } from "./ports.ts";
import type { Register } from "./register.ts";
import { startRegister } from "./start-register.ts";
import { relaySocketOpener } from "./sync/relay-socket.ts";

export type HostParts = Readonly<{
  now: Clock;
  newId: NewId;
  log: Logger;
  /** The relay has another book than this one: the host starts anew, which brings it back. */
  onDiverged: () => void;
}>;

/** A register, and who speaks through the till's window of its host. */
export type HostedRegister = Readonly<{ register: Register; till: Who }>;

/** Opens the register that a host was told of. Rejects with TroubleError as `startRegister` does. */
export async function openHostedRegister(env: HostEnv, parts: HostParts): Promise<HostedRegister> {
  const { config, clerk, products } = readShop(env.TILLSIDE_SHOP);
  const register = await startRegister({
    ...{ folder: env.TILLSIDE_DATA, config, products },
    ...parts,
    uptime: () => performance.now(),
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
    secrets: openFileSecrets(join(env.TILLSIDE_DATA, "secrets"), env.TILLSIDE_SECRETS_KEY),
    trace: (step) => {
      if (env.TILLSIDE_KILL_AT === "none") parts.log.info("step", { step });
      else if (step === env.TILLSIDE_KILL_AT) process.kill(process.pid, "SIGKILL");
    },
  });
  return { register, till: { caller: "till", ...clerk } };
}
