import type { ChildProcess } from "node:child_process";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { resolve, join } from "node:path";
import { writeFileSync } from "node:fs";
import { test as base, expect, type ElectronApplication, type Page } from "@playwright/test";
import type { HostEnv } from "../../register/host-env.ts";
import { writeShop } from "../../sandbox/write-shop.ts";
import { launch, problemsOf, standIn, windowAt } from "../e2e/hosts/window-host.ts";
import { temporaryFolder } from "../support/demo.ts";
import { followComplaints } from "../support/page-complaints.ts";
import { searchField } from "../support/till-page.ts";

export const binary = process.env["ELECTRON"] ?? standIn;
export const root = resolve(import.meta.dirname, "../..");
export const DEVICE_TOKEN = "a-token-that-no-relay-knows";

type Told = Omit<HostEnv, "TILLSIDE_KILL_AT" | "TILLSIDE_SECRETS_KEY"> & {
  TILLSIDE_READER_PAGE: string;
};
/** Undefined takes a value away. */
type Change = { [Name in keyof Told]?: Told[Name] | undefined };

/** What the demo would tell the host, of a relay that nobody runs: the till sells for cash. */
export function loneEnv(data: string, readerPage = "http://127.0.0.1:9/reader"): Told {
  const ca = join(data, "ca.pem");
  writeFileSync(ca, "no relay, no authority");
  return {
    TILLSIDE_DATA: data,
    TILLSIDE_SHOP: writeShop(data),
    TILLSIDE_RELAY_URL: "wss://127.0.0.1:9",
    TILLSIDE_RELAY_CA: ca,
    TILLSIDE_RELAY_PIN: "none",
    TILLSIDE_DEVICE_TOKEN: DEVICE_TOKEN,
    TILLSIDE_CONNECTION: "sandbox",
    TILLSIDE_READER: "tmr_none",
    TILLSIDE_WAY: "relay",
    TILLSIDE_READER_PAGE: readerPage,
  };
}

/** Playwright answers nothing about an app that has ended; its process still does. */
type Running = Readonly<{ app: ElectronApplication; process: ChildProcess }>;

function isRunning({ process: { exitCode, signalCode } }: Running): boolean {
  return exitCode === null && signalCode === null;
}

export type Start = (change?: Change) => Promise<ElectronApplication>;

/** A page of the demo's Stripe that lets other origins read it, as the simulated SDK needs. */
async function openSandboxPage(): Promise<Readonly<{ server: Server; url: string }>> {
  const server = createServer((_request, response) => {
    response.setHeader("Access-Control-Allow-Origin", "*").end("the sandbox");
  });
  server.listen({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/reader` };
}

type Fixtures = {
  data: string;
  readerPage: string;
  /** Starts the built host; what it has open ends with the test. */
  start: Start;
  app: ElectronApplication;
  /** The till's page must have none at the end: a test that provokes some takes them out. */
  complaints: string[];
  till: Page;
  reader: Page;
};

/** The desktop host alone, without relay or Stripe: what it is made of, not what it sells. */
export const test = base.extend<Fixtures>({
  // Playwright reads what a fixture needs from its pattern, and wants one even for nothing.
  data: async ({ browserName: _ }, use) => use(temporaryFolder()),
  readerPage: async ({ browserName: _ }, use) => {
    const { server, url } = await openSandboxPage();
    await use(url);
    server.close();
  },
  start: async ({ data, readerPage }, use) => {
    const running: Running[] = [];
    await use(async (change = {}) => {
      const told = Object.entries({ ...loneEnv(data, readerPage), ...change });
      const hostEnv = Object.fromEntries(
        told.flatMap(([name, v]) => (v === undefined ? [] : [[name, v]])),
      );
      const app = await launch({ data, hostEnv }, { binary, folder: root, killAt: "" });
      running.push({ app, process: app.process() });
      return app;
    });
    for (const each of running) if (isRunning(each)) await each.app.close();
  },
  app: async ({ start }, use) => {
    const app = await start();
    const started = { app, process: app.process() };
    await use(app);
    if (isRunning(started)) expect(await problemsOf(app)).toEqual([]);
  },
  complaints: async ({ browserName: _ }, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints).toEqual([]);
  },
  till: async ({ app, complaints }, use) => {
    const page = await windowAt(app, "till");
    followComplaints(page, complaints);
    await expect(searchField(page)).toBeFocused();
    await use(page);
  },
  reader: async ({ app }, use) => {
    const page = await windowAt(app, "reader");
    await page.waitForLoadState();
    await use(page);
  },
});
export { expect };
