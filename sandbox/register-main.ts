import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { startRegister } from "../register/start-register.ts";
import { relaySocketOpener } from "../register/sync/relay-socket.ts";
import { openBrowserShell } from "./browser-shell.ts";
import { runChild } from "./child-process.ts";
import { CardsEnv } from "./demo-cards/start-cards.ts";
import { demoProducts } from "./demo-catalog.ts";
import { demoClerk, demoShop } from "./demo-shop.ts";
import { openFileSecrets } from "./file-secrets.ts";
import { createLog } from "./log.ts";

/** The demo's core process: the register and its browser shell, beside nobody's screen. */
const Settings = z.object({
  TILLSIDE_DATA: z.string().min(1),
  TILLSIDE_PORT: z.coerce.number().int().min(0).max(65_535),
  TILLSIDE_TOKEN: z.string().min(20),
  ...CardsEnv.shape,
  /** For crash tests: dies at this step as in a power cut. */
  TILLSIDE_KILL_AT: z.string().optional(),
});

await runChild(async () => {
  const settings = Settings.parse(process.env);
  const log = createLog("register");
  const register = await startRegister({
    folder: settings.TILLSIDE_DATA,
    config: demoShop,
    products: demoProducts,
    cards: {
      openSocket: relaySocketOpener({
        url: settings.TILLSIDE_RELAY_URL,
        caPem: readFileSync(settings.TILLSIDE_RELAY_CA, "utf8"),
        caPins: [settings.TILLSIDE_RELAY_PIN],
        deviceToken: settings.TILLSIDE_DEVICE_TOKEN,
      }),
      connection: settings.TILLSIDE_CONNECTION,
      readerId: settings.TILLSIDE_READER,
    },
    now: Date.now,
    newId: (prefix) => `${prefix}_${randomUUID()}`,
    log,
    // The supervisor starts it again, and a start restores what the relay has seen.
    onDiverged: () => process.exit(1),
    secrets: openFileSecrets(join(settings.TILLSIDE_DATA, "secrets")),
    trace: (step) => {
      if (step === settings.TILLSIDE_KILL_AT) process.kill(process.pid, "SIGKILL");
    },
  });
  const shell = await openBrowserShell({
    register,
    staticFolder: resolve(import.meta.dirname, "../out/renderer"),
    port: settings.TILLSIDE_PORT,
    launchToken: settings.TILLSIDE_TOKEN,
    who: { caller: "till", ...demoClerk },
    log,
  });
  const close = () => {
    shell.close();
    register.close();
  };
  return { details: { port: shell.port }, close };
});
