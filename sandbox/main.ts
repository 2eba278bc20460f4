import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { TroubleError } from "../contract/trouble.ts";
import { holdFolder } from "../ledger/storage/open-database.ts";
import { ensureWritable } from "../register/ensure-writable.ts";
import { startCards, type StartedCards } from "./demo-cards/start-cards.ts";
import { findBrowser } from "./find-browser.ts";
import { createLog } from "./log.ts";
import { killOnce } from "./kill-once.ts";
import { readOptions } from "./options.ts";
import { buildRenderer, isRendererBuilt } from "./renderer-build.ts";
import { createSupervisor, type ChildPlan } from "./supervisor.ts";
import { troubleFrom } from "../register/trouble-from.ts";
import { writeShop } from "./write-shop.ts";

/** `npm start`: the demo store as one supervised process tree. Ends with 0, or 1 on trouble. */
const options = readOptions(process.argv);
const launchToken = randomBytes(32).toString("base64url");
const log = createLog("demo");
const building = new AbortController();
let port = options.port;
let cards: StartedCards | undefined;
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
  cards = await startCards(supervisor, options);
  const { port: taken } = await supervisor.start(registerPlan(cards));
  port = Number(taken);
  announce();
  await openWindow();
}

function registerPlan({ env }: StartedCards): ChildPlan {
  const kill = killOnce();
  return {
    name: "register",
    module: resolve(import.meta.dirname, "register-main.ts"),
    // After the first start `port` is the one that was taken: open pages find us again.
    env: () => ({
      TILLSIDE_DATA: options.data,
      TILLSIDE_SHOP: writeShop(options.data),
      TILLSIDE_PORT: String(port),
      TILLSIDE_TOKEN: launchToken,
      ...env,
      ...kill(),
    }),
    restarts: true,
  };
}

function url(): string {
  return `http://127.0.0.1:${port}/?token=${launchToken}`;
}

function pids(): Readonly<Record<string, number>> {
  return { demo: process.pid, ...supervisor.pids() };
}

function announce(): void {
  const { readerUrl, stripeUrl } = cards ?? {};
  tell({ url: url(), port, readerUrl, stripeUrl, data: options.data, pids: pids() });
  if (options.json) return;
  const lines = [
    "Tillside demo store",
    `  page    ${url()}`,
    `  reader  ${readerUrl ?? "none"}`,
    `  data    ${options.data}`,
    "  end     Ctrl-C",
  ];
  process.stdout.write(`\n${lines.join("\n")}\n\n`);
}

/** For programs that drive the demo: one JSON object per line. */
function tell(message: object): void {
  if (options.json) process.stdout.write(`${JSON.stringify(message)}\n`);
}

/** A window where there is somebody to look at it; the printed address always works. */
async function openWindow(): Promise<void> {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
  const hasDisplay = process.platform !== "linux" || Boolean(DISPLAY ?? WAYLAND_DISPLAY);
  if (!options.opens || CI || !hasDisplay) return;
  const browser = await findBrowser();
  if (!browser.isFound) {
    log.info(`no window is opened. ${browser.why}`);
    return;
  }
  await openPage(browser.path, "window", url());
  if (cards) await openPage(browser.path, "reader-window", cards.readerUrl);
}

/** A profile of its own for each: a window that is closed takes no other along. */
async function openPage(browser: string, name: string, address: string): Promise<void> {
  const env = {
    TILLSIDE_BROWSER: browser,
    TILLSIDE_PROFILE: join(options.data, name),
    TILLSIDE_URL: address,
  };
  const module = resolve(import.meta.dirname, "window-main.ts");
  await supervisor.start({ name, module, env: () => env, restarts: false });
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
