import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { z } from "zod";
import type { RelayConfigInput } from "../../../server/config.ts";
import type { TraceStep } from "../../../server/ports.ts";

const program = resolve(import.meta.dirname, "../../../server/main.ts");
const Ready = z.object({
  tillUrl: z.string(),
  publicUrl: z.string(),
  caPin: z.string(),
  pid: z.number(),
});

export type RelayProcess = Readonly<{
  tillUrl: string;
  publicUrl: string;
  caPem: string;
  /** How it ended: a signal's name, or an exit code. */
  ended: Promise<string | number>;
  stop: () => Promise<string | number>;
}>;

/** The real relay in a process of its own; with a step it kills itself there, once. */
export async function startRelayProcess(
  config: RelayConfigInput,
  killAt?: TraceStep,
): Promise<RelayProcess> {
  const path = join(config.data, "relay.json");
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  const env = { ...process.env, ...(killAt ? { TILLSIDE_KILL_AT: killAt } : {}) };
  const stdio = ["ignore", "pipe", "ignore"] as const;
  const child = spawn(process.execPath, [program, "--config", path, "--json"], {
    env,
    stdio: [...stdio],
  });
  const ended = once(child, "exit").then(
    ([code, signal]) => (signal as string | null) ?? (code as number),
  );
  const stop = () => {
    child.kill("SIGTERM");
    return ended;
  };
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const ready = Ready.parse(JSON.parse(line));
  return { ...ready, caPem: readFileSync(join(config.data, "ca.pem"), "utf8"), ended, stop };
}
