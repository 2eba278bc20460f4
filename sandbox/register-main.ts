import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { z } from "zod";
import { HostEnv } from "../register/host-env.ts";
import { openHostedRegister } from "../register/open-hosted-register.ts";
import { openBrowserShell } from "./browser-shell.ts";
import { runChild } from "./child-process.ts";
import { createLog } from "./log.ts";

/** The demo's core process: the register and its browser shell, beside nobody's screen. */
const Settings = HostEnv.extend({
  TILLSIDE_PORT: z.coerce.number().int().min(0).max(65_535),
  TILLSIDE_READER_PORT: z.coerce.number().int().min(0).max(65_535),
  TILLSIDE_TOKEN: z.string().min(20),
});

await runChild(async () => {
  const settings = Settings.parse(process.env);
  const log = createLog("register");
  const newId = (prefix: string) => `${prefix}_${randomUUID()}`;
  const { register, till } = await openHostedRegister(settings, {
    ...{ now: Date.now, newId, log },
    // The supervisor starts it again, and a start restores what the relay has seen.
    onDiverged: () => process.exit(1),
  });
  const shell = await openBrowserShell({
    register,
    staticFolder: resolve(import.meta.dirname, "../out/renderer"),
    port: settings.TILLSIDE_PORT,
    readerPort: settings.TILLSIDE_READER_PORT,
    launchToken: settings.TILLSIDE_TOKEN,
    who: till,
    log,
  });
  const close = () => {
    shell.close();
    register.close();
  };
  return { details: { port: shell.port, readerPort: shell.readerPort }, close };
});
