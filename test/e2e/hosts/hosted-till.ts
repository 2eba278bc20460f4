import { test as base, expect, type Page } from "@playwright/test";
import type { Way } from "../../../contract/reader-views.ts";
import { startDemo, type Demo } from "../../support/demo.ts";
import { complaintsOf } from "../../support/page-complaints.ts";
import { searchField } from "../../support/till-page.ts";
import { standIn, startWindow } from "./window-host.ts";

/** What carries the register; the project of playwright.config.ts chooses. */
export const hosts = ["browser shell", "stand-in", "electron"] as const;
export type Host = (typeof hosts)[number];

/**
 * The demo store, just started, in the host of this run, and the till's page, ready for the first
 * scan. A spec that uses only this runs in every host: `demo` has the same Stripe, relay and data
 * folder behind it, and kills or awaits the register wherever it lives. What only the browser
 * shell has (`demo.url`, `demo.port`, a second tab) is not for these specs.
 */
export type HostedTill = Readonly<{ page: Page; demo: Demo; host: Host }>;

type Options = Readonly<{ page: Page; killAt: string; via: Way }>;
type Running = Readonly<{ page: Page; demo: Demo; problems: () => readonly string[] }>;

async function startShell({ page, ...plan }: Options): Promise<Running> {
  const demo = await startDemo(plan);
  await page.goto(demo.url);
  return { page, demo, problems: () => [] };
}

const binaryOf: Readonly<Record<Exclude<Host, "browser shell">, () => string | undefined>> = {
  "stand-in": () => standIn,
  electron: () => process.env["ELECTRON"],
};

export const test = base.extend<{
  host: Host;
  killAt: string;
  via: Way;
  till: HostedTill;
}>({
  host: ["browser shell", { option: true }],
  /** The step at which the register or the relay dies, once. */
  killAt: ["", { option: true }],
  /** The way to the reader: direct opens the reader's page, too. */
  via: ["relay", { option: true }],
  till: async ({ page: tab, host, killAt, via }, use, info) => {
    const binary = host === "browser shell" ? undefined : binaryOf[host]();
    base.skip(host === "electron" && binary === undefined, "ELECTRON names no Electron binary");
    const { page, demo, problems } =
      binary === undefined
        ? await startShell({ page: tab, killAt, via })
        : await startWindow({ binary, killAt, via });
    const complaints = complaintsOf(page);
    try {
      await expect(searchField(page)).toBeFocused();
      await use({ page, demo, host });
    } finally {
      const { stderr } = await demo.stop();
      if (info.status !== info.expectedStatus) {
        await info.attach("the log of the demo", { body: stderr, contentType: "text/plain" });
      }
    }
    expect([...complaints, ...problems()]).toEqual([]);
  },
});
export { expect };
