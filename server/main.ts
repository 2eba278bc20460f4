import { Command, Option } from "commander";
import { TroubleError } from "../contract/trouble.ts";
import { storageTrouble } from "../ledger/storage/open-database.ts";
import { addBookCommands } from "./book-commands.ts";
import { readRelayConfig } from "./config.ts";
import { createLog } from "./log.ts";
import { traceSteps, type Trace } from "./ports.ts";
import { RelayError } from "./relay-error.ts";
import { createRelay, type Relay } from "./relay.ts";

/**
 * The relay as a program: `node server/main.ts --config relay.json`. Ends with 0, or 1. Its book
 * commands are in book-commands.ts.
 */
const program = new Command("relay").description(
  "Keeps Stripe's keys and webhooks, and speaks to registers.",
);
program
  .command("serve", { isDefault: true })
  .description("runs the relay; what is done where no command is named")
  .addOption(
    new Option("--config <file>", "the relay's configuration, JSON")
      .env("TILLSIDE_RELAY_CONFIG")
      .makeOptionMandatory(),
  )
  .option("--json", "one JSON line on stdout when ready, for programs", false)
  .action(serve);
addBookCommands(program, (atMs) => new Date(atMs).toISOString());

type ServeOptions = Readonly<{ config: string; json: boolean }>;

/** Tells a parent that starting again would meet the same. */
const TROUBLE_EXIT_CODE = 2;
const log = createLog(
  () => Date.now(),
  (line) => process.stderr.write(`${line}\n`),
);
let relay: Relay | undefined;
let isEnding = false;

try {
  await program.parseAsync();
} catch (error) {
  const code = error instanceof TroubleError ? error.code : storageTrouble(error);
  if (code === undefined || !(error instanceof Error)) throw error;
  process.stderr.write(`${code}: ${error.message}\n`);
  process.exitCode = TROUBLE_EXIT_CODE;
}

async function serve({ config: path, json: isJson }: ServeOptions): Promise<void> {
  process.on("SIGTERM", () => void end(0));
  // Forked by the demo: Ctrl-C reaches the whole group, and the parent alone decides what it means;
  // without its parent nobody would end it.
  process.on("SIGINT", () => void (process.channel ? undefined : end(0)));
  if (process.channel) process.on("disconnect", () => void end(0));
  try {
    const config = readRelayConfig(path);
    const now = () => Date.now();
    const dateOf = (atMs: number) => new Date(atMs);
    relay = await createRelay({ config, now, after, log, dateOf, trace: traceFrom(process.env) });
    ready(relay, isJson);
  } catch (error) {
    fail(error, isJson);
  }
}

function ready({ tillUrl, publicUrl, caPin }: Relay, isJson: boolean): void {
  log.info("ready", { tillUrl, publicUrl });
  const line = { tillUrl, publicUrl, caPin, pid: process.pid };
  if (isJson) process.stdout.write(`${JSON.stringify(line)}\n`);
  process.send?.({ ready: line });
}

function after(delayMs: number, act: () => void): () => void {
  const timer = setTimeout(act, delayMs);
  return () => clearTimeout(timer);
}

/**
 * For crash tests: dies at the named step as a power cut would; at "none" it only says by which it
 * comes. It does nothing without it.
 */
function traceFrom({ TILLSIDE_KILL_AT: killAt }: NodeJS.ProcessEnv): Trace {
  if (killAt === "none") return (step) => log.info("step", { step });
  if (!traceSteps.some((step) => step === killAt)) return () => undefined;
  return (step) => {
    if (step === killAt) process.kill(process.pid, "SIGKILL");
  };
}

function fail(error: unknown, isJson: boolean): void {
  const isKnown = error instanceof RelayError || error instanceof TroubleError;
  const disk = storageTrouble(error);
  const code = isKnown ? error.code : (disk ?? "failed");
  const message = error instanceof Error ? error.message : String(error);
  const trouble = { code, message };
  if (isJson) process.stdout.write(`${JSON.stringify({ trouble })}\n`);
  log.error("the relay could not start", trouble);
  if (process.send && (disk !== undefined || error instanceof TroubleError)) {
    process.send({ trouble }, () => process.exit(TROUBLE_EXIT_CODE));
  } else process.exit(1);
}

async function end(exitCode: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await relay?.stop();
  process.exit(exitCode);
}
