import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { TroubleError } from "../contract/trouble.ts";
import { holdFolder } from "../ledger/storage/open-database.ts";
import { ensureWritable } from "../register/ensure-writable.ts";
import { demoPorts } from "./demo-cards/demo-ports.ts";
import { startCards, type StartedCards } from "./demo-cards/start-cards.ts";
import { electronPlan, findElectron, installElectron } from "./electron-host.ts";
import { DISPLAY_PAGE } from "./display-page.ts";
import { createLog } from "./log.ts";
import { killOnce } from "./kill-once.ts";
import { hasScreen, openWindows } from "./open-windows.ts";
import { readOptions } from "./options.ts";
import { buildRenderer, isRendererBuilt } from "./renderer-build.ts";
import { createSupervisor, type ChildPlan } from "./supervisor.ts";
import { troubleFrom } from "../register/trouble-from.ts";
import { writeShop } from "./write-shop.ts";

/** The demo store as one supervised process tree. Ends with 0, or 1 on trouble. */
const options = readOptions(process.argv);
const launchToken = randomBytes(32).toString("base64url");
const log = createLog("demo");
const building = new AbortController();
let { port } = options;
let readerPort = 0;
let release: () => void = () => undefined;

const supervisor = createSupervisor({
  log,
  onRestart: (name) => {
    log.info(`${name} is back`);
    tell({ restarted: name, pids: pids() });
  },
  onGiveUp: (error) => void fail(error),
});

process.on("SIGINT", () => void end(0));
process.on("SIGTERM", () => void end(0));
await run().catch(fail);

async function run(): Promise<void> {
  if (!isRendererBuilt()) {
    log.info("building the page, once");
    await buildRenderer(building.signal);
  }
  ensureWritable(options.data);
  // Before any child: a second demo would write over the first one's relay and Stripe.
  release = holdFolder(join(options.data, "demo-lock"));
  const ports = await demoPorts(port);
  port = ports.page;
  readerPort = ports.readerPage;
  await runHost(await startCards(supervisor, { ...options, ports }));
}

async function runHost(started: StartedCards): Promise<void> {
  const { host, opens } = options;
  const isSeen = opens && hasScreen();
  const electron = host === "window" || (host === "auto" && isSeen) ? findElectron() : undefined;
  if (host === "none") {
    announce(started, { hostEnv: windowEnv(started) });
  } else if (electron !== undefined) {
    await supervisor.start(windowPlan(electron, started));
    announce(started, {});
    if (isSeen) await openPages({ "reader-window": started.readerUrl });
  } else if (host === "window") {
    throw new Error("Electron's binary is missing: install-electron fetches it.");
  } else {
    await runShell(started, isSeen);
  }
}

async function runShell(started: StartedCards, isSeen: boolean): Promise<void> {
  const taken = await supervisor.start(registerPlan(started));
  port = Number(taken["port"]);
  readerPort = Number(taken["readerPort"]);
  announce(started, { url: url(), port });
  if (!isSeen) return;
  await openPages({ window: url(), "reader-window": started.readerUrl });
  const { data, host } = options;
  if (host === "auto") await installElectron({ data, log, signal: building.signal });
}

function openPages(pages: Readonly<Record<string, string>>): Promise<void> {
  return openWindows({ supervisor, data: options.data, log, pages });
}

/** What a register is told, whatever its host. */
function hostEnv({ env }: StartedCards): Readonly<Record<string, string>> {
  return {
    TILLSIDE_DATA: options.data,
    TILLSIDE_SHOP: writeShop(options.data, options),
    ...env,
  };
}

function windowEnv(started: StartedCards): Readonly<Record<string, string>> {
  return { ...hostEnv(started), TILLSIDE_READER_PAGE: started.readerUrl };
}

function windowPlan(binary: string, started: StartedCards): ChildPlan {
  const kill = killOnce();
  const env = () => ({ ...windowEnv(started), ...kill() });
  return electronPlan({ binary, data: options.data, env, onEnd: () => void end(0) });
}

function registerPlan(started: StartedCards): ChildPlan {
  const kill = killOnce();
  return {
    name: "register",
    module: resolve(import.meta.dirname, "register-main.ts"),
    // After the first start the ports are those that were taken: open pages find us again.
    env: () => ({
      ...hostEnv(started),
      TILLSIDE_PORT: String(port),
      TILLSIDE_READER_PORT: String(readerPort),
      TILLSIDE_TOKEN: launchToken,
      ...kill(),
    }),
    restarts: true,
  };
}

function displayUrl(): string {
  return `http://127.0.0.1:${port}${DISPLAY_PAGE}?token=${launchToken}`;
}

function url(): string {
  return `http://127.0.0.1:${port}/?token=${launchToken}`;
}

function pids(): Readonly<Record<string, number>> {
  return { demo: process.pid, ...supervisor.pids() };
}

type Carried = Readonly<{ url?: string; port?: number; hostEnv?: object }>;

/** `carried`: where the till's page is, or what a host that is started by hand must be told. */
function announce({ readerUrl, stripeUrl }: StartedCards, carried: Carried): void {
  tell({ ...carried, readerUrl, stripeUrl, data: options.data, pids: pids() });
  if (options.json) return;
  const lines = [
    "Tillside demo store",
    `  page    ${carried.url ?? "in its own window"}`,
    `  reader  ${readerUrl}`,
    ...(carried.url === undefined ? [] : [`  display ${displayUrl()}`]),
    `  data    ${options.data}`,
    "  end     Ctrl-C",
  ];
  process.stdout.write(`\n${lines.join("\n")}\n\n`);
}

/** For programs that drive the demo: one JSON object per line. */
function tell(message: object): void {
  if (options.json) process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function fail(thrown: unknown): Promise<void> {
  if (building.signal.aborted) return;
  const error = troubleFrom(thrown);
  const code = error instanceof TroubleError ? error.code : "failed";
  const message = error instanceof Error ? error.message : String(error);
  tell({ trouble: { code, message } });
  process.stderr.write(`\nTillside could not go on: ${code}\n${message}\n`);
  if (code !== "failed") process.stderr.write(`See docs/errors.md, ${code}.\n`);
  await end(1);
}

async function end(exitCode: number): Promise<void> {
  building.abort();
  await supervisor.stop();
  release();
  process.exit(exitCode);
}
